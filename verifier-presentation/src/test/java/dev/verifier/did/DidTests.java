package dev.verifier.did;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verifier.rejection.RejectedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DidTests {

    @Test
    void is_split_into_method_identifier_and_fragment() throws RejectedException {
        assertThat(Did.parse("did:key:z6Mk")).isEqualTo(new Did("key", "z6Mk", ""));
        assertThat(Did.parse("did:jwk:eyJ_-#0")).isEqualTo(new Did("jwk", "eyJ_-", "0"));
        assertThat(Did.parse("did:web:example.org%3A8443:a:b#key#1"))
                .isEqualTo(new Did("web", "example.org%3A8443:a:b", "key#1"));
        assertThat(Did.parse("did:elsi:" + "a".repeat(2000) + "#" + "é".repeat(2000))
                        .fragment())
                .hasSize(2000);
        assertThat(Did.parse("did:" + "a".repeat(20) + ":b").method()).hasSize(20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "did",
                "did:",
                "did::",
                "did:key",
                "did:key:",
                "did:key:#a",
                "did:key:a#",
                "did::a",
                "DID:key:a",
                " did:key:a",
                "did:key:a ",
                "did:Key:a",
                "did:ké:a",
                "did:key:é",
                "did:key:a/b",
                "did:key:a?b",
                "did#a:key:b",
                "did:k#a:b",
                "did:key:a#b\nc",
                "did:key:a#b\rc",
                "did:key:a#b\u0085c",
                "did:key:a#b\u2028c",
                "did:key:a#b\u2029c",
                "did:key:a\n",
                "did:123456789012345678901:a",
                "xdid:key:a",
                "xdi:key:a"
            })
    void is_refused_where_it_is_spelled_otherwise(String text) {
        refused(text);
    }

    @Test
    void is_refused_where_it_is_longer_than_anybody_needs() {
        refused("did:key:" + "a".repeat(2001));
        refused("did:key:a#" + "b".repeat(2001));
    }

    private static void refused(String text) {
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> Did.parse(text))
                .satisfies(e -> assertThat(e.rejection().code()).isEqualTo("did_not_supported"));
    }
}
