package dev.verifier.jose;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.verifier.rejection.RejectedException;
import dev.verifier.wallet.WalletKey;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9901 §4 and §7.1, clause by clause. */
class SdJwtTests {

    private static final WalletKey KEY = WalletKey.generate(new SecureRandom());
    private static final Limits LIMITS = new Limits(100_000, 8);
    private static final int MOST = 20;
    private static final JwsVerifier VERIFIER =
            new JwsVerifier(EnumSet.allOf(SignatureAlgorithm.class), Set.of(""), Set.of());

    /** What §4.2.1, §4.2.2, Appendix A.1 and A.3 print, with the digests that are printed beside it. */
    @ParameterizedTest
    @CsvSource({
        "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0,"
                + " X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0",
        "WyIyR0xDNDJzS1F2ZUNmR2ZyeU5STjl3IiwgImdpdmVuX25hbWUiLCAiSm9obiJd,"
                + " jsu9yVulwQQlhFlM_3JlzMaSFzglhQG0DpfayQwLUK4",
        "WyJlbHVWNU9nM2dTTklJOEVZbnN4QV9BIiwgImZhbWlseV9uYW1lIiwgIkRvZSJd,"
                + " TGf4oLbgwd5JQaHyKVQZU9UdGE0w5rtDsrZzfUaomLo"
    })
    void makes_the_digests_that_are_printed(String disclosure, String digest) throws Exception {
        assertThat(DigestAlgorithm.SHA_256.digest(disclosure)).isEqualTo(digest);
        assertThat(Disclosure.parse(disclosure, LIMITS).name()).isIn("family_name", "given_name");
    }

    @Test
    void makes_the_digest_that_is_printed_of_an_element() throws Exception {
        var disclosure = "WyJsa2x4RjVqTVlsR1RQVW92TU5JdkNBIiwgIlVTIl0";

        assertThat(DigestAlgorithm.SHA_256.digest(disclosure)).isEqualTo("pFndjkZ_VCzmyTa6UjlZo3dh-ko8aIKQc9DlGzhaVYo");
        assertThat(Disclosure.parse(disclosure, LIMITS).element()).isEqualTo("US");
    }

    @Test
    void puts_what_is_disclosed_into_its_place_however_deep_and_leaves_no_digest() throws Exception {
        var country = disclosure("country", "ES");
        var street = disclosure("street", "Calle Mayor 1");
        var address = disclosure(
                "address", Map.of("_sd", List.of(digest(country), digest(street), decoy(1)), "kind", "home"));
        var irish = disclosure("IE");
        var spanish = disclosure(Map.of("code", "ES"));
        var payload = Map.of(
                "vct",
                "x",
                "_sd_alg",
                "sha-256",
                "_sd",
                List.of(decoy(2), digest(address)),
                "nationalities",
                List.of("PT", place(digest(irish)), place(digest(spanish)), place(decoy(3))));

        assertThat(disclosed(payload, address, country, spanish))
                .isEqualTo(Map.of(
                        "vct",
                        "x",
                        "address",
                        Map.of("kind", "home", "country", "ES"),
                        "nationalities",
                        List.of("PT", Map.of("code", "ES"))));
        assertThat(disclosed(payload)).isEqualTo(Map.of("vct", "x", "nationalities", List.of("PT")));
        refused(payload, "disclosure_not_referenced", country);
    }

    @Test
    void an_object_may_be_made_of_digests_alone_and_of_none() throws Exception {
        var name = disclosure("name", null);

        assertThat(disclosed(Map.of("_sd", List.of(digest(name)), "empty", Map.of("_sd", List.of())), name))
                .containsOnlyKeys("name", "empty")
                .containsEntry("name", null)
                .containsEntry("empty", Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha-256", "sha-384", "sha-512"})
    void knows_the_hash_algorithms_of_today(String algorithm) throws Exception {
        var name = disclosure("name", "Ann");
        var java = algorithm.toUpperCase(Locale.ROOT);
        var payload = Map.of("_sd_alg", algorithm, "_sd", List.of(digest(java, name)));

        assertThat(disclosed(payload, name)).isEqualTo(Map.of("name", "Ann"));
        var sdJwt = parse(payload, name);
        var presented = text(payload, name);
        assertThat(sdJwt.hash(verified(sdJwt))).hasSize(digest(java, presented).length());
        refused(Map.of("_sd_alg", algorithm.replace("sha", "SHA"), "_sd", List.of()), "digest_algorithm_not_allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"md5", "MD5", "sha-1", "sha1", "sha-224", "sha3-256", "SHA-256", "sha-256 ", ""})
    void knows_no_other_hash_algorithm(String algorithm) throws Exception {
        var name = disclosure("name", "Ann");

        assertThat(disclosed(Map.of("_sd", List.of(digest(name))), name)).isEqualTo(Map.of("name", "Ann"));
        refused(Map.of("_sd_alg", algorithm, "_sd", List.of(digest(name))), "digest_algorithm_not_allowed", name);
        refused(Map.of("_sd_alg", 256), "digest_algorithm_not_allowed");
    }

    @Test
    void a_disclosure_belongs_to_one_digest_and_a_digest_is_there_once() throws Exception {
        var name = disclosure("name", "Ann");
        var digest = digest(name);

        assertThat(disclosed(Map.of("_sd", List.of(digest)), name)).isEqualTo(Map.of("name", "Ann"));
        refused(Map.of("_sd", List.of(digest)), "disclosure_not_referenced", name, name);
        refused(Map.of("_sd", List.of(digest)), "disclosure_not_referenced", name, disclosure("other", 1));
        refused(Map.of("_sd", List.of(digest, digest)), "digest_repeated", name);
        refused(Map.of("_sd", List.of(digest), "o", Map.of("_sd", List.of(digest))), "digest_repeated", name);
        refused(Map.of("_sd", List.of(decoy(1), decoy(1))), "digest_repeated");
        refused(Map.of("_sd", List.of(decoy(1)), "a", List.of(place(decoy(1)))), "digest_repeated");
        var repeating = disclosure("again", Map.of("_sd", List.of(decoy(1))));
        refused(Map.of("_sd", List.of(decoy(1), digest(repeating))), "digest_repeated", repeating);
    }

    @Test
    void writes_over_nothing() throws Exception {
        var name = disclosure("name", "Rogue");
        var again = disclosure("name", "Another");

        refused(Map.of("name", "Ann", "_sd", List.of(digest(name))), "claim_disclosed_twice", name);
        refused(Map.of("_sd", List.of(digest(name), digest(again))), "claim_disclosed_twice", name, again);
        assertThat(disclosed(Map.of("_sd", List.of(digest(name), digest(again))), again))
                .isEqualTo(Map.of("name", "Another"));
        var nested = Map.of("o", Map.of("name", "Ann", "_sd", List.of(digest(name))));
        refused(nested, "claim_disclosed_twice", name);
    }

    @Test
    void what_must_be_open_is_not_kept_for_a_disclosure_at_the_root() throws Exception {
        var open = disclosure("exp", 1);
        var inside = Map.of("o", Map.of("_sd", List.of(digest(open))));

        refused(Map.of("_sd", List.of(digest(open))), "claim_not_for_disclosure", open);
        assertThat(disclosed(inside, open)).isEqualTo(Map.of("o", Map.of("exp", 1L)));
    }

    @Test
    void what_must_be_open_has_nothing_concealed_in_it() throws Exception {
        var element = disclosure("listed");
        var place = Map.of("a", List.of(place(digest(element))));
        assertThat(disclosed(place, element)).isEqualTo(Map.of("a", List.of("listed")));

        for (var hidden : List.<Object>of(
                List.of(place(digest(element))),
                List.of("open", place(digest(element))),
                Map.of("inside", List.of(place(digest(element)))),
                Map.of("_sd", List.of(digest(element))))) {
            refused(Map.of("exp", hidden), "claim_not_for_disclosure");
        }
        refused(Map.of("exp", List.of(place(digest(element)))), "claim_not_for_disclosure", element);
    }

    @Test
    void a_member_is_no_element_and_an_element_no_member() throws Exception {
        var member = disclosure("name", "Ann");
        var element = disclosure("Ann");

        refused(Map.of("_sd", List.of(digest(element))), "disclosure_malformed", element);
        refused(Map.of("a", List.of(place(digest(member)))), "disclosure_malformed", member);
    }

    @ParameterizedTest
    @ValueSource(strings = {"_sd", "...", "_sd_alg"})
    void some_names_are_not_for_claims(String name) throws Exception {
        var disclosure = disclosure(name, List.of());

        refused(Map.of("_sd", List.of(digest(disclosure))), "disclosure_malformed", disclosure);
    }

    @Test
    void digests_stand_where_digests_belong() throws Exception {
        var name = disclosure("name", "Ann");

        for (var payload : List.<Map<String, ?>>of(
                Map.of("_sd", digest(name)),
                Map.of("_sd", List.of(1)),
                Map.of("_sd", List.of("")),
                Map.of("_sd", Map.of("x", digest(name))),
                Map.of("...", digest(name)),
                Map.of("o", Map.of("...", digest(name))),
                Map.of("o", Map.of("_sd_alg", "sha-256")),
                Map.of("a", List.of(Map.of("...", digest(name), "more", 1))),
                Map.of("a", List.of(Map.of("...", 1))))) {
            refused(payload, "credential_malformed");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"salt\"]",
                "[\"salt\",\"name\",1,2]",
                "[]",
                "[1,\"name\",1]",
                "[null,1]",
                "[\"salt\",1,1]",
                "[\"salt\",null,1]",
                "{\"salt\":\"x\"}",
                "\"salt\"",
                "[\"salt\",\"name\",1]x",
                "[\"salt\",\"name\",{\"a\":1,\"a\":2}]",
                "[\"salt\",\"name\",[[[[[[[[1]]]]]]]]]",
                "[\"salt\",\"name\",1e999]",
                "[\"salt\",\"na\\ud800me\",1]",
                "[\"salt\" \"name\",1]",
                ""
            })
    void a_disclosure_is_read_strictly(String json) {
        var text = Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));

        assertThat(code(() -> parse(Map.of("_sd", List.of(digest(text))), text)))
                .isEqualTo("disclosure_malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"WyJzIiwxXQ==", "WyJzIiwxXQ=", "W.yJ", "W+/J", " WyJzIiwxXQ", "é"})
    void a_disclosure_is_base64url_and_nothing_else(String text) {
        assertThat(code(() -> parse(Map.of("x", 1), text))).isEqualTo("disclosure_malformed");
        assertThat(code(() -> parse(Map.of("x", 1), "WyJzIiwxXQ"))).isEqualTo("accepted");
    }

    @Test
    void takes_apart_what_has_tildes() throws Exception {
        var jwt = KEY.sign(Map.of(), Map.of("x", 1));
        var binding = KEY.sign(Map.of(), Map.of("nonce", "1"));

        assertThat(SdJwt.parse(jwt + "~", LIMITS, MOST).keyBinding()).isEmpty();
        assertThat(SdJwt.parse(jwt + "~" + binding, LIMITS, MOST).keyBinding()).isPresent();
        assertThat(code(() -> SdJwt.parse(jwt, LIMITS, MOST))).isEqualTo("credential_malformed");
        assertThat(code(() -> SdJwt.parse("", LIMITS, MOST))).isEqualTo("credential_malformed");
        assertThat(code(() -> SdJwt.parse("~", LIMITS, MOST))).isEqualTo("credential_malformed");
        assertThat(code(() -> SdJwt.parse("~" + binding, LIMITS, MOST))).isEqualTo("credential_malformed");
        assertThat(code(() -> SdJwt.parse(jwt + "~~" + binding, LIMITS, MOST))).isEqualTo("disclosure_malformed");
        assertThat(code(() -> SdJwt.parse(jwt + "~WyJzIiwxXQ", LIMITS, MOST))).isEqualTo("presentation_malformed");
    }

    @Test
    void reads_no_more_than_it_is_told() throws Exception {
        var many = IntStream.range(0, MOST + 1)
                .mapToObj(number -> disclosure("c" + number, number))
                .toArray(String[]::new);
        var payload = Map.of("_sd", Arrays.stream(many).map(SdJwtTests::digest).toList());
        var most = Arrays.copyOf(many, MOST);

        assertThat(disclosed(payload, most)).hasSize(MOST);
        assertThat(code(() -> parse(payload, many))).isEqualTo("credential_too_large");
        var text = text(payload, most);
        assertThat(code(() -> SdJwt.parse(text, new Limits(text.length(), 8), MOST)))
                .isEqualTo("accepted");
        assertThat(code(() -> SdJwt.parse(text, new Limits(text.length() - 1, 8), MOST)))
                .isEqualTo("credential_too_large");
        assertThat(code(() -> SdJwt.parse("~".repeat(50_000), LIMITS, MOST))).isEqualTo("credential_too_large");
    }

    @Test
    void disclosures_in_disclosures_are_no_deeper_than_what_is_signed_may_be() throws Exception {
        var deepest = chain(7, 1);

        assertThat(disclosed(Map.of("_sd", List.of(digest(deepest.getLast()))), deepest.toArray(String[]::new)))
                .containsOnlyKeys("l");
        for (var deeper : List.of(chain(8, 1), chain(7, Map.of()), chain(7, List.of()))) {
            refused(
                    Map.of("_sd", List.of(digest(deeper.getLast()))),
                    "credential_malformed",
                    deeper.toArray(String[]::new));
        }
    }

    /** Claims in claims, the innermost with this value. */
    private static List<String> chain(int links, Object value) {
        var chain = new ArrayList<>(List.of(disclosure("l", value)));
        for (var link = 0; link < links; link++) {
            chain.add(disclosure("l", Map.of("_sd", List.of(digest(chain.getLast())))));
        }
        return chain;
    }

    @ParameterizedTest
    @CsvSource({"6, 1, accepted", "7, 1, credential_malformed", "3, 2, accepted", "4, 2, credential_malformed"})
    void elements_in_elements_are_no_deeper_either(int links, int arrays, String code) throws Exception {
        var chain = new ArrayList<>(List.of(disclosure(1)));
        for (var link = 0; link < links; link++) {
            List<?> inside = List.of(place(digest(chain.getLast())));
            chain.add(disclosure(arrays == 1 ? inside : List.of(inside)));
        }
        var sdJwt = parse(Map.of("a", List.of(place(digest(chain.getLast())))), chain.toArray(String[]::new));
        var verified = verified(sdJwt);

        assertThat(code(() -> sdJwt.disclosed(verified, Set.of()))).isEqualTo(code);
    }

    @Test
    void shows_nothing_for_another_signature() throws Exception {
        var one = parse(Map.of("x", 1));
        var other = verified(parse(Map.of("x", 2)));

        assertThatIllegalArgumentException().isThrownBy(() -> one.disclosed(other, Set.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> one.hash(other));
    }

    private static void refused(Map<String, ?> payload, String code, String... disclosures) throws Exception {
        var sdJwt = parse(payload, disclosures);
        var verified = verified(sdJwt);

        assertThat(code(() -> sdJwt.disclosed(verified, Set.of("exp")))).isEqualTo(code);
    }

    private static Map<String, @Nullable Object> disclosed(Map<String, ?> payload, String... disclosures)
            throws Exception {
        var sdJwt = parse(payload, disclosures);
        var verified = verified(sdJwt);
        return sdJwt.disclosed(verified, Set.of("exp")).claims().asMap();
    }

    private static SdJwt parse(Map<String, ?> payload, String... disclosures) throws RejectedException {
        return SdJwt.parse(text(payload, disclosures), LIMITS, MOST);
    }

    private static String text(Map<String, ?> payload, String... disclosures) {
        return Arrays.stream(disclosures)
                .collect(Collectors.joining("~", KEY.sign(Map.of(), payload) + "~", disclosures.length > 0 ? "~" : ""));
    }

    private static VerifiedJws verified(SdJwt sdJwt) throws RejectedException {
        return VERIFIER.verify(sdJwt.issuerSigned(), PublicJwk.of(KEY.publicKey()));
    }

    private static String disclosure(String name, @Nullable Object value) {
        return encoded(Arrays.asList("salt-" + name, name, value));
    }

    private static String disclosure(Object value) {
        return encoded(List.of("salt", value));
    }

    private static String encoded(List<? extends @Nullable Object> elements) {
        var json = new tools.jackson.databind.json.JsonMapper().writeValueAsString(elements);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }

    private static Map<String, Object> place(String digest) {
        return Map.of("...", digest);
    }

    private static String decoy(int number) {
        return digest("decoy " + number);
    }

    private static String digest(String text) {
        return digest("SHA-256", text);
    }

    private static String digest(String algorithm, String text) {
        try {
            var digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** A step that may be refused. */
    @FunctionalInterface
    private interface Step {
        Object take() throws RejectedException;
    }

    private static String code(Step step) {
        try {
            step.take();
            return "accepted";
        } catch (RejectedException e) {
            return e.rejection().code();
        }
    }
}
