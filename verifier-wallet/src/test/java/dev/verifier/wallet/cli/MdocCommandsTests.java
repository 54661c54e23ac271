package dev.verifier.wallet.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.upokecenter.cbor.CBORObject;
import dev.verifier.wallet.mdoc.Mdoc;
import dev.verifier.wallet.openid4vp.Questioner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
class MdocCommandsTests {
    private static final String PID = "eu.europa.ec.eudi.pid.1";

    @TempDir
    private Path directory;

    private Questioner verifier;
    private Path world;
    private Path document;

    @BeforeEach
    void begin() throws IOException {
        verifier = new Questioner().with("dcql_query", asking(Map.of("path", List.of(PID, "family_name"))));
        world = Console.world(directory);
        document = directory.resolve("pid.mdoc");
        assertThat(issue("PID", document).exitCode()).isZero();
    }

    @AfterEach
    void close() {
        verifier.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PID", "mdl"})
    void issues_documents_under_one_authority(String type) throws IOException {
        var anchors = Files.readString(world.resolve("mdoc/anchors.pem"));
        var another = directory.resolve("another.mdoc");

        assertThat(issue(type, another).out()).contains("mdoc/anchors.pem");
        assertThat(Mdoc.parse(Files.readString(another)).docType()).containsIgnoringCase(type);
        assertThat(Files.readString(world.resolve("mdoc/anchors.pem"))).isEqualTo(anchors);
        assertThat(issue(type, another).exitCode()).isEqualTo(2);
    }

    @Test
    void shows_what_is_asked_for_and_nothing_else() {
        verifier.replying(200, "{}");
        var console = present(document);

        assertThat(console.err()).isEmpty();
        assertThat(console.out()).contains("Shown: " + PID + "/family_name", "Accepted.");
        var answer = verifier.answers().getLast();
        assertThat(answer).containsEntry("state", "state-1");
        var base64 = answer.getOrDefault("vp_token", "")
                .replaceFirst("^\\{\"[a-z_0-9]+\":\\[\"", "")
                .replace("\"]}", "");
        var response = CBORObject.DecodeFromBytes(Base64.getUrlDecoder().decode(base64));
        var items = response.get("documents")
                .get(0)
                .get("issuerSigned")
                .get("nameSpaces")
                .get(PID);
        assertThat(items.size()).isEqualTo(1);
        assertThat(new String(items.get(0).GetByteString(), UTF_8)).contains("family_name", "Lee");
    }

    @Test
    void sends_nothing_that_was_not_asked_for() {
        for (var claim : List.of(
                Map.of("path", List.of(PID, "shoe_size")),
                Map.of("path", List.of("other", "family_name")),
                Map.of("path", List.of(PID, "family_name"), "values", List.of("Ray")),
                Map.of("path", List.of(PID)))) {
            verifier.with("dcql_query", asking(claim));
            assertThat(present(document).exitCode()).isEqualTo(2);
        }
        assertThat(present(world.resolve("employee/credential.jwt")).exitCode()).isEqualTo(2);
        assertThat(verifier.answers()).isEmpty();
    }

    @Test
    void says_why_it_was_refused() {
        verifier.replying(400, "{\"error\":\"access_denied\",\"error_description\":\"device_auth_invalid\"}");

        assertThat(present(document).exitCode()).isEqualTo(1);
        assertThat(present(document).err()).contains("device_auth_invalid");
    }

    private Console issue(String type, Path out) {
        return Console.run(
                "issue-mdoc",
                "--world",
                world,
                "--type",
                type,
                "--holder",
                world.resolve("employee/key.pem"),
                "--out",
                out);
    }

    private Console present(Path file) {
        return Console.run(
                "present-mdoc",
                "--request",
                verifier.link(),
                "--key",
                world.resolve("employee/key.pem"),
                "--document",
                file);
    }

    private static Map<String, Object> asking(Map<String, ?> claim) {
        return Map.of(
                "credentials",
                List.of(Map.of(
                        "id",
                        "pid",
                        "format",
                        "mso_mdoc",
                        "meta",
                        Map.of("doctype_value", PID),
                        "claims",
                        List.of(claim))));
    }
}
