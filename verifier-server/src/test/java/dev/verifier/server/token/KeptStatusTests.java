package dev.verifier.server.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.credential.StatusReference;
import dev.verifier.server.token.PresentedSubject.Basis;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Where a status is read is kept with the login, and rows from before it was are still read. */
class KeptStatusTests {

    private static final JsonMapper JSON = new JsonMapper();

    static List<StatusReference> references() {
        var token = new StatusReference.TokenStatusList("https://issuer.example/status/1", 7);
        var bitstring = new StatusReference.BitstringEntry("https://issuer.example/w3c/1", "suspension", 94_567, 2);
        var plain = new StatusReference.PlainListEntry("https://issuer.example/names", "aa11");
        return List.of(
                new StatusReference.NotOffered(),
                token,
                bitstring,
                plain,
                new StatusReference.Several(List.of(token, bitstring)));
    }

    @ParameterizedTest
    @MethodSource("references")
    void what_is_kept_is_what_was_printed(StatusReference reference) {
        var basis = new Basis(Set.of(), null, "anchor", Instant.EPOCH, KeptStatus.of(reference), null);
        var kept = JSON.readValue(JSON.writeValueAsString(basis), Basis.class);

        assertThat(KeptStatus.read(kept.status())).isEqualTo(reference);
    }

    @Test
    void what_was_kept_before_had_no_status() {
        var old = JSON.readValue(
                "{\"ids\":[\"urn:uuid:1\"],\"participant\":null,\"anchor\":\"a\",\"until\":\"2027-01-01T00:00:00Z\"}",
                Basis.class);

        assertThat(KeptStatus.read(old.status())).isEqualTo(new StatusReference.NotOffered());
    }

    @Test
    void a_kind_that_nobody_knows_is_not_clear() {
        assertThat(KeptStatus.read(List.of(new KeptStatus("oracle", "https://issuer.example", "1", null, 0))))
                .isEqualTo(new StatusReference.Unreadable("oracle"));
    }
}
