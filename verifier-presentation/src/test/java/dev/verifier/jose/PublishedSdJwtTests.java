package dev.verifier.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.verifier.rejection.Part;
import dev.verifier.rejection.Rejection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What OpenID4VP 1.0 prints of SD-JWT VCs, byte for byte. */
class PublishedSdJwtTests {

    private static final Limits LIMITS = new Limits(100_000, 16);
    private static final Set<String> OPEN = Set.of("iss", "exp", "cnf", "vct");

    @Test
    void the_printed_presentation_says_what_is_printed_and_is_bound_as_printed() throws Exception {
        var presented = text("sd_jwt_presentation.txt");
        var sdJwt = SdJwt.parse(presented, LIMITS, 10);
        var issuer = verifier("dc+sd-jwt").verify(sdJwt.issuerSigned(), issuerKey());
        var disclosed = sdJwt.disclosed(issuer, OPEN);

        assertThat(issuer.claims().asMap()).isEqualTo(json("sd_jwt_payload.json"));
        assertThat(disclosed.asMap()).isEqualTo(json("verified_contents.json"));
        var holder = PublicJwk.of(disclosed.object("cnf").object("jwk"));
        var binding = verifier("kb+jwt").verify(sdJwt.keyBinding().orElseThrow(), holder);
        assertThat(binding.claims().asMap()).isEqualTo(json("kb_jwt_payload.json"));
        assertThat(binding.claims().text("sd_hash")).isEqualTo(sdJwt.hash(issuer));
        assertThat(presented).endsWith("~" + text("kb_jwt_serialized.txt"));
    }

    @Test
    void what_was_issued_discloses_everything_that_is_printed() throws Exception {
        var sdJwt = SdJwt.parse(text("sd_jwt_issuance.txt"), LIMITS, 10);
        var issuer = verifier("dc+sd-jwt").verify(sdJwt.issuerSigned(), issuerKey());

        assertThat(sdJwt.keyBinding()).isEmpty();
        assertThat(sdJwt.disclosed(issuer, OPEN)
                        .object("ld")
                        .object("credentialSubject")
                        .asMap())
                .isEqualTo(Map.of("givenName", "John", "familyName", "Doe", "birthDate", "1978-07-17"));
    }

    @Test
    void every_printed_disclosure_has_the_printed_digest() throws Exception {
        var printed = Pattern.compile("Hash: `([^`]+)`\\s+\\* Disclosure:\\\\\\s+((?:`[^`]+`\\\\?\\s+)+)")
                .matcher(Files.readString(folder().resolve("disclosures.md")));
        var count = 0;
        while (printed.find()) {
            var disclosure = printed.group(2).replaceAll("[`\\\\\\s]", "");
            assertThat(DigestAlgorithm.SHA_256.digest(disclosure)).isEqualTo(printed.group(1));
            count++;
        }
        assertThat(count).isEqualTo(3);
    }

    private static JwsVerifier verifier(String type) {
        return new JwsVerifier(EnumSet.of(SignatureAlgorithm.ES256), Set.of(type), Set.of());
    }

    /** Of {@code settings.yml} beside the examples. */
    private static PublicJwk issuerKey() throws Exception {
        return PublicJwk.of(new Claims(
                Part.CREDENTIAL,
                "",
                Map.of(
                        "kty", "EC",
                        "crv", "P-256",
                        "x", "b28d4MwZMjw8-00CG4xfnn9SLMVMM19SlqZpVb_uNtQ",
                        "y", "Xv5zWwuoaTgdS6hV43yI6gBwTnjukmFQQnJ_kCxzqk8")));
    }

    private static Map<String, @Nullable Object> json(String file) throws Exception {
        return UnsignedJson.object(
                Files.readString(folder().resolve(file)), 16, why -> new Rejection.Malformed(Part.CREDENTIAL, why));
    }

    /** Without the line breaks that are there for people. */
    private static String text(String file) throws IOException {
        return Files.readString(folder().resolve(file)).replaceAll("\\s", "");
    }

    private static Path folder() {
        var data = System.getenv("VERIFIER_TEST_DATA");
        assumeThat(data)
                .as("VERIFIER_TEST_DATA names the folder with vectors; without it only what SdJwtTests has is compared")
                .isNotNull();
        return Path.of(data, "vectors/openid4vp-1.0/sd_jwt_vcld/01");
    }
}
