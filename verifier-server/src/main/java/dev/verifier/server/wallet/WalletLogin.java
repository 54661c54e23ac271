package dev.verifier.server.wallet;

import dev.verifier.server.token.PresentedSubject;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A login with a wallet, in one of its states. Each state has the steps that lead out of it and no others; a step counts once it
 * has replaced the state it came from in {@link WalletLogins}.
 */
sealed interface WalletLogin {

    LoginOrder order();

    /** From when on nothing leads out of this state any more. */
    Instant endsAt();

    default boolean isOver(Instant at) {
        return !at.isBefore(endsAt());
    }

    /**
     * A wallet may answer.
     *
     * @param fetched whether a wallet has fetched the request
     * @param refusals how many answers were refused
     * @param lastRefusal stable code of the last one; null before
     */
    record Requested(
            LoginOrder order,
            Instant endsAt,
            boolean fetched,
            int refusals,
            @Nullable String lastRefusal) implements WalletLogin {

        Requested fetchedByWallet() {
            return new Requested(order, endsAt, true, refusals, lastRefusal);
        }

        /** An answer was not believed: the login stays open for another, up to a number of them. */
        WalletLogin refused(String code, int mostRefusals) {
            return refusals + 1 < mostRefusals
                    ? new Requested(order, endsAt, fetched, refusals + 1, code)
                    : new Ended(order, endsAt, code);
        }

        /**
         * An answer was believed.
         *
         * @param patience how long the browser may take to go on
         * @param responseCode digest of the code that the wallet brings back into the browser (OpenID4VP 1.0 §13.3)
         * @param flow in which the wallet answered
         */
        Presented presented(
                PresentedSubject subject, Instant at, Duration patience, String responseCode, WalletFlow flow) {
            return new Presented(order, at.plus(patience), subject, at, responseCode, flow, false);
        }
    }

    /**
     * The wallet has answered; the browser that started the login goes on.
     *
     * @param subject what was proved
     * @param at when it was believed
     * @param responseCode digest of the code that the wallet was told
     * @param flow in which the wallet answered
     * @param returned whether the wallet has brought that code back into this browser
     */
    record Presented(
            LoginOrder order,
            Instant endsAt,
            PresentedSubject subject,
            Instant at,
            String responseCode,
            WalletFlow flow,
            boolean returned)
            implements WalletLogin {

        /** Whether the browser may go on now: in the same-device flow not before the wallet has brought its code back into it. */
        boolean mayGoOn() {
            return returned || flow == WalletFlow.CROSS_DEVICE;
        }

        Presented returnedByWallet() {
            return new Presented(order, endsAt, subject, at, responseCode, flow, true);
        }

        Completed completed() {
            return new Completed(order, endsAt, subject, at);
        }
    }

    /**
     * The person is signed in, for the one authorization request this login is about.
     *
     * @param subject what was proved
     * @param at when it was believed
     */
    record Completed(LoginOrder order, Instant endsAt, PresentedSubject subject, Instant at) implements WalletLogin {}

    /**
     * Nothing more happens.
     *
     * @param reason stable code; {@code completed} where a code was issued
     */
    record Ended(LoginOrder order, Instant endsAt, String reason) implements WalletLogin {

        static final String COMPLETED = "completed";
    }

    /** Over, wherever it was. */
    default Ended ended(String reason) {
        return new Ended(order(), endsAt(), reason);
    }
}
