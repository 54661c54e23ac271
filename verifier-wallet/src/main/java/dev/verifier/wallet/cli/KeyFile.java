package dev.verifier.wallet.cli;

import dev.verifier.wallet.WalletKey;
import java.nio.file.Path;

/** A wallet's private key in a file: PKCS#8 PEM or JWK. */
final class KeyFile {
    private KeyFile() {}

    static WalletKey read(Path path) {
        try {
            return WalletKey.read(new TextFile(path).read());
        } catch (IllegalArgumentException e) {
            throw CommandFailure.mistake(path + " is no key of a wallet: " + e.getMessage());
        }
    }
}
