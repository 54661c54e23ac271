package dev.verifier.server.wallet;

import dev.verifier.dcql.DcqlQuery;
import dev.verifier.jose.Audiences;
import dev.verifier.jose.Limits;
import dev.verifier.jose.UnsignedJson;
import dev.verifier.presentation.Handover;
import dev.verifier.presentation.HolderRule;
import dev.verifier.presentation.Nonce;
import dev.verifier.presentation.PresentationRequest;
import dev.verifier.presentation.Verdict;
import dev.verifier.presentation.VpToken;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.server.compatibility.Tolerance;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.error.Refusal;
import dev.verifier.server.key.ResponseKey;
import dev.verifier.server.trust.TrustSources;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether what a wallet posted is the answer to what it was asked in a login. Thread-safe. */
final class WalletAnswers {

    /** Contract 4.3: as large as an answer may be, wrapped and unwrapped. */
    private static final int LONGEST_VP_TOKEN = 65_536;

    /** What else may be in an encrypted answer. */
    private static final int LONGEST_REST = 1024;

    private final TrustSources trust;
    private final HolderRule holders;
    private final Surface surface;
    private final Tolerance tolerance;
    private final Limits limits;

    /** @param holders whose credentials may answer together */
    WalletAnswers(TrustSources trust, HolderRule holders, Surface surface, Tolerance tolerance, Limits limits) {
        this.trust = trust;
        this.holders = holders;
        this.surface = surface;
        this.tolerance = tolerance;
        this.limits = new Limits(Math.min(LONGEST_VP_TOKEN, limits.characters()), limits.jsonDepth());
    }

    /**
     * Takes an answer out of what it came in. One that was to be encrypted is not read otherwise; that there is none may be said in
     * clear (OpenID4VP 1.0 §8.3.1).
     *
     * @param flow as the handle has it that the login was found by
     */
    AnswerContent open(Manner manner, String state, WalletFlow flow, PostedAnswer posted) {
        var key = manner.key();
        if (!posted.isOne() || (posted.response() != null && key.isEmpty())) {
            return new AnswerContent.Unusable(Refusal.PARAMETER_INVALID);
        }
        if (posted.response() != null) {
            return decrypted(key.orElseThrow(), flow.marked(state), posted.response());
        }
        if (posted.error() != null) {
            return new AnswerContent.Declined(posted.error());
        }
        return key.isPresent()
                ? new AnswerContent.Unusable(Refusal.RESPONSE_NOT_ENCRYPTED)
                : new AnswerContent.Text(String.valueOf(posted.vpToken()));
    }

    /** The same of one that the browser hands over: by its login it is found already, and there is no {@code state} (Appendix A.2). */
    AnswerContent openOfBrowser(LoginOrder order, PostedAnswer posted) {
        var asked = order.manner().byBrowser();
        if (!posted.isOne() || posted.state() != null || asked.isEmpty()) {
            return new AnswerContent.Unusable(Refusal.PARAMETER_INVALID);
        }
        if (posted.error() != null) {
            return new AnswerContent.Declined(posted.error());
        }
        if (posted.response() == null) {
            return new AnswerContent.Unusable(Refusal.RESPONSE_NOT_ENCRYPTED);
        }
        return posted.handle().equals(DigitalRequests.keyName(order))
                ? decrypted(asked.get().key(), null, posted.response())
                : new AnswerContent.Unusable(Refusal.RESPONSE_NOT_DECRYPTED);
    }

    private AnswerContent decrypted(ResponseKey key, @Nullable String state, String response) {
        // Base64 takes four characters for three.
        if (response.length() > 2 * limits.characters()) {
            return new AnswerContent.Unusable(Refusal.REQUEST_TOO_LARGE);
        }
        return switch (key.open(response)) {
            case ResponseKey.NotOffered _ -> new AnswerContent.Unusable(Refusal.RESPONSE_ENCRYPTION_NOT_OFFERED);
            case ResponseKey.NotForThisKey _ -> new AnswerContent.Unusable(Refusal.RESPONSE_NOT_DECRYPTED);
            case ResponseKey.Opened(var payload)
            when payload.length() > limits.characters() + LONGEST_REST ->
                new AnswerContent.Unusable(Refusal.REQUEST_TOO_LARGE);
            case ResponseKey.Opened(var payload) -> content(payload, state);
        };
    }

    /** OpenID4VP 1.0 §8.3: the members of an answer are at the top of what was encrypted. */
    private AnswerContent content(String payload, @Nullable String state) {
        Map<String, @Nullable Object> members;
        try {
            members = UnsignedJson.object(payload, limits.jsonDepth(), Rejection.VpTokenMalformed::new);
        } catch (RejectedException e) {
            return new AnswerContent.Unusable(Refusal.RESPONSE_MALFORMED);
        }
        if (!Objects.equals(state, members.get("state"))) {
            return new AnswerContent.Unusable(Refusal.WALLET_STATE_DIFFERS);
        }
        if (members.containsKey("vp_token") == members.containsKey("error")) {
            return new AnswerContent.Unusable(Refusal.PARAMETER_INVALID);
        }
        return members.containsKey("error")
                ? new AnswerContent.Declined(String.valueOf(members.get("error")))
                : new AnswerContent.Member(members.get("vp_token"));
    }

    /** A door: what cannot even be read is rejected like what is not believed. */
    Verdict judge(LoginOrder order, AnswerContent.Given given, AnswerChannel channel, Instant at) {
        try {
            var query = order.asked().query();
            var asked = switch (channel) {
                case POST -> posted(order, query);
                case BROWSER -> handedOver(order, query);
            };
            return trust.verify(
                    vpToken(given, query),
                    asked.authorizing(order.asked().transaction()).heldBy(holders),
                    at);
        } catch (RejectedException e) {
            return new Verdict.Rejected(e.rejection());
        }
    }

    private VpToken vpToken(AnswerContent.Given given, DcqlQuery query) throws RejectedException {
        return switch (given) {
            case AnswerContent.Text(var text) -> VpToken.parse(text, query, tolerance.vpTokenForms(), limits);
            case AnswerContent.Member(var member) -> VpToken.of(member, query, tolerance.vpTokenForms(), limits);
        };
    }

    private Audiences audiences(Manner manner) {
        return tolerance.strict()
                ? new Audiences(Set.of(manner.clientId()), false)
                : new Audiences(
                        Set.of(
                                manner.clientId(),
                                surface.url(Surface.WALLET_RESPONSE),
                                surface.issuer().toString()),
                        true);
    }

    private PresentationRequest posted(LoginOrder order, DcqlQuery query) throws RejectedException {
        var manner = order.manner();
        var key = manner.key();
        return PresentationRequest.ofWallet(
                query,
                new Nonce(order.nonce()),
                tolerance.walletAudience(audiences(manner)),
                tolerance.freshness(),
                new Handover.Redirect(
                        manner.clientId(),
                        order.nonce(),
                        key.isPresent() ? key.get().publicKey() : null,
                        surface.url(Surface.WALLET_RESPONSE),
                        key.isPresent() ? key.get()::agree : null));
    }

    /** Appendix A.4: for the page's origin, also where the request was signed. */
    private PresentationRequest handedOver(LoginOrder order, DcqlQuery query) throws RejectedException {
        var fresh = order.manner().byBrowser().orElseThrow();
        return PresentationRequest.ofWallet(
                query,
                new Nonce(fresh.nonce()),
                new Audiences(Set.of("origin:" + surface.origin()), !tolerance.strict()),
                tolerance.freshness(),
                new Handover.DcApi(surface.origin(), fresh.nonce(), fresh.key().publicKey(), fresh.key()::agree));
    }
}
