package dev.verifier.server.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verifier.server.UnusualText;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

class SealedColumnTests {

    private static final String NAME = "wallet_login.content";
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final Map<String, String> ANN = Map.of("email", "ann@acme.example");

    private record Person(String email) {}

    /** As if a version wrote it elsewhere. */
    private record Beside(String beside, String email) {}

    private static final Person PERSON = new Person("ann@acme.example");

    private final SealedColumn column = ColumnsOnPaper.sealed().of(NAME);

    @Test
    void what_is_written_tells_nothing_and_is_read_again_in_its_row() {
        var written = column.written("row", ANN);

        assertThat(written).doesNotContain("ann", "acme", "email").isNotEqualTo(column.written("row", ANN));
        assertThat(column.read("row", written, TEXTS)).isEqualTo(ANN);
    }

    @Test
    void it_stands_for_nothing_in_another_row_or_column() {
        var written = column.written("row", ANN);
        var other = ColumnsOnPaper.sealed().of("browser_session.content");

        assertThatIllegalStateException().isThrownBy(() -> column.read("another", written, TEXTS));
        assertThatIllegalStateException().isThrownBy(() -> other.read("row", written, TEXTS));
    }

    @Test
    void what_was_sealed_with_the_key_before_is_read_and_with_an_unknown_one_it_is_not() {
        var written = column.written("row", ANN);
        var after = ColumnsOnPaper.sealed(1, 0).of(NAME);

        assertThat(after.read("row", written, TEXTS)).isEqualTo(ANN);
        assertThat(after.isCurrent(written)).isFalse();
        assertThat(after.isCurrent(after.written("row", ANN))).isTrue();
        assertThatIllegalStateException()
                .isThrownBy(() -> ColumnsOnPaper.sealed(1).of(NAME).read("row", written, TEXTS));
    }

    @Test
    void what_a_version_before_wrote_in_clear_is_read() {
        assertThat(column.read("row", "{\"email\":\"ann@acme.example\"}", TEXTS))
                .isEqualTo(ANN);
        assertThat(column.readText("row", "did:key:zAnn")).isEqualTo("did:key:zAnn");
    }

    @Test
    void as_long_as_such_a_version_serves_it_reads_what_is_written_and_what_is_sealed_is_read_too() {
        var before = ColumnsOnPaper.inClear().of(NAME);

        assertThat(before.written("row", ANN)).isEqualTo("{\"email\":\"ann@acme.example\"}");
        assertThat(before.writtenText("row", "did:key:zAnn")).isEqualTo("did:key:zAnn");
        assertThat(before.read("row", column.written("row", ANN), TEXTS)).isEqualTo(ANN);
        assertThat(before.readText("row", column.writtenText("row", "did:key:zAnn")))
                .isEqualTo("did:key:zAnn");
    }

    @Test
    void it_stands_for_nothing_beside_something_else_than_it_was_written_with() {
        var written = column.written("row", PERSON, "REQUESTED");

        assertThat(column.read("row", written, Person.class, "REQUESTED")).isEqualTo(PERSON);
        assertThatIllegalStateException().isThrownBy(() -> column.read("row", written, Person.class, "COMPLETED"));
    }

    @Test
    void what_is_beside_it_is_its_last_member_as_in_every_version() {
        var clear = ColumnsOnPaper.inClear().of(NAME);

        for (var beside : UnusualText.ALL) {
            var written = clear.written("row", PERSON, beside);

            assertThat(written).startsWith(clear.written("row", PERSON).replace("}", ",\"beside\":"));
            assertThat(JsonMapper.shared().readTree(written).path("beside").asString())
                    .isEqualTo(beside);
            assertThat(clear.read("row", written, Person.class, beside)).isEqualTo(PERSON);
        }
    }

    @Test
    void it_is_found_wherever_it_stands() {
        var first = column.written("row", new Beside("REQUESTED", "ann@acme.example"));

        assertThat(column.read("row", first, Person.class, "REQUESTED")).isEqualTo(PERSON);
        assertThatIllegalStateException().isThrownBy(() -> column.read("row", first, Person.class, "COMPLETED"));
    }

    @Test
    void nothing_follows_an_object() {
        var written = "{\"email\":\"ann@acme.example\",\"beside\":\"REQUESTED\"}";

        assertThat(column.read("row", written, Person.class, "REQUESTED")).isEqualTo(PERSON);
        assertThatThrownBy(() ->
                        column.read("row", "{\"email\":\"ann\"}" + written.substring(1), Person.class, "REQUESTED"))
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void what_the_version_before_wrote_without_a_word_of_what_is_beside_it_is_read_and_it_reads_ours() {
        assertThat(column.read("row", column.written("row", PERSON), Person.class, "REQUESTED"))
                .isEqualTo(PERSON);
        assertThat(column.read("row", column.written("row", PERSON, "REQUESTED"), Person.class))
                .isEqualTo(PERSON);
    }

    @Test
    void where_only_what_is_sealed_is_read_nobody_makes_anything_up_in_clear() {
        var only = ColumnsOnPaper.sealedOnly().of(NAME);

        assertThat(only.read("row", only.written("row", ANN), TEXTS)).isEqualTo(ANN);
        assertThat(only.read("row", column.written("row", ANN), TEXTS)).isEqualTo(ANN);
        assertThatIllegalStateException().isThrownBy(() -> only.read("row", "{\"email\":\"bob@acme.example\"}", TEXTS));
        assertThatIllegalStateException().isThrownBy(() -> only.readText("row", "did:key:zBob"));
        assertThat(only.readableText("row", "did:key:zBob")).isEmpty();
    }

    @Test
    void any_text_is_the_same_when_it_is_read_again() {
        for (var text : UnusualText.ALL) {
            assertThat(column.readText("row", column.writtenText("row", text))).isEqualTo(text);
            assertThat(column.read("row", column.written("row", Map.of("name", text)), TEXTS))
                    .containsEntry("name", text);
        }
    }
}
