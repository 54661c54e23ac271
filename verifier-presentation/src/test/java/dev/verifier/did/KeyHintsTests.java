package dev.verifier.did;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.jose.CompactJws;
import dev.verifier.jose.Limits;
import dev.verifier.jose.PublicJwk;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** What a header says of its key is taken for nothing but a contradiction. */
class KeyHintsTests {

    private static final String ED25519 =
            "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}";
    private static final String OTHER = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";

    @Test
    void every_hint_names_the_key_or_is_not_there() throws RejectedException {
        var key = PublicJwk.parse(ED25519.getBytes(StandardCharsets.UTF_8));
        var did = KeyDids.didOf(key).toString();

        assertThat(agrees(key, "{}")).isTrue();
        assertThat(agrees(key, "{\"jwk\":" + ED25519 + "}")).isTrue();
        assertThat(agrees(key, "{\"kid\":\"" + key.thumbprint() + "\"}")).isTrue();
        assertThat(agrees(key, "{\"kid\":\"" + did + "\"}")).isTrue();
        assertThat(agrees(key, "{\"kid\":\"" + did + "#" + did.substring("did:key:".length()) + "\"}"))
                .isTrue();
        assertThat(agrees(key, "{\"kid\":\"" + did + "\",\"jwk\":" + ED25519 + "}"))
                .isTrue();
    }

    @Test
    void one_that_names_another_is_a_contradiction_whatever_the_rest_say() throws RejectedException {
        var key = PublicJwk.parse(ED25519.getBytes(StandardCharsets.UTF_8));
        var other = KeyDids.resolve(Did.parse(OTHER));
        var did = KeyDids.didOf(key).toString();

        assertThat(agrees(other, "{\"jwk\":" + ED25519 + "}")).isFalse();
        assertThat(agrees(other, "{\"kid\":\"" + OTHER + "\",\"jwk\":" + ED25519 + "}"))
                .isFalse();
        assertThat(agrees(key, "{\"kid\":\"" + OTHER + "\",\"jwk\":" + ED25519 + "}"))
                .isFalse();
        assertThat(agrees(other, "{\"kid\":\"" + did + "\"}")).isFalse();
        assertThat(agrees(key, "{\"kid\":\"key-1\"}")).isFalse();
    }

    private static boolean agrees(PublicJwk key, String header) throws RejectedException {
        var encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8));
        return KeyHints.nameOnly(key, CompactJws.parse(Part.PRESENTATION, encoded + ".e30.YQ", new Limits(10_000, 8)));
    }
}
