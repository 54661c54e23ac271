package dev.verifier.server.limit;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long one request asks the database. Each of its questions may be answered slowly, and whoever asks several waits for their sum,
 * longer than clients and proxies do (half a minute). What was begun is finished; what comes next is refused, so that the request is
 * told to come back. What nobody waits for has all the time it wants. Thread-safe.
 */
public final class Patience {

    private static final ScopedValue<Patience> OF_THIS_REQUEST = ScopedValue.newInstance();

    private final Duration longest;
    private final AtomicLong first = new AtomicLong();

    private Patience(Duration longest) {
        this.longest = longest;
    }

    /**
     * Within it there is an end to what one request waits for.
     *
     * @param longest from the first question on
     */
    public static Filter filter(Duration longest) {
        return (request, response, chain) -> {
            try {
                ScopedValue.where(OF_THIS_REQUEST, new Patience(longest)).call(() -> {
                    chain.doFilter(request, response);
                    return null;
                });
            } catch (IOException | ServletException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new ServletException(e);
            }
        };
    }

    /** Does what others wait for, too, however long this request has waited for other things before. */
    public static void anew(Runnable work) {
        if (OF_THIS_REQUEST.isBound()) {
            ScopedValue.where(OF_THIS_REQUEST, new Patience(OF_THIS_REQUEST.get().longest))
                    .run(work);
        } else {
            work.run();
        }
    }

    /** Whether this request asked its first question too long ago to ask another. */
    public static boolean isSpent() {
        return OF_THIS_REQUEST.isBound() && OF_THIS_REQUEST.get().hasEnded();
    }

    private boolean hasEnded() {
        return first.get() != 0 && System.nanoTime() - first.get() > longest.toNanos();
    }

    /** Says that a question can be asked now; the first one counts. */
    public static void began() {
        if (OF_THIS_REQUEST.isBound()) {
            OF_THIS_REQUEST.get().first.compareAndSet(0, System.nanoTime() | 1);
        }
    }
}
