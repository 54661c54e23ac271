package dev.verifier.server.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.key.DataKey.Altered;
import dev.verifier.server.key.DataKey.KeyUnknown;
import dev.verifier.server.key.DataKey.Opened;
import dev.verifier.server.key.DataKey.Place;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataKeyTests {

    private static final Place HERE = new Place("wallet_login.content", "row-1");
    private static final String TEXT = "{\"name\":\"Núria\"}";

    private final SecureRandom random = new SecureRandom();
    private final byte[] bytes = bytes();
    private final DataKey key = new DataKey(bytes, List.of(), random);

    private byte[] bytes() {
        var bytes = new byte[DataKey.BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    @Test
    void what_is_sealed_opens_where_it_was_sealed_for_and_tells_nothing_before() {
        var sealed = key.seal(HERE, TEXT);

        assertThat(sealed).startsWith("~" + key.id() + ".").doesNotContain("name");
        assertThat(key.open(HERE, sealed)).isEqualTo(new Opened(TEXT));
        assertThat(key.open(HERE, key.seal(HERE, ""))).isEqualTo(new Opened(""));
        assertThat(key.seal(HERE, TEXT))
                .as("the same text looks different each time")
                .isNotEqualTo(sealed);
    }

    @Test
    void every_node_with_the_key_opens_what_another_has_sealed() {
        var other = new DataKey(bytes, List.of(), random);

        assertThat(other.id()).isEqualTo(key.id());
        assertThat(other.open(HERE, key.seal(HERE, TEXT))).isEqualTo(new Opened(TEXT));
    }

    @Test
    void what_was_moved_to_another_row_or_column_does_not_open() {
        var sealed = key.seal(HERE, TEXT);

        assertThat(key.open(HERE, sealed)).isInstanceOf(Opened.class);
        assertThat(key.open(new Place("wallet_login.content", "row-2"), sealed)).isEqualTo(new Altered());
        assertThat(key.open(new Place("browser_session.content", "row-1"), sealed))
                .isEqualTo(new Altered());
        assertThat(key.open(new Place("wallet_login.content\0row", "-1"), sealed))
                .isEqualTo(new Altered());
    }

    @Test
    void not_one_character_of_it_can_be_changed() {
        var sealed = key.seal(HERE, TEXT);

        assertThat(key.open(HERE, sealed)).isInstanceOf(Opened.class);
        for (var i = 0; i < sealed.length() - 1; i++) {
            var changed = new StringBuilder(sealed);
            changed.setCharAt(i, sealed.charAt(i) == 'A' ? 'B' : 'A');
            assertThat(key.open(HERE, changed.toString())).as("at " + i).isNotInstanceOf(Opened.class);
        }
        assertThat(key.open(HERE, sealed.substring(0, sealed.length() - 4))).isEqualTo(new Altered());
        assertThat(key.open(HERE, sealed + "AAAA")).isEqualTo(new Altered());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "~", "~.", "~12345678", "~12345678.", "{}", "\u00e9"})
    void what_was_never_sealed_does_not_open(String kept) {
        assertThat(key.open(HERE, kept)).isNotInstanceOf(Opened.class);
        assertThat(key.open(HERE, "~" + key.id() + "." + kept)).isEqualTo(new Altered());
    }

    @Test
    void what_is_in_clear_is_not_taken_for_sealed() {
        assertThat(DataKey.isSealed(key.seal(HERE, TEXT))).isTrue();
        assertThat(List.of("", TEXT, "[]", "Zm9v", "-_Zm9v")).noneMatch(DataKey::isSealed);
    }

    @Test
    void the_key_before_opens_what_it_sealed_and_seals_no_more() {
        var before = key.seal(HERE, TEXT);
        var next = new DataKey(bytes(), List.of(bytes), random);

        assertThat(next.open(HERE, before)).isEqualTo(new Opened(TEXT));
        assertThat(next.isCurrent(before)).isFalse();
        assertThat(next.isCurrent(next.seal(HERE, TEXT))).isTrue();
        assertThat(key.open(HERE, next.seal(HERE, TEXT))).isEqualTo(new KeyUnknown(next.id()));
    }

    @Test
    void another_key_opens_nothing_and_says_whose_it_is() {
        var other = new DataKey(bytes(), List.of(), random);
        var sealed = key.seal(HERE, TEXT);

        assertThat(key.open(HERE, sealed)).isEqualTo(new Opened(TEXT));
        assertThat(other.open(HERE, sealed)).isEqualTo(new KeyUnknown(key.id()));
        assertThat(other.open(HERE, sealed.replace(key.id(), other.id())))
                .as("a name is not the key")
                .isEqualTo(new Altered());
    }
}
