package dev.verifier.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.rejection.Part;
import dev.verifier.rejection.Reason;
import dev.verifier.rejection.Rejection;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody is told that something broke, or nothing, where there is a reason. */
class ExplanationTests {

    static Stream<String> codes() {
        var ofParts = codes(Rejection.OfPart.class)
                .flatMap(code -> Arrays.stream(Part.values())
                        // Of lists, and of statements in a chain, their operators hear, and nobody else.
                        .filter(part ->
                                part != Part.ENTITY_STATEMENT && !part.word().endsWith("_list"))
                        .map(part -> part.word() + "_" + code));
        return Stream.concat(codes(Rejection.class), ofParts);
    }

    private static Stream<String> codes(Class<?> kind) {
        return Arrays.stream(kind.getPermittedSubclasses())
                .filter(Class::isRecord)
                .map(record -> Objects.requireNonNull(record.getAnnotation(Reason.class)))
                .map(Reason::code);
    }

    @ParameterizedTest
    @MethodSource("codes")
    void there_are_words_for_every_rejection(String code) {
        assertThat(Explanation.known(code)).isPresent();
        assertThat(Explanation.known("no_" + code)).isEmpty();
    }
}
