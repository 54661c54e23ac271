package dev.verifier.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.rejection.Part;
import dev.verifier.rejection.Reason;
import dev.verifier.rejection.Rejection;
import dev.verifier.server.error.Refusal;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

class WordsTests {

    static final List<String> LANGUAGES = List.of("ca", "de", "en", "es", "fr", "it", "pt");

    private static final Pattern PLACES = Pattern.compile("\\{\\d}");

    static Stream<String> codes() {
        var ofParts = reasons(Rejection.OfPart.class)
                .flatMap(code -> Arrays.stream(Part.values())
                        // Of lists, and of statements in a chain, their operators hear, and nobody else.
                        .filter(part ->
                                part != Part.ENTITY_STATEMENT && !part.word().endsWith("_list"))
                        .map(part -> part.word() + "_" + code));
        var ofLogins = Stream.of(
                "login_expired",
                "match_code_wrong",
                "wallet_declined",
                "wallet_state_differs",
                "response_not_encrypted",
                "response_encryption_not_offered",
                "response_not_decrypted",
                "response_malformed",
                "too_many_attempts",
                "login_elsewhere",
                "wallet_error");
        return Stream.of(reasons(Rejection.class), ofParts, ofLogins).flatMap(all -> all);
    }

    private static Stream<String> reasons(Class<?> kind) {
        return Arrays.stream(Objects.requireNonNull(kind.getPermittedSubclasses()))
                .filter(Class::isRecord)
                .map(record -> Objects.requireNonNull(record.getAnnotation(Reason.class))
                        .code());
    }

    @ParameterizedTest
    @MethodSource("codes")
    void every_code_that_can_reach_a_person_is_explained_in_every_language(String code) {
        assertThat(Explanation.known(code))
                .as(code + " needs a kind in Explanation")
                .isPresent();
        var why = Explanation.of(code);
        for (var language : LANGUAGES) {
            assertThat(Words.in(language).say(why.key())).isNotBlank();
            assertThat(Words.in(language).say(why.key() + ".next")).isNotBlank();
        }
    }

    @Test
    void the_codes_are_about_something() {
        assertThat(codes()).hasSizeGreaterThan(50).contains("presentation_replayed", "credential_revoked");
    }

    @Test
    void a_code_has_one_explanation() {
        assertThat(Arrays.stream(Explanation.values()).flatMap(why -> why.codes().stream()))
                .doesNotHaveDuplicates();
    }

    @Test
    void every_refusal_has_an_explanation_of_its_own_kind_on_the_error_page() {
        var alsoRejections = codes().collect(Collectors.toSet());
        for (var refusal : Refusal.values()) {
            if (alsoRejections.contains(refusal.code())) {
                continue;
            }
            assertThat(Explanation.of(refusal.code(), refusal.status()))
                    .as(refusal.code())
                    .isIn(
                            Explanation.APPLICATION_AT_FAULT,
                            Explanation.NOTHING_HERE,
                            Explanation.BUSY,
                            Explanation.BROKEN);
        }
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void every_language_has_the_same_words(String language) {
        var english = Words.in("en").sentences();
        var other = Words.in(language).sentences();

        assertThat(new TreeSet<>(other.keySet())).isEqualTo(new TreeSet<>(english.keySet()));
        assertThat(english).isNotEmpty().allSatisfy((key, sentence) -> {
            assertThat(sentence).as(key).isNotBlank();
            assertThat(other.get(key)).as(key).isNotBlank();
            assertThat(places(String.valueOf(other.get(key)))).as(key).isEqualTo(places(sentence));
        });
    }

    @Test
    void a_language_is_a_file() throws IOException {
        var files = new PathMatchingResourcePatternResolver()
                .getResources("classpath*:dev/verifier/server/page/words_*.properties");

        assertThat(Arrays.stream(files)
                        .map(Resource::getFilename)
                        .map(name -> String.valueOf(name).replaceAll("words_|\\.properties", "")))
                .containsExactlyInAnyOrderElementsOf(LANGUAGES);
    }

    private static List<String> places(String sentence) {
        return PLACES.matcher(sentence)
                .results()
                .map(found -> found.group())
                .sorted()
                .toList();
    }
}
