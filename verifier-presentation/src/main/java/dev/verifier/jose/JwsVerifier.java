package dev.verifier.jose;

import dev.verifier.check.Check;
import dev.verifier.check.Trace;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Verifies one kind of signed token: which algorithms, which {@code typ}, which critical headers. The key comes from the
 * caller, never from the token. Immutable and thread-safe.
 *
 * @param algorithms the algorithms accepted for this kind
 * @param types accepted {@code typ} headers in lower case, without {@code application/}; the empty string stands for absent
 *     (RFC 7515 §4.1.9, RFC 8725 §3.11)
 * @param critical header names that the caller understands and checks (RFC 7515 §4.1.11)
 */
public record JwsVerifier(Set<SignatureAlgorithm> algorithms, Set<String> types, Set<String> critical) {

    /** Headers that say where else a key or a payload might be; a key is never fetched because a token says so. */
    private static final List<String> POINTERS = List.of("jku", "x5u");

    /** About 250 bytes each. */
    private static final KnownSignatures KNOWN = new KnownSignatures(10_000);

    public JwsVerifier {
        algorithms = Set.copyOf(algorithms);
        types = Set.copyOf(types);
        critical = Set.copyOf(critical);
    }

    /** Claims under this key's signature, or the reason why there are none. */
    public VerifiedJws verify(CompactJws jws, PublicJwk key) throws RejectedException {
        return verify(jws, key, (algorithm, signingInput) -> {
            if (!key.verifies(algorithm, signingInput, jws.signature())) {
                throw new RejectedException(new Rejection.SignatureInvalid(jws.part()));
            }
        });
    }

    /**
     * The same for what is shown again and again as it was signed once, such as a credential: that the very same signature of the same
     * key over the same bytes holds is remembered.
     */
    public VerifiedJws verifyLasting(CompactJws jws, PublicJwk key) throws RejectedException {
        return verify(jws, key, (algorithm, signingInput) -> KNOWN.require(jws, key, algorithm, signingInput));
    }

    /** The last step: refuses where the signature does not hold. */
    @FunctionalInterface
    private interface Arithmetic {
        void require(SignatureAlgorithm algorithm, byte[] signingInput) throws RejectedException;
    }

    private VerifiedJws verify(CompactJws jws, PublicJwk key, Arithmetic signature) throws RejectedException {
        var part = jws.part();
        var algorithm = SignatureAlgorithm.named(part, jws.header().text("alg"));
        if (!algorithms.contains(algorithm) || !key.fits(algorithm)) {
            throw new RejectedException(new Rejection.AlgorithmNotAllowed(part, algorithm.jwsName()));
        }
        Trace.passed(part, Check.ALGORITHM, algorithm::jwsName);
        var type = type(jws.header());
        if (!types.contains(type)) {
            throw new RejectedException(new Rejection.TypeHeaderNotAllowed(part, type));
        }
        Trace.passed(part, Check.TYPE, () -> type.isEmpty() ? "none" : type);
        var foreign = foreignHeader(jws.header());
        if (foreign.isPresent()) {
            throw new RejectedException(new Rejection.HeaderNotAllowed(part, foreign.get()));
        }
        Trace.passed(part, Check.HEADERS);
        var signingInput = jws.signingInput();
        signature.require(algorithm, signingInput);
        Trace.passed(part, Check.SIGNATURE, () -> "by the key " + key.thumbprint());
        return new VerifiedJws(jws.payloadUnderSignature(), jws.header(), key, signingInput);
    }

    static String type(Claims header) throws RejectedException {
        var type = header.optionalText("typ").orElse("").toLowerCase(Locale.ROOT);
        return type.startsWith("application/") ? type.substring("application/".length()) : type;
    }

    private Optional<String> foreignHeader(Claims header) throws RejectedException {
        var names = header.asMap().keySet();
        if (Boolean.FALSE.equals(header.asMap().get("b64"))) {
            return Optional.of("b64");
        }
        var demanded = header.array("crit");
        if (names.contains("crit") && demanded.isEmpty()) {
            throw header.malformed("crit");
        }
        return Stream.concat(
                        POINTERS.stream().filter(names::contains),
                        demanded.stream().filter(name -> !critical.contains(name) || !names.contains(name)))
                .findFirst();
    }

    static String sha256(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
