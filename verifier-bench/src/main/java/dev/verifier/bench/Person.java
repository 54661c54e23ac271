package dev.verifier.bench;

import dev.verifier.wallet.WalletKey;
import dev.verifier.wallet.WalletLogin;
import dev.verifier.wallet.openid4vp.AuthorizationRequest;
import dev.verifier.wallet.openid4vp.RequestLink;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;

/**
 * Somebody with a wallet.
 *
 * @param key the wallet's
 * @param credential what is in it
 * @param random dice
 */
record Person(WalletKey key, String credential, SecureRandom random) {

    /** Many wallets may sign before the first of them answers. */
    private static final Duration LIFE = Duration.ofMinutes(5);

    /** The wallet's answer to a request that it fetched, signed for the request's nonce. */
    WalletLogin answer(RequestLink link, String request, Instant at) {
        var asked = AuthorizationRequest.read(link, request, at).asked();
        return WalletLogin.builder(key, asked, at, random)
                .credential(credential)
                .rogue(key)
                .build()
                .lifetime(LIFE);
    }
}
