package dev.verifier.client;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.security.oauth2.core.OAuth2AccessToken;

/**
 * The access token of this machine, always one that is good: obtained when it is first wanted, kept, and replaced before it ends. Only one
 * request for a token is under way at a time, however many want one; while a good token is being replaced, it goes on being used.
 * Added to a {@code RestClient} ({@code requestInterceptor}) it sends the token along. Thread-safe.
 */
public final class MachineTokens implements ClientHttpRequestInterceptor {

    /** An API that refuses a token as young as this would refuse the next one, too. */
    private static final Duration YOUNG = Duration.ofMinutes(1);

    private static final Duration RETRY = Duration.ofSeconds(10);

    private final Supplier<OAuth2AccessToken> source;
    private final Duration renewBefore;
    private final Clock clock;
    private final AtomicReference<@Nullable MachineToken> held = new AtomicReference<>();
    private final AtomicReference<@Nullable CompletableFuture<MachineToken>> underWay = new AtomicReference<>();
    private volatile Instant retryFrom = Instant.MIN;

    /**
     * Tokens from somewhere.
     *
     * @param source where they come from
     * @param renewBefore how long before its end a token is replaced
     */
    MachineTokens(Supplier<OAuth2AccessToken> source, Duration renewBefore, Clock clock) {
        this.source = source;
        this.renewBefore = renewBefore;
        this.clock = clock;
    }

    /**
     * A token that is good now.
     *
     * @throws org.springframework.security.oauth2.core.OAuth2AuthorizationException if Verifier gives none, with the reason
     */
    public String value() {
        var now = clock.instant();
        var token = held.get();
        if (token == null || token.hasEnded(now)) {
            return obtain(token).value();
        }
        if (token.shouldBeRenewed(now) && !now.isBefore(retryFrom) && underWay.get() == null) {
            return renewed(token, now).value();
        }
        return token.value();
    }

    /** The old one is still good: that there is no new one yet is no reason to fail. */
    private MachineToken renewed(MachineToken token, Instant now) {
        try {
            return obtain(token);
        } catch (RuntimeException e) {
            retryFrom = now.plus(RETRY);
            return token;
        }
    }

    /** @param known the token that will not do */
    private MachineToken obtain(@Nullable MachineToken known) {
        var mine = new CompletableFuture<MachineToken>();
        var others = underWay.compareAndExchange(null, mine);
        if (others != null) {
            return outcome(others);
        }
        try {
            var latest = held.get();
            if (latest == null || latest.equals(known)) {
                latest = MachineToken.of(source.get(), renewBefore, clock.instant());
                held.set(latest);
            }
            mine.complete(latest);
            return latest;
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            underWay.set(null);
        }
    }

    private static MachineToken outcome(CompletableFuture<MachineToken> others) {
        try {
            return others.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    /** What an API has refused is not sent again, unless it is quite new. */
    void refused(String value) {
        held.updateAndGet(token -> token != null && token.value().equals(value) && !isYoung(token) ? null : token);
    }

    private boolean isYoung(MachineToken token) {
        return clock.instant().isBefore(token.obtained().plus(YOUNG));
    }

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        var token = value();
        request.getHeaders().setBearerAuth(token);
        var response = execution.execute(request, body);
        if (response.getStatusCode().isSameCodeAs(HttpStatus.UNAUTHORIZED)) {
            refused(token);
        }
        return response;
    }
}
