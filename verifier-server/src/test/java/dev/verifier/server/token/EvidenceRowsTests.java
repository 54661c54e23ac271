package dev.verifier.server.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.audit.Grounds;
import dev.verifier.server.audit.VerifierEvent.Evidence;
import java.time.Instant;
import java.util.List;
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
}
