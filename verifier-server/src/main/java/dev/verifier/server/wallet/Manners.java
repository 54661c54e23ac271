package dev.verifier.server.wallet;

import dev.verifier.server.configuration.VerifierProperties.Openid4vp.ResponseMode;
import dev.verifier.server.key.ResponseKey;
import java.security.SecureRandom;

/** How wallets are asked from now on. Thread-safe. */
record Manners(OurClientId clientId, ResponseMode mode, SecureRandom random) {

    /** That of a login which begins: with a key of its own, where answers are encrypted (HAIP 1.0 §5). */
    Manner next() {
        return new Manner(
                clientId.value(),
                switch (mode) {
                    case DIRECT_POST -> null;
                    case DIRECT_POST_JWT -> ResponseKey.generate(random).kept();
                });
    }
}
