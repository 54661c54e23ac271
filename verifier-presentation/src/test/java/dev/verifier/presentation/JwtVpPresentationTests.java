package dev.verifier.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken for a compact JWS before it is looked into. */
class JwtVpPresentationTests {

    @ParameterizedTest
    @ValueSource(strings = {"a.b.c", "aZ09-_.aZ09-_.aZ09-_", "a.b."})
    void three_texts_in_base64url_are_one(String text) {
        assertThat(JwtVpPresentation.looksLike(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "...",
                "a",
                "a.b",
                "a.b.c.d",
                "a.b..",
                ".b.c",
                "a..c",
                "..c",
                "a.b.c=",
                "a+.b.c",
                "a/.b.c",
                "a.b.c~",
                " a.b.c",
                "a.b.c\n",
                "a.b.c,",
                "a:.b.c",
                "a@.b.c",
                "a[.b.c",
                "a`.b.c",
                "a{.b.c",
                "ä.b.c",
                "a.b.\u0101"
            })
    void nothing_else_is(String text) {
        assertThat(JwtVpPresentation.looksLike(text)).isFalse();
    }
}
