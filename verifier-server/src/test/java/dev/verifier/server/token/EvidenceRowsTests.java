package dev.verifier.server.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.credential.CredentialFormat;
import dev.verifier.presentation.BelievedCredential;
import dev.verifier.server.audit.Grounds;
import dev.verifier.server.audit.VerifierEvent.Evidence;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Evidence as it is written down with a grant or a session, and read again by a later version. */
class EvidenceRowsTests {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void what_is_written_is_read_again() {
        var entry = new Grounds.Entry("issuers", "VATES-A12345678", null, Instant.EPOCH);
        var evidence = new Evidence(
                "did:key:zAnn",
                "VATES-A12345678",
                List.of("LEARCredentialEmployee"),
                "CN=Anchor",
                "1f",
                new Grounds("jwt_vc_json", "key", "anchor", entry, List.of(entry), "NotRevoked", entry));

        assertThat(JSON.readValue(JSON.writeValueAsString(evidence), Evidence.class))
                .isEqualTo(evidence);
    }

    @Test
    void what_was_written_before_there_were_grounds_is_read_without_any() {
        var row = """
                {"holder":"did:key:zAnn","issuer":"VATES-A12345678","types":["LEARCredentialEmployee"],
                 "anchor":"CN=Anchor","certificate":"1f"}""";

        var evidence = JSON.readValue(row, Evidence.class);

        assertThat(evidence.issuer()).isEqualTo("VATES-A12345678");
        assertThat(evidence.grounds()).isNull();
    }

    @Test
    void what_was_written_before_keys_were_published_rests_on_its_anchor() {
        var row = """
                {"format":"jwt_vc_json","sealKey":"key","anchorThumbprint":"anchor","accreditedBy":[],"status":"NotRevoked"}""";

        var grounds = JSON.readValue(row, Grounds.class);

        assertThat(grounds.anchorThumbprint()).isEqualTo("anchor");
        assertThat(grounds.keyFrom()).isNull();
    }

    @Test
    void what_a_belief_rests_on_is_the_same_when_it_is_read_again() {
        var published = JSON.writeValueAsString(subject(null, "key"));
        var anchored = JSON.writeValueAsString(subject("anchor", null));
        // As it was before keys were published.
        var old = anchored.replace(",\"publishedKey\":null", "");

        assertThat(footing(published)).isEqualTo(new BelievedCredential.Published("key"));
        assertThat(footing(anchored)).isEqualTo(new BelievedCredential.Anchored("anchor"));
        assertThat(old).doesNotContain("publishedKey");
        assertThat(footing(old)).isEqualTo(new BelievedCredential.Anchored("anchor"));
    }

    private static BelievedCredential.Footing footing(String row) {
        return JSON.readValue(row, PresentedSubject.class).believed().getFirst().footing();
    }

    private static PresentedSubject subject(@Nullable String anchor, @Nullable String publishedKey) {
        var types = List.of("urn:eudi:pid:1");
        return new PresentedSubject(
                "did:key:zAnn",
                types,
                Map.of(),
                Instant.EPOCH,
                new Evidence("did:key:zAnn", "https://pid.example", types, null, null, null),
                new PresentedSubject.Basis(Set.of(), null, anchor, Instant.EPOCH, null, publishedKey),
                CredentialFormat.DC_SD_JWT,
                List.of(),
                Set.of());
    }
}
