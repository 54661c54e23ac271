package dev.verifier.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompactJwsTests {

    private static final Limits LIMITS = new Limits(10_000, 8);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "a.b",
                "a.b.c",
                "e30.e30",
                "e30.e30.YQ.YQ",
                "e30.e30.YQ.YQ.YQ",
                "e30=.e30.YQ",
                "e30.e30.Y Q",
                "e3+.e30.YQ",
                "e3=0.e30.YQ",
                "e30.e30.YQ=",
                "e30.e30.Y\u0151",
                "e30.e30.Y\u00e9",
                "\ud83d\ude00.e30.YQ",
                "\ud83d\ude00\ud83d\ude00\ud83d\ude00..",
                "e30.\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00.",
                "e30.e30.\ud83d\ude00\ud83d\ude00",
                "W10.e30.YQ",
                "e30.bnVsbA.YQ",
                "e30.IjEi.YQ"
            })
    void refuses_what_is_no_compact_jws_of_objects(String token) {
        refused(token, "presentation_malformed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":1}",
                "{\"a\":{\"b\":1,\"b\":2}}",
                "{\"a\":1}{\"b\":2}",
                "{\"a\":1} x",
                "{\"a\":1e400}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "{'a':1}",
                "{\"a\":1,}",
                "{\"a\":\"\\ud800\"}",
                "{\"\\udc00\":1}",
                "{\"a\":\"\\udc00\\ud800\"}",
                "{\"a\":/* b */1}",
                "\ufeff{\"a\":1}",
                "{\"a\":[[[[[[[[1]]]]]]]]}",
                "{",
            })
    void refuses_payloads_that_two_parsers_could_read_differently(String payload) {
        refused(SignedToken.base64Url("{}") + "." + SignedToken.base64Url(payload) + ".YQ", "presentation_malformed");
    }

    @Test
    void refuses_bytes_that_are_not_utf8() {
        var payload =
                Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[] {'{', '"', (byte) 0xc3, '"', '}'});

        refused("e30." + payload + ".YQ", "presentation_malformed");
    }

    @Test
    void reads_the_sign_that_stands_for_what_is_not_utf8_where_somebody_wrote_it() throws RejectedException {
        var payload = SignedToken.base64Url("{\"sub\":\"a\ufffdb\"}");

        assertThat(parse("e30." + payload + ".YQ").allegedSubject()).contains("a\ufffdb");
    }

    @Test
    void refuses_half_a_character_that_was_written_as_bytes() {
        var payload = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[] {
            '{', '"', 'a', '"', ':', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', '}'
        });

        refused("e30." + payload + ".YQ", "presentation_malformed");
    }

    @Test
    void refuses_json_deeper_than_allowed_and_reads_it_as_deep_as_allowed() throws RejectedException {
        var deep = "{\"a\":" + "[".repeat(7) + "]".repeat(7) + "}";
        var deeper = "{\"a\":" + "[".repeat(8) + "]".repeat(8) + "}";

        assertThat(parse("e30." + SignedToken.base64Url(deep) + ".YQ").part()).isEqualTo(Part.PRESENTATION);
        refused("e30." + SignedToken.base64Url(deeper) + ".YQ", "presentation_malformed");
    }

    @Test
    void refuses_tokens_longer_than_allowed_before_looking_at_them() {
        refused("x".repeat(10_001), "presentation_too_large");
        refused("x".repeat(10_000), "presentation_malformed");
    }

    @Test
    void shows_header_hints_and_embedded_tokens_and_no_claims() throws RejectedException {
        var token = parse(SignedToken.base64Url("{\"kid\":\"k\",\"x5c\":[\"YQ\"]}") + "."
                + SignedToken.base64Url("{\"sub\":\"s\",\"vp\":{\"verifiableCredential\":[\"one\",\"two\"]}}") + ".YQ");

        assertThat(token.keyId()).contains("k");
        assertThat(token.certificates()).containsExactly("YQ");
        assertThat(token.embedded("vp", "verifiableCredential")).isEqualTo(List.of("one", "two"));
        assertThat(token.allegedSubject()).contains("s");
        assertThat(CompactJws.class.getMethods()).extracting("name").doesNotContain("claims", "payload");
    }

    @Test
    void keeps_numbers_and_text_as_they_were_signed() throws RejectedException {
        var json = "{\"long\":123456789012345678,\"big\":12345678901234567890,\"half\":0.5,\"yes\":true,\"no\":null,"
                + "\"text\":\"\\u00e9\\ud83d\\ude00\"}";

        var members = Json.object(json.getBytes(StandardCharsets.UTF_8), 8, Rejection.KeyNotUsable::new);

        assertThat(members.get("long")).isEqualTo(123456789012345678L);
        assertThat(members.get("big")).hasToString("12345678901234567890");
        assertThat(members.get("half")).hasToString("0.5");
        assertThat(members.get("yes")).isEqualTo(true);
        assertThat(members).containsEntry("no", null).containsEntry("text", "é😀");
    }

    private static CompactJws parse(String token) throws RejectedException {
        return CompactJws.parse(Part.PRESENTATION, token, LIMITS);
    }

    private static void refused(String token, String code) {
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> parse(token))
                .satisfies(e -> assertThat(e.rejection().code()).isEqualTo(code));
    }
}
