package dev.verifier.wallet.openid4vp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestLinkTests {
    private static final String QUERY =
            "client_id=did%3Akey%3AzDn&request_uri=https%3A%2F%2Fv.example%2Foid4vp%2Fauth-request%2F1";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openid4vp://?",
                " openid4vp://authorize?",
                "https://wallet.example/present?",
                "http://localhost:9200/present?"
            })
    void reads_what_a_code_holds_and_where_a_button_leads(String before) {
        var link = RequestLink.parse(before + QUERY + "&scope=ignored\n");
        assertThat(link.clientId()).isEqualTo("did:key:zDn");
        assertThat(link.requestUri()).isEqualTo(URI.create("https://v.example/oid4vp/auth-request/1"));
        assertThat(link.post()).isFalse();
    }

    @Test
    void reads_itself() {
        var link = RequestLink.parse("openid4vp://?" + QUERY + "&request_uri_method=post");
        assertThat(link.post()).isTrue();
        assertThat(RequestLink.parse(link.toString())).isEqualTo(link);
        var got = RequestLink.parse("openid4vp://?" + QUERY + "&request_uri_method=get");
        assertThat(RequestLink.parse(got.toString())).isEqualTo(got);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "openid4vp://",
                "openid4vp://?client_id=a",
                "openid4vp://?request_uri=https://v.example/",
                "openid4vp://?" + QUERY + "&client_id=b",
                "openid4vp://?" + QUERY + "&request_uri_method=POST",
                "openid4vp://?" + QUERY + "&x=%zz",
                "javascript://?" + QUERY,
                "http://wallet.example/present?" + QUERY,
                "openid4vp://?client_id=a b&request_uri=https://v.example/"
            })
    void reads_nothing_else(String text) {
        assertThat(flaw(text)).isEqualTo(RequestFlaw.UNREADABLE_LINK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://v.example/1",
                "file:///etc/passwd",
                "https:///1",
                "http://169.254.169.254/",
                "http://localhost.v.example/1",
                "1"
            })
    void leads_nowhere_unsafe(String requestUri) {
        assertThat(flaw("openid4vp://?client_id=a&request_uri=" + requestUri)).isEqualTo(RequestFlaw.UNSAFE_ADDRESS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:9000/1",
                "http://acme.localhost:9000/1",
                "http://127.0.0.1/1",
                "https://v.example/1"
            })
    void leads_to_the_web_and_to_this_machine(String requestUri) {
        assertThat(RequestLink.parse("openid4vp://?client_id=a&request_uri=" + requestUri)
                        .requestUri())
                .hasToString(requestUri);
    }

    @Test
    void is_not_endless() {
        assertThat(flaw("openid4vp://?" + QUERY + "&x=" + "x".repeat(4096))).isEqualTo(RequestFlaw.UNREADABLE_LINK);
    }

    private static RequestFlaw flaw(String text) {
        return catchThrowableOfType(UnacceptableRequest.class, () -> RequestLink.parse(text))
                .flaw();
    }
}
