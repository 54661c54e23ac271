package dev.verifier.server.explain;

import dev.verifier.check.Check;
import dev.verifier.check.Step;
import dev.verifier.check.Trace;
import dev.verifier.jose.Audiences;
import dev.verifier.jose.Claims;
import dev.verifier.jose.CompactJws;
import dev.verifier.jose.JwsVerifier;
import dev.verifier.jose.Limits;
import dev.verifier.jose.NumericDates;
import dev.verifier.jose.SignatureAlgorithm;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.server.key.KeyRing;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Tokens that we issued.
 *
 * @param keys ours, where they are here
 * @param issuer as we call ourselves
 * @param limits how much is looked at
 */
record Tokens(Supplier<Optional<KeyRing>> keys, String issuer, Limits limits) {

    /** The engine calls by this name what an issuer signed for others. */
    private static final Part PART = Part.CREDENTIAL;

    private static final Duration TOLERANCE = Duration.ofSeconds(30);
    private static final Set<String> TYPES = Set.of("at+jwt", "jwt", "logout+jwt", "secevent+jwt");
    private static final Step AUDIENCE = new Step(PART, Check.AUDIENCE);
    private static final Step STATUS = new Step(PART, Check.STATUS);

    private static final List<Step> PLAN = Stream.of(
                    Check.READ,
                    Check.ISSUER,
                    Check.KEY,
                    Check.ALGORITHM,
                    Check.TYPE,
                    Check.HEADERS,
                    Check.SIGNATURE,
                    Check.VALIDITY,
                    Check.AUDIENCE,
                    Check.STATUS)
            .map(check -> new Step(PART, check))
            .toList();

    List<Section> explain(Question question) {
        var unasked = new HashMap<Step, String>();
        unasked.put(STATUS, "whether it was taken back, only a running server knows: ask its introspection endpoint");
        if (question.audience() == null) {
            unasked.put(AUDIENCE, "say whom it is for: --audience");
        }
        var judgement = Judgement.of(() -> {
            var jws = CompactJws.parse(PART, question.text(), limits);
            Trace.passed(PART, Check.READ);
            if (!jws.allegedIssuer().filter(issuer::equals).isPresent()) {
                throw new RejectedException(
                        new Rejection.IssuerNotTrusted(jws.allegedIssuer().orElse("nobody")));
            }
            Trace.passed(PART, Check.ISSUER, () -> issuer);
            verify(jws, question);
            return Optional.empty();
        });
        var lines = judgement.lines(PLAN, unasked).stream()
                .map(line -> line.of("token"))
                .toList();
        return List.of(new Section(
                "a token", Alleged.of(question.text()).map(Alleged::shown).orElse(Map.of()), List.of(), lines));
    }

    private Claims verify(CompactJws jws, Question question) throws RejectedException {
        var ring = keys.get().orElseThrow(() -> new RejectedException(new Rejection.TrustUnavailable("our keys")));
        var key = ring.at(question.at()).keysToVerify().require(jws);
        Trace.passed(PART, Check.KEY, key::thumbprint);
        var claims = new JwsVerifier(Set.of(SignatureAlgorithm.values()), TYPES, Set.of())
                .verify(jws, key)
                .claims();
        valid(claims, question.at());
        if (question.audience() != null) {
            var audience = new Audiences(Set.of(question.audience()), true).require(claims);
            Trace.passed(PART, Check.AUDIENCE, () -> audience);
        }
        return claims;
    }

    private static Claims valid(Claims claims, Instant at) throws RejectedException {
        var ends = claims.optionalNumber("exp").map(NumericDates.SECONDS::instant);
        if (ends.filter(end -> !end.plus(TOLERANCE).isAfter(at)).isPresent()) {
            throw new RejectedException(new Rejection.Expired(PART));
        }
        var begins = claims.optionalNumber("nbf");
        if (begins.map(NumericDates.SECONDS::instant)
                .filter(at.plus(TOLERANCE)::isBefore)
                .isPresent()) {
            throw new RejectedException(new Rejection.NotYetValid(PART));
        }
        Trace.passed(PART, Check.VALIDITY, () -> ends.map(end -> "until " + end).orElse("it names no end"));
        return claims;
    }
}
