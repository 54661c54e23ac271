package dev.verifier.server.wallet;

import dev.verifier.server.error.Refusal;
import dev.verifier.server.request.AskedParameters;
import dev.verifier.server.request.AskedParameters.Kept;
import dev.verifier.server.request.PushedRequests;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which login a request that is kept has led to (RFC 9126 §7.3): one. The browser that began it comes back to it as often as it
 * likes, and may begin again where the client was told nothing yet; to every other browser the request is used. Thread-safe.
 *
 * @param requests those that are kept
 * @param logins what became of them
 * @param browsers who began which
 * @param patience how long a browser may come back
 */
record RequestClaims(PushedRequests requests, WalletLogins logins, BrowserCookie browsers, Duration patience) {

    /** How a login ends of which the client has heard. */
    private static final Set<String> TOLD =
            Set.of(WalletLogin.Ended.COMPLETED, Refusal.LOGIN_CANCELLED.code(), Refusal.LOGIN_EXPIRED.code());

    /** What a request may lead to. */
    sealed interface Way permits Free, Open, Used {}

    /** A login may begin. */
    record Free() implements Way {}

    /** The login that this browser has begun goes on. */
    record Open(LoginOrder order) implements Way {}

    /** There was one, and there will be no other. */
    record Used() implements Way {}

    Way way(HttpServletRequest request, Instant at) {
        var begun = kept(request).flatMap(kept -> Optional.ofNullable(kept.login()));
        if (begun.isEmpty()) {
            return new Free();
        }
        return logins.byId(begun.get())
                .map(WalletLogins.Kept::login)
                .filter(login -> browsers.secret(login, request).isPresent())
                .map(login -> way(login, at))
                .orElseGet(Used::new);
    }

    private static Way way(WalletLogin login, Instant at) {
        return switch (login) {
            case WalletLogin.Ended ended -> TOLD.contains(ended.reason()) ? new Used() : new Free();
            case WalletLogin.Completed _ -> new Used();
            case WalletLogin.Requested _, WalletLogin.Presented _ ->
                login.isOver(at) ? new Free() : new Open(login.order());
        };
    }

    /** Takes the request for a login; true too where there is nothing to take, since it came with all its parameters. */
    boolean take(HttpServletRequest request, String login, Instant at) {
        return kept(request)
                .map(kept -> requests.take(kept, login, at.plus(patience)))
                .orElse(true);
    }

    private static Optional<Kept> kept(HttpServletRequest request) {
        return AskedParameters.of(request).flatMap(asked -> Optional.ofNullable(asked.kept()));
    }
}
