package dev.verifier.jose;

import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The keys that somebody publishes (RFC 7517 §5). What is there and is no key to verify signatures with is left out; one that shows its
 * private part is nobody's any more. A door: one strange key spoils no other. Immutable and thread-safe.
 */
public final class JwkSet {

    /** More than anybody signs with at a time. */
    private static final int MOST = 50;

    private record Named(@Nullable String id, @Nullable String algorithm, PublicJwk key) {}

    private final List<Named> keys;

    private JwkSet(List<Named> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * The keys of a set, which nobody signed.
     *
     * @param set its members, {@code keys} among them
     * @param refusal made from the reason, where it is none
     */
    public static JwkSet of(Map<String, @Nullable Object> set, Function<String, Rejection> refusal)
            throws RejectedException {
        if (!(set.get("keys") instanceof List<?> listed) || listed.size() > MOST) {
            throw new RejectedException(refusal.apply("keys"));
        }
        var keys = new ArrayList<Named>();
        for (var jwk : listed) {
            if (jwk instanceof Map<?, ?> members) {
                named(Claims.unsigned(Part.CREDENTIAL, members)).ifPresent(keys::add);
            }
        }
        return new JwkSet(keys);
    }

    /**
     * The one key that a token can have been signed with: the one it names, or else the only one that makes such signatures. Where
     * that is none, or where there are several, nobody guesses.
     */
    public PublicJwk require(CompactJws token) throws RejectedException {
        var algorithm = token.header().text("alg");
        var id = token.keyId();
        var fitting = keys.stream()
                .filter(named -> id.isEmpty() || id.get().equals(named.id()))
                .filter(named -> named.algorithm() == null || named.algorithm().equals(algorithm))
                .map(Named::key)
                .filter(key -> SignatureAlgorithm.isNamed(algorithm, key::fits))
                .distinct()
                .toList();
        if (fitting.size() != 1) {
            throw new RejectedException(new Rejection.KeyUnknown(token.part()));
        }
        return fitting.getFirst();
    }

    /** How many of them can be used. */
    public int size() {
        return keys.size();
    }

    /** Whether a key is among them, whatever it is called. */
    public boolean contains(String thumbprint) {
        return keys.stream().anyMatch(named -> named.key().thumbprint().equals(thumbprint));
    }

    /** RFC 7517 §4.2, §4.3: a key that is said to be for something else is for that. */
    private static boolean isForSignatures(Claims jwk) throws RejectedException {
        var use = jwk.optionalText("use");
        return (use.isEmpty() || use.get().equals("sig"))
                && (!jwk.has("key_ops") || jwk.array("key_ops").contains("verify"));
    }

    private static Optional<Named> named(Claims jwk) {
        try {
            var id = jwk.optionalText("kid").orElse(null);
            var algorithm = jwk.optionalText("alg").orElse(null);
            return isForSignatures(jwk) ? Optional.of(new Named(id, algorithm, PublicJwk.of(jwk))) : Optional.empty();
        } catch (RejectedException e) {
            return Optional.empty();
        }
    }
}
