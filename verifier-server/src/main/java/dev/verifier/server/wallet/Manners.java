package dev.verifier.server.wallet;

import dev.verifier.server.configuration.Asking;
import dev.verifier.server.configuration.VerifierProperties.Openid4vp.DigitalCredentialsApi;
import dev.verifier.server.configuration.VerifierProperties.Openid4vp.ResponseMode;
import dev.verifier.server.key.ResponseKey;
import org.jspecify.annotations.Nullable;

/** How wallets are asked from now on. Thread-safe. */
record Manners(OurNames names, Asking asking, RandomText random) {

    /**
     * That of a login which begins: with a key for each request of it, where answers are encrypted (HAIP 1.0 §5).
     *
     * @param identity as whom we ask; null where the client chose none
     */
    Manner next(@Nullable String identity) {
        var encrypted = asking.responseMode() == ResponseMode.DIRECT_POST_JWT;
        return new Manner(names.of(identity).value(), identity, encrypted ? key() : null, byBrowser());
    }

    private Manner.@Nullable ByBrowser byBrowser() {
        return asking.digital() == DigitalCredentialsApi.OFF ? null : new Manner.ByBrowser(random.next(), key());
    }

    private String key() {
        return ResponseKey.generate(random.random()).kept();
    }
}
