package dev.verifier.sample.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientKeyTests {

    @TempDir
    private Path folder;

    @Test
    void it_is_made_once_and_nobody_else_can_read_it() throws Exception {
        var first = ClientKey.keptIn(folder.resolve("new"));
        var second = ClientKey.keptIn(folder.resolve("new"));

        assertThat(second.jwk()).isEqualTo(first.jwk());
        assertThat(ClientKey.keptIn(folder.resolve("other")).did()).isNotEqualTo(first.did());
        assertThat(Files.getPosixFilePermissions(folder.resolve("new/key.jwk")))
                .hasToString("[OWNER_READ, OWNER_WRITE]");
    }

    @Test
    void what_is_no_key_is_said_to_be_none() throws Exception {
        Files.writeString(folder.resolve("key.jwk"), "{}");

        assertThatThrownBy(() -> ClientKey.keptIn(folder)).hasMessageContaining("key.jwk");
    }

    /** The example of did:key v0.9, §4.1.4 (P-256). */
    @Test
    void its_name_is_the_one_that_everybody_derives() {
        var key = new ECKey.Builder(
                        Curve.P_256,
                        new Base64URL("fyNYMN0976ci7xqiSdag3buk-ZCwgXU4kz9XNkBlNUI"),
                        new Base64URL("hW2ojTNfH7Jbi8--CJUo3OCbH3y5n91g-IMA9MLMbTU"))
                .build();

        assertThat(DidKey.of(key)).isEqualTo("did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169");
    }
}
