package dev.verifier.wallet;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Map.entry;

import java.time.Duration;
import java.util.Base64;

/** RFC 7523 §3: a client assertion, with the presentation in the ecosystem's {@code vp_token} claim, as standard Base64. */
final class Assertion {
    static final Duration LIFE = Duration.ofMinutes(2);
    static final String VP_TOKEN = "vp_token";

    private Assertion() {}

    static JwsDraft draft(Scene scene, String presentation) {
        var did = scene.machine().did();
        var claims = Json.object(
                entry("iss", did),
                entry("sub", did),
                entry("aud", scene.audience()),
                entry("iat", scene.now()),
                entry("exp", scene.now() + LIFE.toSeconds()),
                entry("jti", scene.uuid()),
                entry(VP_TOKEN, base64(presentation)));
        return new JwsDraft(Json.object(entry("alg", "ES256"), entry("typ", "JWT"), entry("kid", did)), claims);
    }

    /** The vp_token of an honest draft. */
    static String vpToken(JwsDraft draft) {
        return (String) draft.claim(VP_TOKEN);
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(US_ASCII));
    }
}
