package dev.verifier.server.wallet;

import dev.verifier.server.session.BrowserSession;
import dev.verifier.server.token.PresentedSubject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A login with a wallet, in one of its states. Each state has the steps that lead out of it and no others; a step counts once it
 * has replaced the state it came from in {@link WalletLogins}.
 */
sealed interface WalletLogin {

    LoginOrder order();

    /** From when on nothing leads out of this state any more. */
    Instant endsAt();

    /** The answer that was believed; nothing before there is one. */
    default Optional<Answered> answer() {
        return switch (this) {
            case Requested _ -> Optional.empty();
            case Presented presented -> Optional.of(presented.answered());
            case Completed completed -> Optional.of(completed.answered());
            case Ended ended -> Optional.ofNullable(ended.answered());
        };
    }

    /**
     * An answer that was believed.
     *
     * @param at when
     * @param responseCode digest of the code that the wallet was told (OpenID4VP 1.0 §13.3)
     * @param bySession true where no wallet answered: somebody is known by their browser's session; else null
     */
    record Answered(
            Instant at, String responseCode, @Nullable Boolean bySession) {

        Answered(Instant at, String responseCode) {
            this(at, responseCode, null);
        }

        private static final Duration RETRY = Duration.ofSeconds(30);

        /** Whether a wallet that sends the same once more, because it did not hear us, is told the same once more. */
        boolean mayBeRepeated(String code, Instant now) {
            return now.isBefore(at.plus(RETRY)) && Digest.matches(responseCode, code);
        }
    }

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
                    : new Ended(order, endsAt, code, null);
        }

        /**
         * An answer was believed.
         *
         * @param patience how long the browser may take to go on
         * @param flow in which the wallet answered
         */
        Presented presented(PresentedSubject subject, Answered answered, Duration patience, WalletFlow flow) {
            return new Presented(order, answered.at().plus(patience), subject, answered, flow, false, null);
        }

        /**
         * An answer was believed, and the browser goes on after the person has typed the code that the wallet's device shows. For an
         * earlier version, which knows of no codes, it is as if that device were the browser's: it lets nobody go on by itself.
         */
        Presented awaiting(MatchCode code, PresentedSubject subject, Answered answered, Duration patience) {
            var endsAt = answered.at().plus(patience);
            return new Presented(
                    order, endsAt, subject, answered, WalletFlow.SAME_DEVICE, false, code.awaitedIn(order));
        }
    }

    /**
     * The wallet has answered; the browser that started the login goes on.
     *
     * @param subject what was proved
     * @param answered when, and what the wallet was told
     * @param flow in which the wallet answered
     * @param returned whether the wallet has brought that code back into this browser, or its owner the one that it shows
     * @param match what its owner has to type; null where nothing is to be typed, or nothing any more
     */
    record Presented(
            LoginOrder order,
            Instant endsAt,
            PresentedSubject subject,
            Answered answered,
            WalletFlow flow,
            boolean returned,
            MatchCode.@Nullable Awaited match)
            implements WalletLogin {

        /**
         * Somebody is known by their browser's session, and only has to agree.
         *
         * @param responseCode nobody is told it
         */
        static Presented before(LoginOrder order, Instant endsAt, BrowserSession session, String responseCode) {
            return new Presented(
                    order,
                    endsAt,
                    session.subject(),
                    new Answered(session.at(), Digest.of(responseCode), true),
                    WalletFlow.SAME_DEVICE,
                    true,
                    null);
        }

        /** Whether the browser may go on now: save in the cross-device flow not before a code was brought into it. */
        boolean mayGoOn() {
            return returned || flow == WalletFlow.CROSS_DEVICE;
        }

        /** The code was brought into this browser. */
        Presented broughtBack() {
            return new Presented(order, endsAt, subject, answered, flow, true, null);
        }

        /** Another code was typed than the one that is awaited: a number of them end the login. */
        WalletLogin mistyped(MatchCode.Awaited awaited, String code) {
            var after = awaited.afterAWrongOne();
            return after.triesLeft() == 0
                    ? ended(code)
                    : new Presented(order, endsAt, subject, answered, flow, returned, after);
        }

        Completed completed() {
            return new Completed(order, endsAt, subject, answered);
        }
    }

    /**
     * The person is signed in, for the one authorization request this login is about.
     *
     * @param subject what was proved
     * @param answered when, and what the wallet was told
     */
    record Completed(LoginOrder order, Instant endsAt, PresentedSubject subject, Answered answered)
            implements WalletLogin {}

    /**
     * Nothing more happens.
     *
     * @param reason stable code; {@code completed} where a code was issued
     * @param answered the answer that was believed; null where none was
     */
    record Ended(
            LoginOrder order,
            Instant endsAt,
            String reason,
            @Nullable Answered answered) implements WalletLogin {

        static final String COMPLETED = "completed";
    }

    /** Over, wherever it was. */
    default Ended ended(String reason) {
        return new Ended(order(), endsAt(), reason, answer().orElse(null));
    }
}
