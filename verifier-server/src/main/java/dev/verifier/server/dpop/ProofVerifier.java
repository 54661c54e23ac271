package dev.verifier.server.dpop;

import dev.verifier.jose.Claims;
import dev.verifier.jose.CompactJws;
import dev.verifier.jose.JwsVerifier;
import dev.verifier.jose.Limits;
import dev.verifier.jose.NumericDates;
import dev.verifier.jose.SignatureAlgorithm;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** RFC 9449 §4.3, all but whether a proof was used before, which is asked once everything else is known. Thread-safe. */
final class ProofVerifier {

    /** FAPI 2.0 §5.4.1, and ES384. */
    static final List<SignatureAlgorithm> ALGORITHMS = List.of(
            SignatureAlgorithm.ES256, SignatureAlgorithm.ES384, SignatureAlgorithm.PS256, SignatureAlgorithm.EDDSA);

    private static final JwsVerifier SIGNATURE = new JwsVerifier(Set.copyOf(ALGORITHMS), Set.of("dpop+jwt"), Set.of());

    /** How far the signer's clock may be ahead, and how old a proof may be. */
    private static final Duration AHEAD = Duration.ofSeconds(30);

    private static final Duration AGE = Duration.ofMinutes(2);

    private static final int LONGEST_ID = 256;

    private final Limits limits;
    private final Nonces nonces;

    ProofVerifier(Limits limits, Nonces nonces) {
        this.limits = limits;
        this.nonces = nonces;
    }

    /** A proof for this request, now, or the reason why it is none. */
    Proof verify(String compact, ProofRequest request, Instant at) throws RejectedException {
        var jws = CompactJws.parse(Part.DPOP_PROOF, compact, limits);
        var key = jws.keyInHeader();
        if (key.isEmpty()) {
            throw new RejectedException(new Rejection.ClaimMissing(Part.DPOP_PROOF, "jwk"));
        }
        var claims = forRequest(SIGNATURE.verify(jws, key.get()).claims(), request);
        var worthlessFrom = worthlessFrom(claims, at);
        var id = id(claims);
        return new Proof(new ProvenKey(key.get().thumbprint()), id, worthlessFrom, nonces.next(claims, at));
    }

    private static Claims forRequest(Claims claims, ProofRequest request) throws RejectedException {
        if (!claims.text("htm").equals(request.method())) {
            throw new RejectedException(new Rejection.ProofMethodDiffers());
        }
        var target = TargetUri.parse(claims.text("htu"));
        if (target.filter(request.targets()::contains).isEmpty()) {
            throw new RejectedException(new Rejection.ProofTargetDiffers());
        }
        if (request.accessToken() != null && !claims.text("ath").equals(sha256(request.accessToken()))) {
            throw new RejectedException(new Rejection.ProofTokenDiffers());
        }
        return claims;
    }

    /** By {@code iat}, which must be there; {@code exp} and {@code nbf} need not, and count where they are. */
    private static Instant worthlessFrom(Claims claims, Instant at) throws RejectedException {
        var issued = date(claims, "iat").orElseThrow(() -> claims.missing("iat"));
        var notBefore = date(claims, "nbf").orElse(issued);
        var latestStart = at.plus(AHEAD);
        if (issued.isAfter(latestStart) || notBefore.isAfter(latestStart)) {
            throw new RejectedException(new Rejection.NotYetValid(Part.DPOP_PROOF));
        }
        var end = issued.plus(AGE);
        var expiry = date(claims, "exp").map(exp -> exp.plus(AHEAD)).orElse(end);
        if (!end.isAfter(at) || !expiry.isAfter(at)) {
            throw new RejectedException(new Rejection.Expired(Part.DPOP_PROOF));
        }
        return end;
    }

    private static Optional<Instant> date(Claims claims, String name) throws RejectedException {
        return claims.optionalNumber(name).map(NumericDates.SECONDS::instant);
    }

    private static String id(Claims claims) throws RejectedException {
        var id = claims.text("jti");
        if (id.isBlank() || id.length() > LONGEST_ID) {
            throw claims.malformed("jti");
        }
        return id;
    }

    private static String sha256(String accessToken) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(accessToken.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
