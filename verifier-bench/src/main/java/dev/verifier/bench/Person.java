package dev.verifier.bench;

import dev.verifier.wallet.SdJwt;
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

    private static final String W3C = "jwt_vc_json";
    private static final String SD_JWT = "dc+sd-jwt";

    /** Many wallets may sign before the first of them answers. */
    private static final Duration LIFE = Duration.ofMinutes(5);

    /** The format of the credential, as a query names it. */
    String format() {
        return SdJwt.looksLike(credential) ? SD_JWT : W3C;
    }

    /** The wallet's answer to a request that it fetched, signed for the request's nonce. */
    WalletLogin answer(RequestLink link, String request, Instant at) {
        var read = AuthorizationRequest.read(link, request, at);
        var asked = read.query().credentials().stream()
                .filter(query -> query.format().equals(format()))
                .findFirst()
                .map(query -> read.asked(query.id()))
                .orElseThrow(() -> new IllegalStateException("nobody asked for " + format()));
        return WalletLogin.builder(key, asked, at, random)
                .credential(credential)
                .rogue(key)
                .build()
                .lifetime(LIFE);
    }
}
