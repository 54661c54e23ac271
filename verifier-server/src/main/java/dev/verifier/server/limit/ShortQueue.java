package dev.verifier.server.limit;

import dev.verifier.server.configuration.Surface;
import dev.verifier.server.error.ErrorAnswers;
import dev.verifier.server.error.Refusal;
import dev.verifier.server.error.RequestFacts;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * In front of everything that needs the database: where it is away, or many wait for it already, the next is sent away at once and told
 * when to come back (RFC 9110 §15.6.4), before any work was done for it. What needs no database is never asked to wait.
 */
final class ShortQueue extends OncePerRequestFilter {

    /** More than come in the busiest second, and so few that all of them are answered within the time one may wait. */
    static final int LONGEST = 1_000;

    private static final String ASSETS = Surface.LOGIN + "/assets/";

    private final ErrorAnswers answers;
    private final IntSupplier waiting;
    private final BooleanSupplier inVain;

    /**
     * Looks each time.
     *
     * @param waiting how many wait for the database at this moment
     * @param inVain whether they do so in vain
     */
    ShortQueue(ErrorAnswers answers, IntSupplier waiting, BooleanSupplier inVain) {
        this.answers = answers;
        this.waiting = waiting;
        this.inVain = inVain;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return (waiting.getAsInt() < LONGEST && !inVain.getAsBoolean())
                || endpoint(request).isEmpty();
    }

    private static Optional<String> endpoint(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.startsWith(ASSETS)
                ? Optional.empty()
                : Stream.of(
                                Surface.AUTHORIZE,
                                Surface.PAR,
                                Surface.TOKEN,
                                Surface.USERINFO,
                                Surface.INTROSPECT,
                                Surface.REVOKE,
                                Surface.LOGOUT,
                                Surface.WALLET_REQUEST,
                                Surface.WALLET_RESPONSE,
                                Surface.LOGIN)
                        .filter(endpoint -> path.equals(endpoint) || path.startsWith(endpoint + "/"))
                        .findFirst();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        new RequestFacts(endpoint(request).orElseThrow(), "", "").keepWith(request);
        answers.refuse(request, response, Refusal.OUT_OF_ORDER);
    }
}
