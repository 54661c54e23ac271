package dev.verifier.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much is read, and what is no XML here. */
class StrictXmlTests {

    @Test
    void sixty_four_levels_are_deep_enough() throws RejectedException {
        assertThat(parse("<x>".repeat(64) + "</x>".repeat(64))).isEqualTo("x");
        assertThat(refusal("<x>".repeat(65) + "</x>".repeat(65)))
                .isEqualTo(new Rejection.TooLarge(Part.TRUSTED_LIST, 64));
    }

    /** What has an end has left its level: width is no depth. */
    @Test
    void a_wide_document_is_not_deep() throws RejectedException {
        assertThat(parse("<list>" + "<x></x>".repeat(100) + "</list>")).isEqualTo("list");
    }

    @Test
    void attributes_and_name_spaces_are_counted_like_elements_and_half_a_million_are_enough() throws RejectedException {
        var three = "<x xmlns='urn:x' a=''/>";

        assertThat(parse("<list>" + three.repeat(1_000) + "</list>")).isEqualTo("list");
        assertThat(refusal("<list>" + three.repeat(166_667) + "</list>"))
                .isEqualTo(new Rejection.TooLarge(Part.TRUSTED_LIST, 500_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "list", "<list>", "<a/><b/>", "<list>&unknown;</list>", "<a:list/>"})
    void what_is_not_well_formed_is_not_read(String document) {
        assertThat(refusal(document)).isEqualTo(new Rejection.XmlMalformed(Part.TRUSTED_LIST, "it is not well-formed"));
    }

    @Test
    void a_document_type_is_refused_by_its_name() {
        assertThat(refusal("<!DOCTYPE list><list/>"))
                .isEqualTo(new Rejection.XmlMalformed(Part.TRUSTED_LIST, "DOCTYPE"));
    }

    private static Rejection refusal(String document) {
        return catchThrowableOfType(RejectedException.class, () -> parse(document))
                .rejection();
    }

    private static String parse(String document) throws RejectedException {
        return StrictXml.parse(Part.TRUSTED_LIST, document.getBytes(UTF_8))
                .getDocumentElement()
                .getTagName();
    }
}
