package dev.verifier.wallet;

import static dev.verifier.wallet.Gallery.ROGUE;
import static dev.verifier.wallet.Gallery.SEAL;
import static dev.verifier.wallet.Witness.AT;
import static dev.verifier.wallet.Witness.RANDOM;

import java.net.URI;

/** A person with a wallet, what she is asked, and her honest login. */
final class Ann {
    static final WalletKey KEY = WalletKey.generate(RANDOM);

    static final Asked ASKED = new Asked(
            "decentralized_identifier:" + WalletKey.generate(RANDOM).did(),
            URI.create("https://verifier.acme.example/oid4vp/auth-response"),
            "nonce-of-the-request-0123",
            "state-of-the-request",
            "employee_w3c");

    static final WalletLogin HONEST = login(SEAL, LearVersion.E3);

    private Ann() {}

    static WalletLogin login(Seal seal, LearVersion version) {
        return WalletLogin.builder(KEY, ASKED, AT, new StoppedDice())
                .seal(seal)
                .version(version)
                .rogue(ROGUE)
                .build();
    }
}
