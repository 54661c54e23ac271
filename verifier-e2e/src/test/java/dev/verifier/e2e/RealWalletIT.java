package dev.verifier.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real wallet without us, at a verifier of its own, so that nothing it shows to ours later is judged by us alone. */
class RealWalletIT {

    @Test
    void what_it_shows_is_believed_by_libraries_that_did_not_make_it(@TempDir Path folder) throws Exception {
        try (var test =
                Program.command(RealWallet.SCRIPTS, folder.resolve("test.out"), "node", "--test", "wallet.test.mjs")) {
            assertThat(test.exitCode()).as(test.printed()).isZero();
        }
    }
}
