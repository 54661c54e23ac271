package dev.verifier.jose;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.verifier.rejection.Part;
import dev.verifier.rejection.Rejection;
import dev.verifier.wallet.WalletKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What OpenID4VP 1.0, SD-JWT VC and the last draft before RFC 9901 (-22) print of SD-JWTs, byte for byte. */
class PublishedSdJwtTests {

    private static final Limits LIMITS = new Limits(100_000, 16);
    private static final Set<String> OPEN = Set.of("iss", "exp", "cnf", "vct");

    @Test
    void the_printed_presentation_says_what_is_printed_and_is_bound_as_printed() throws Exception {
        var presented = text("sd_jwt_presentation.txt");
        var sdJwt = SdJwt.parse(presented, LIMITS, 10);
        var issuer = verifier("dc+sd-jwt").verify(sdJwt.issuerSigned(), issuerKey());
        var disclosed = sdJwt.disclosed(issuer, OPEN).claims();

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
                        .claims()
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

    @Test
    void what_is_printed_in_parts_is_what_is_printed_as_a_whole() throws Exception {
        assertThat(text("sd_jwt_presentation.txt")).startsWith(text("sd_jwt_jws_part.txt") + "~");
        assertThat(text("sd_jwt_issuance.txt")).startsWith(text("sd_jwt_jws_part.txt") + "~");
        assertThat(header(text("kb_jwt_serialized.txt"))).isEqualTo(json("kb_jwt_header.json"));
    }

    private static Map<String, @Nullable Object> header(String jws) throws Exception {
        var header = new String(Base64.getUrlDecoder().decode(jws.substring(0, jws.indexOf('.'))), UTF_8);
        return UnsignedJson.object(header, 4, why -> new Rejection.Malformed(Part.CREDENTIAL, why));
    }

    /** RFC 9901 §5.2: members at the root, an object as a whole, one of two elements of an array. */
    @Test
    void the_presentation_of_rfc_9901_is_processed_as_is_printed() throws Exception {
        assertThat(processed("/sd-jwt-5.2.txt", "example+sd-jwt", "https://verifier.example.org"))
                .containsOnlyKeys(
                        "iss", "iat", "exp", "sub", "nationalities", "cnf", "family_name", "address", "given_name")
                .containsEntry("sub", "user_42")
                .containsEntry("nationalities", List.of("US"))
                .containsEntry("given_name", "John")
                .containsEntry("family_name", "Doe")
                .containsEntry(
                        "address",
                        Map.of(
                                "street_address",
                                "123 Main St",
                                "locality",
                                "Anytown",
                                "region",
                                "Anystate",
                                "country",
                                "US"));
    }

    /** RFC 9901 Appendix A.3: an SD-JWT VC, with a disclosure inside of another one. */
    @Test
    void the_identity_of_rfc_9901_is_processed_as_is_printed() throws Exception {
        assertThat(processed("/sd-jwt-a.3.txt", "dc+sd-jwt", "https://verifier.example.org"))
                .containsOnlyKeys("iss", "iat", "exp", "vct", "cnf", "age_equal_or_over", "nationalities")
                .containsEntry("vct", "urn:eudi:pid:de:1")
                .containsEntry("age_equal_or_over", Map.of("18", true))
                .containsEntry("nationalities", List.of("DE"));
    }

    /** SD-JWT VC §2.3.2, as draft -18 prints it. */
    @Test
    void the_presentation_of_sd_jwt_vc_is_processed_as_is_printed() throws Exception {
        assertThat(processed("/sd-jwt-vc-2.3.2.txt", "dc+sd-jwt", "https://example.com/verifier"))
                .containsOnlyKeys("iss", "iat", "exp", "vct", "cnf", "is_over_65", "address")
                .containsEntry("vct", "https://credentials.example.com/identity_credential")
                .containsEntry("is_over_65", true)
                .containsEntry(
                        "address",
                        Map.of(
                                "street_address",
                                "123 Main St",
                                "locality",
                                "Anytown",
                                "region",
                                "Anystate",
                                "country",
                                "US"));
    }

    /** OpenID4VP 1.0 Appendix B.3.2: it is printed without a signature, and so signed here. */
    @Test
    void what_is_printed_unsigned_discloses_what_is_printed_unsecured() throws Exception {
        var key = WalletKey.generate(new SecureRandom());
        var disclosures = "WyIyR0xDNDJzS1F2ZUNmR2ZyeU5STjl3IiwgImdpdmVuX25hbWUiLCAiSm9obiJd"
                + "~WyJlbHVWNU9nM2dTTklJOEVZbnN4QV9BIiwgImZhbWlseV9uYW1lIiwgIkRvZSJd"
                + "~WyI2SWo3dE0tYTVpVlBHYm9TNXRtdlZBIiwgImJpcnRoZGF0ZSIsICIxOTQwLTAxLTAxIl0~";
        var credentials = folder().resolve("../../credentials");
        var printed = json(credentials.resolve("sd_jwt_vc.json"));
        var signed = key.sign(Map.of("typ", "dc+sd-jwt"), printed);
        var sdJwt = SdJwt.parse(signed + "~" + disclosures, LIMITS, 10);
        var issuer = verifier("dc+sd-jwt").verify(sdJwt.issuerSigned(), PublicJwk.of(key.publicKey()));

        assertThat(sdJwt.disclosed(issuer, OPEN).claims().asMap())
                .containsAllEntriesOf(json(credentials.resolve("sd_jwt_vc_unsecured.json")))
                .containsOnlyKeys("iss", "iat", "exp", "vct", "cnf", "given_name", "family_name", "birthdate");
    }

    /** With its key binding, for the nonce and the verifier that are printed; and not with a character more or less. */
    private static Map<String, @Nullable Object> processed(String resource, String type, String audience)
            throws Exception {
        String printed;
        try (var file = PublishedSdJwtTests.class.getResourceAsStream(resource)) {
            printed = new String(file.readAllBytes(), US_ASCII).strip();
        }
        var sdJwt = SdJwt.parse(printed, LIMITS, 10);
        var issuer = verifier(type).verify(sdJwt.issuerSigned(), issuerKey());
        var disclosed = sdJwt.disclosed(issuer, OPEN).claims();
        var holder = PublicJwk.of(disclosed.object("cnf").object("jwk"));
        var binding = verifier("kb+jwt").verify(sdJwt.keyBinding().orElseThrow(), holder);
        assertThat(binding.claims().text("nonce")).isEqualTo("1234567890");
        assertThat(binding.claims().text("aud")).isEqualTo(audience);
        assertThat(binding.claims().text("sd_hash")).isEqualTo(sdJwt.hash(issuer));

        var dropped = SdJwt.parse(printed.replaceFirst("~[^~]+~", "~"), LIMITS, 10);
        assertThat(dropped.hash(issuer)).isNotEqualTo(binding.claims().text("sd_hash"));
        return disclosed.asMap();
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
        return json(folder().resolve(file));
    }

    private static Map<String, @Nullable Object> json(Path file) throws Exception {
        return UnsignedJson.object(Files.readString(file), 16, why -> new Rejection.Malformed(Part.CREDENTIAL, why));
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
