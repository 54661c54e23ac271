package dev.verifier.server.wallet;

import dev.verifier.jose.Audiences;
import dev.verifier.jose.Limits;
import dev.verifier.presentation.Handover;
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
    private final String clientId;
    private final String responseUri;
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
        this.clientId = clientId.value();
        this.responseUri = surface.url(Surface.WALLET_RESPONSE);
        this.tolerance = tolerance;
        this.limits = new Limits(Math.min(LONGEST_VP_TOKEN, limits.characters()), limits.jsonDepth());
    }

    /** A door: what cannot even be read is rejected like what is not believed. */
    Verdict judge(WalletLogin.Requested login, String vpToken, Instant at) {
        try {
            var order = login.order();
            var query = order.asked().query();
            var asked = PresentationRequest.ofWallet(
                    query,
                    new Nonce(order.nonce()),
                    tolerance.walletAudience(audiences),
                    tolerance.freshness(),
                    new Handover.Redirect(clientId, order.nonce(), null, responseUri));
            return trust.verify(VpToken.parse(vpToken, query, tolerance.vpTokenForms(), limits), asked, at);
        } catch (RejectedException e) {
            return new Verdict.Rejected(e.rejection());
        }
    }
}
