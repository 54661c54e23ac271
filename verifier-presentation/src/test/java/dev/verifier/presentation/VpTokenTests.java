package dev.verifier.presentation;

import static dev.verifier.presentation.Ann.EMPLOYEE;
import static dev.verifier.presentation.Ann.LIMITS;
import static dev.verifier.presentation.Ann.QUERY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.verifier.dcql.DcqlQuery;
import dev.verifier.dcql.QueryId;
import dev.verifier.jose.Limits;
import dev.verifier.presentation.VpTokenForms.Form;
import dev.verifier.rejection.RejectedException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VpTokenTests {

    private static final String JWT = "eyJhbGciOiJFUzI1NiJ9.eyJ2cCI6e319.c2lnbmF0dXJl";
    private static final String OBJECT = "{\"employee\":[\"" + JWT + "\"]}";
    private static final String SINGLE = "{\"employee\":\"" + JWT + "\"}";
    /** Whose Base64 has characters in which the alphabets differ. */
    private static final String WITH_SIGNS = "{\"employee\":[\"???>>>?" + JWT + "\"]}";

    private static final VpTokenForms EVERYTHING = _ -> true;

    static Stream<Arguments> forms() {
        return Stream.of(
                Arguments.of(OBJECT, Set.of()),
                Arguments.of(" \r\n" + OBJECT.replace(":", " : ") + "\n", Set.of()),
                Arguments.of("{\"\\u0065mployee\":[\"" + JWT + "\"]}", Set.of()),
                Arguments.of(SINGLE, Set.of(Form.SINGLE)),
                Arguments.of(JWT, Set.of(Form.BARE)),
                Arguments.of(quoted(JWT), Set.of(Form.QUOTED, Form.BARE)),
                Arguments.of(quoted(OBJECT), Set.of(Form.QUOTED)),
                Arguments.of(quoted(SINGLE), Set.of(Form.QUOTED, Form.SINGLE)),
                Arguments.of(quoted(base64(OBJECT)), Set.of(Form.QUOTED, Form.BASE64)),
                Arguments.of(base64(OBJECT), Set.of(Form.BASE64)),
                Arguments.of(base64Url(OBJECT), Set.of(Form.BASE64)),
                Arguments.of(base64(SINGLE), Set.of(Form.BASE64, Form.SINGLE)),
                Arguments.of(base64(JWT), Set.of(Form.BASE64, Form.BARE)),
                Arguments.of(base64Url(JWT), Set.of(Form.BASE64, Form.BARE)));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void reads_every_form_and_asks_for_what_it_needs(String text, Set<Form> needed) throws Exception {
        var used = EnumSet.noneOf(Form.class);
        VpTokenForms counting = form -> used.add(form) || used.contains(form);

        assertThat(VpToken.parse(text, QUERY, counting, LIMITS)).isEqualTo(VpToken.of(EMPLOYEE, JWT));
        assertThat(used).isEqualTo(needed);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void reads_no_form_without_everything_it_needs(String text, Set<Form> needed) {
        for (var form : needed) {
            VpTokenForms allButOne = other -> other != form;
            assertThat(refusal(text, QUERY, allButOne)).as(form.name()).isEqualTo("vp_token_form_not_allowed");
        }
        assertThat(refusal(text, QUERY, VpTokenForms.STANDARD))
                .isEqualTo(needed.isEmpty() ? "read" : "vp_token_form_not_allowed");
    }

    @Test
    void reads_base64_of_either_alphabet_padded_or_not_and_with_its_plus_turned_into_a_space() throws Exception {
        var standard = base64(WITH_SIGNS);
        assertThat(standard).contains("+").contains("/").endsWith("=");

        for (var spelling : List.of(
                standard,
                standard.replace("=", ""),
                standard.replace('+', ' '),
                standard.replace('+', '-').replace('/', '_'),
                base64Url(WITH_SIGNS))) {
            assertThat(VpToken.parse(spelling, QUERY, EVERYTHING, LIMITS))
                    .isEqualTo(VpToken.of(EMPLOYEE, "???>>>?" + JWT));
        }
    }

    @Test
    void reads_the_member_of_an_encrypted_answer() throws Exception {
        var answer = VpToken.of(EMPLOYEE, JWT);

        assertThat(VpToken.of(Map.of("employee", List.of(JWT)), QUERY, VpTokenForms.STANDARD, LIMITS))
                .isEqualTo(answer);
        assertThat(VpToken.of(Map.of("employee", JWT), QUERY, Form.SINGLE::equals, LIMITS))
                .isEqualTo(answer);
        assertThat(VpToken.of(JWT, QUERY, Form.BARE::equals, LIMITS)).isEqualTo(answer);
        assertThat(VpToken.of(OBJECT, QUERY, Form.QUOTED::equals, LIMITS)).isEqualTo(answer);
        for (var member : Arrays.asList(null, 1L, true, List.of(JWT), List.of())) {
            assertThat(refusal(() -> VpToken.of(member, QUERY, EVERYTHING, LIMITS)))
                    .isEqualTo("vp_token_malformed");
        }
        assertThat(refusal(() -> VpToken.of(OBJECT, QUERY, VpTokenForms.STANDARD, LIMITS)))
                .isEqualTo("vp_token_form_not_allowed");
        assertThat(refusal(() -> VpToken.of(Map.of("other", List.of(JWT)), QUERY, EVERYTHING, LIMITS)))
                .isEqualTo("answer_not_asked");
    }

    static Stream<String> no_vp_tokens() {
        return Stream.of(
                "",
                " ",
                "null",
                "true",
                "42",
                "\"",
                "\"\"",
                "\"a\",\"\":\"b\"",
                "\"a\"}",
                "{",
                "{}}",
                OBJECT + OBJECT,
                OBJECT + "x",
                "[" + quoted(JWT) + "]",
                "[]",
                "{\"employee\":[]}",
                "{\"employee\":[\"\"]}",
                "{\"employee\":null}",
                "{\"employee\":1}",
                "{\"employee\":[1]}",
                "{\"employee\":[null]}",
                "{\"employee\":{}}",
                "{\"employee\":[{\"vp\":1}]}",
                "{\"employee\":[[\"" + JWT + "\"]]}",
                "{\"employee\":[\"" + JWT + "\"],\"employee\":[\"" + JWT + "\"]}",
                "{\"employee\":[\"" + JWT + "\"],\"\\u0065mployee\":[\"" + JWT + "\"]}",
                "{\"employee\":[\"\\ud800\"]}",
                "{\"employee\":[\"\ud800\"]}",
                "{'employee':['" + JWT + "']}",
                "{\"employee\":[\"" + JWT + "\",]}",
                "//" + OBJECT,
                "\ufeff" + OBJECT,
                "no base64 at all!",
                "Zg",
                "Zm9v=",
                base64("words"),
                base64(base64(OBJECT)),
                base64(base64Url(JWT)),
                base64(quoted(OBJECT)),
                quoted(quoted(OBJECT)),
                quoted(base64(base64(OBJECT))),
                Base64.getEncoder().encodeToString(new byte[] {'{', (byte) 0xff, '}'}),
                JWT + ".x",
                "a.b",
                JWT + "~" + JWT,
                "a~b.c.d",
                "{\"employee\":" + "[".repeat(100_000 / 4) + "]".repeat(100_000 / 4) + "}");
    }

    @ParameterizedTest
    @MethodSource("no_vp_tokens")
    void refuses_whatever_is_none(String text) {
        assertThat(refusal(OBJECT, QUERY, EVERYTHING)).isEqualTo("read");
        assertThat(refusal(text, QUERY, EVERYTHING)).isEqualTo("vp_token_malformed");
        // Who tolerates nothing refuses it too, perhaps sooner.
        assertThat(refusal(text, QUERY, VpTokenForms.STANDARD)).isIn("vp_token_malformed", "vp_token_form_not_allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", "Employee", "employee ", "", "an id", "\\u0000", "vp_token"})
    void refuses_what_nobody_asked_before_it_looks_at_it(String id) {
        assertThat(refusal("{\"" + id + "\":[\"" + JWT + "\"]}", QUERY, EVERYTHING))
                .isEqualTo("answer_not_asked");
        assertThat(refusal("{\"employee\":[\"" + JWT + "\"],\"" + id + "\":42}", QUERY, EVERYTHING))
                .isEqualTo("answer_not_asked");
    }

    @Test
    void what_a_machine_sends_answers_the_first_query_for_whose_format_it_may_be_taken() {
        var sdJwt = Map.of("id", "sd", "format", "dc+sd-jwt", "meta", Map.of("vct_values", List.of("urn:eudi:pid:1")));
        var both = DcqlQuery.parse(Map.of("credentials", List.of(sdJwt, Ann.EMPLOYEE_JSON)));

        assertThat(VpToken.of(both, JWT)).isEqualTo(VpToken.of(EMPLOYEE, JWT));
        assertThat(VpToken.of(both, JWT + "~" + JWT)).isEqualTo(VpToken.of(new QueryId("sd"), JWT + "~" + JWT));
        assertThat(VpToken.of(both, "neither")).isEqualTo(VpToken.of(new QueryId("sd"), "neither"));
    }

    @Test
    void does_not_unwrap_what_a_dot_begins() {
        assertThat(refusal("." + JWT, QUERY, VpTokenForms.STANDARD)).isEqualTo("vp_token_malformed");
        assertThat(refusal(base64(JWT), QUERY, VpTokenForms.STANDARD)).isEqualTo("vp_token_form_not_allowed");
    }

    @Test
    void does_not_guess_which_of_two_queries_a_bare_presentation_answers() {
        var two = DcqlQuery.parse(Map.of("credentials", List.of(Ann.EMPLOYEE_JSON, Ann.MACHINE_JSON)));

        assertThat(refusal(JWT, QUERY, EVERYTHING)).isEqualTo("read");
        assertThat(refusal(JWT, two, EVERYTHING)).isEqualTo("vp_token_malformed");
        assertThat(refusal(JWT, two, VpTokenForms.STANDARD)).isEqualTo("vp_token_form_not_allowed");
    }

    @Test
    void measures_before_it_unwraps() {
        var limits = new Limits(OBJECT.length(), 32);

        assertThat(refusal(() -> VpToken.parse(OBJECT, QUERY, EVERYTHING, limits)))
                .isEqualTo("read");
        for (var tooLong : List.of(OBJECT + " ", quoted(OBJECT), base64(OBJECT), "x".repeat(1 << 20))) {
            assertThat(refusal(() -> VpToken.parse(tooLong, QUERY, EVERYTHING, limits)))
                    .isEqualTo("presentation_too_large");
        }
    }

    @Test
    void tells_no_log_what_was_presented() throws Exception {
        assertThat(VpToken.parse(OBJECT, QUERY, VpTokenForms.STANDARD, LIMITS).toString())
                .isEqualTo("VpToken" + Set.of(EMPLOYEE));
    }

    /** The seed is fixed, so that what fails once fails again. */
    @Test
    void answers_whatever_it_is_sent_with_a_rejection_or_an_answer_and_soon() {
        var random = new Random(20_261_121);
        var seeds = new ArrayList<>(
                no_vp_tokens().filter(text -> text.length() < 4096).toList());
        forms().forEach(form -> seeds.add((String) form.get()[0]));
        var start = System.nanoTime();

        for (var round = 0; round < 40_000; round++) {
            var text = mutated(seeds.get(random.nextInt(seeds.size())), random);
            // Anything but a rejection would fail the test.
            assertThat(refusal(text, QUERY, EVERYTHING))
                    .isIn("read", "vp_token_malformed", "answer_not_asked", "presentation_too_large");
        }

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }

    private static String mutated(String seed, Random random) {
        var text = new StringBuilder(seed);
        for (var edits = random.nextInt(6); edits >= 0; edits--) {
            var at = random.nextInt(text.length() + 1);
            switch (random.nextInt(6)) {
                case 0 -> text.insert(at, (char) random.nextInt(0x10000));
                case 1 -> text.insert(at, "{}[]\":,.~\\ =+-_/".charAt(random.nextInt(16)));
                case 2 -> text.delete(at, Math.min(text.length(), at + random.nextInt(8)));
                case 3 -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(64))));
                case 4 ->
                    text.replace(
                            0, text.length(), random.nextBoolean() ? base64(text.toString()) : quoted(text.toString()));
                default -> text.setLength(at);
            }
        }
        return text.toString();
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64Url(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String refusal(String text, DcqlQuery asked, VpTokenForms forms) {
        return refusal(() -> VpToken.parse(text, asked, forms, LIMITS));
    }

    private static String refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        var rejected = catchThrowableOfType(RejectedException.class, act);
        return rejected == null ? "read" : rejected.rejection().code();
    }
}
