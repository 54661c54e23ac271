package dev.verifier.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import org.junit.jupiter.api.Test;

class AnswerTests {

    @Test
    void reads_a_body_of_known_length_and_leaves_the_next_answer() throws Exception {
        var in = in("""
                HTTP/1.1 200\r
                Content-Length: 5\r
                \r
                firstHTTP/1.1 401 Unauthorized\r
                content-length: 6\r
                \r
                second""");

        assertThat(Answer.read(in)).isEqualTo(new Answer(200, "first"));
        assertThat(Answer.read(in)).isEqualTo(new Answer(401, "second"));
        assertThat(in.read()).isEqualTo(-1);
    }

    @Test
    void reads_a_body_in_chunks_and_leaves_the_next_answer() throws Exception {
        var in = in("""
                HTTP/1.1 200\r
                Transfer-Encoding: chunked\r
                \r
                a\r
                0123456789\r
                3\r
                abc\r
                0\r
                \r
                HTTP/1.1 204\r
                \r
                """);

        assertThat(Answer.read(in)).isEqualTo(new Answer(200, "0123456789abc"));
        assertThat(Answer.read(in)).isEqualTo(new Answer(204, ""));
        assertThat(in.read()).isEqualTo(-1);
    }

    @Test
    void knows_where_the_browser_is_sent_and_which_cookie_it_gets() throws Exception {
        var answer = Answer.read(in("""
                HTTP/1.1 302\r
                Set-Cookie: name=value; Path=/; HttpOnly\r
                Location: https://app.example/callback?code=c\r
                Content-Length: 0\r
                \r
                """));

        assertThat(answer).isEqualTo(new Answer(302, "https://app.example/callback?code=c", "name=value", ""));
        assertThat(answer.expect(302)).isSameAs(answer);
        assertThatThrownBy(() -> answer.expect(200)).isInstanceOf(UnexpectedAnswerException.class);
    }

    @Test
    void an_answer_that_ends_early_is_none() {
        assertThatThrownBy(() -> Answer.read(in("HTTP/1.1 200\r\nContent-Length: 5\r\n\r\nfour")))
                .isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> Answer.read(in("HTTP/1.1 200\r\nContent-Le"))).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> Answer.read(in(""))).isInstanceOf(EOFException.class);
    }

    @Test
    void is_told_in_one_line_that_is_not_too_long() {
        var answer = new Answer(400, "{\n  \"error\": \"invalid_client\"\n}" + "x".repeat(1000));

        assertThat(answer.toString())
                .startsWith("400 { \"error\": \"invalid_client\" }")
                .hasSizeLessThan(320);
    }

    private static ByteArrayInputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(ISO_8859_1));
    }
}
