package dev.verifier.server.wallet;

import dev.verifier.jose.Audiences;
import dev.verifier.jose.Limits;
import dev.verifier.presentation.Nonce;
import dev.verifier.presentation.PresentationRequest;
import dev.verifier.presentation.Verdict;
import dev.verifier.presentation.VpToken;
import dev.verifier.rejection.RejectedException;
import dev.verifier.server.compatibility.Tolerance;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.trust.TrustSources;
import java.time.Instant;
import java.util.Set;

/** Whether what a wallet posted is the answer to what it was asked in a login. Thread-safe. */
final class WalletAnswers {

    /** Contract 4.3: as large as an answer may be, wrapped and unwrapped. */
    private static final int LONGEST_VP_TOKEN = 65_536;

    private final TrustSources trust;
    private final Audiences audiences;
    private final Tolerance tolerance;
    private final Limits limits;

    WalletAnswers(TrustSources trust, OurClientId clientId, Surface surface, Tolerance tolerance, Limits limits) {
        this.trust = trust;
        this.audiences = tolerance.strict()
                ? new Audiences(Set.of(clientId.value()), false)
                : new Audiences(
                        Set.of(
                                clientId.value(),
                                surface.url(Surface.WALLET_RESPONSE),
                                surface.issuer().toString()),
                        true);
        this.tolerance = tolerance;
        this.limits = new Limits(Math.min(LONGEST_VP_TOKEN, limits.characters()), limits.jsonDepth());
    }

    /** A door: what cannot even be read is rejected like what is not believed. */
    Verdict judge(WalletLogin.Requested login, String vpToken, Instant at) {
        try {
            var asked = PresentationRequest.ofWallet(
                    LoginQuery.QUERY,
                    new Nonce(login.order().nonce()),
                    tolerance.walletAudience(audiences),
                    tolerance.freshness());
            return trust.verify(VpToken.parse(vpToken, LoginQuery.QUERY, tolerance.vpTokenForms(), limits), asked, at);
        } catch (RejectedException e) {
            return new Verdict.Rejected(e.rejection());
        }
    }
}
