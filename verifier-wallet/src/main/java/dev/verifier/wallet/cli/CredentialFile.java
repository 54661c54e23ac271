package dev.verifier.wallet.cli;

import dev.verifier.wallet.openid4vp.HeldCredential;
import java.nio.file.Path;

/** A credential in a file: a compact VC-JWT, or an SD-JWT VC. */
final class CredentialFile {
    private CredentialFile() {}

    static HeldCredential read(Path path) {
        try {
            return HeldCredential.parse(new TextFile(path).read());
        } catch (IllegalArgumentException e) {
            throw CommandFailure.mistake(path + " is no credential: " + e.getMessage() + ".");
        }
    }
}
