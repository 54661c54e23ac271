package dev.verifier.wallet;

import static java.util.Map.entry;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** VCDM 1.1 §6.3.1: a verifiable presentation as JWT, as a machine makes it of its one credential. */
final class Presentation {
    static final Duration LIFE = Duration.ofMinutes(2);

    static final String CREDENTIALS = "vp/verifiableCredential";

    private Presentation() {}

    /** The one credential of an honest draft. */
    static String credential(JwsDraft draft) {
        var presentation = (Map<?, ?>) draft.claim("vp");
        var credentials = (List<?>) Objects.requireNonNull(presentation.get("verifiableCredential"));
        return (String) credentials.getFirst();
    }

    static JwsDraft draft(Scene scene, String credential) {
        var did = scene.machine().did();
        var presentation = Json.object(
                entry("@context", List.of("https://www.w3.org/2018/credentials/v1")),
                entry("id", "urn:uuid:" + scene.uuid()),
                entry("type", List.of("VerifiablePresentation")),
                entry("holder", did),
                entry("verifiableCredential", List.of(credential)));
        var claims = Json.object(
                entry("iss", did),
                entry("sub", did),
                entry("aud", scene.audience()),
                entry("iat", scene.now()),
                entry("nbf", scene.now()),
                entry("exp", scene.now() + LIFE.toSeconds()),
                entry("jti", scene.uuid()),
                entry("vp", presentation));
        return new JwsDraft(Json.object(entry("alg", "ES256"), entry("typ", "JWT"), entry("kid", did)), claims);
    }
}
