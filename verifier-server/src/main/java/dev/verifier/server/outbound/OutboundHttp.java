package dev.verifier.server.outbound;

import dev.verifier.server.audit.EventLog;
import dev.verifier.server.audit.VerifierEvent;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.entity.UrlEncodedFormEntity;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.http.client.FilteredHostException;

/**
 * The only HTTP client of the server: https, no redirects, no private addresses, one deadline, bounded answers, a bounded number
 * of connections to each host. The address that is judged is the address that is connected to. Thread-safe.
 */
public final class OutboundHttp implements AutoCloseable {

    /** Where a request goes before the policy has looked at its target: not every URI is one that the client takes. */
    private static final URI NOWHERE = URI.create("/");

    private static final Set<Integer> TAKEN = Set.of(HttpStatus.SC_OK, HttpStatus.SC_NO_CONTENT);

    private final EgressPolicy policy;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("outbound-deadlines").factory());
    private final EventLog events;
    private final AtomicReference<@Nullable SaidDate> date = new AtomicReference<>();

    /**
     * What somebody said the time is.
     *
     * @param host who said it
     * @param text of the header {@code Date} (RFC 9110 §6.6.1)
     */
    public record SaidDate(String host, String text) {}

    private OutboundHttp(EgressPolicy policy, CloseableHttpClient client, EventLog events) {
        this.policy = policy;
        this.client = client;
        this.events = events;
    }

    public static OutboundHttp open(EgressPolicy policy, EventLog events) {
        return new OutboundHttp(policy, EgressClient.of(policy), events);
    }

    @Override
    public void close() throws IOException {
        deadlines.shutdownNow();
        client.close();
    }

    /** How long one fetch may take altogether. */
    public Duration longest() {
        return policy.totalTimeout();
    }

    /** The date in the last answer, once; empty where there was none since. */
    public Optional<SaidDate> takeDate() {
        return Optional.ofNullable(date.getAndSet(null));
    }

    /** A document of ordinary size. */
    public Answer document(URI target) {
        return fetch(target, new HttpGet(NOWHERE), policy.maxBytes());
    }

    /**
     * A document of a kind.
     *
     * @param accepted the media types that are asked for (RFC 9110 §12.5.1)
     * @param maxBytes the largest that is read
     */
    public Answer document(URI target, String accepted, long maxBytes) {
        var request = new HttpGet(NOWHERE);
        request.setHeader(HttpHeaders.ACCEPT, accepted);
        return fetch(target, request, Math.min(maxBytes, policy.maxBytes()));
    }

    /**
     * A list.
     *
     * @param etag the entity tag of the copy that is known; empty where there is none
     */
    public Answer list(URI target, String etag) {
        var request = new HttpGet(NOWHERE);
        if (!etag.isEmpty()) {
            request.setHeader(HttpHeaders.IF_NONE_MATCH, etag);
        }
        return fetch(target, request, policy.maxListBytes());
    }

    /**
     * A list of a kind.
     *
     * @param accepted the media types that are asked for (RFC 9110 §12.5.1)
     * @param etag the entity tag of the copy that is known; empty where there is none
     */
    public Answer list(URI target, String accepted, String etag) {
        var request = new HttpGet(NOWHERE);
        request.setHeader(HttpHeaders.ACCEPT, accepted);
        if (!etag.isEmpty()) {
            request.setHeader(HttpHeaders.IF_NONE_MATCH, etag);
        }
        return fetch(target, request, policy.maxListBytes());
    }

    /** Posts a form. What comes back is read no further than its status: an empty document where it was taken. */
    public Answer form(URI target, Map<String, String> fields) {
        var request = new HttpPost(NOWHERE);
        request.setEntity(new UrlEncodedFormEntity(
                fields.entrySet().stream()
                        .map(field -> new BasicNameValuePair(field.getKey(), field.getValue()))
                        .toList(),
                StandardCharsets.UTF_8));
        return exchange(target, request, response -> receipt(response, TAKEN));
    }

    /** Pushes a security event token (RFC 8935 §2). What comes back is read no further than its status, which says that it was taken. */
    public Answer event(URI target, String token) {
        var request = new HttpPost(NOWHERE);
        request.setHeader(HttpHeaders.ACCEPT, ContentType.APPLICATION_JSON.getMimeType());
        request.setEntity(new ByteArrayEntity(
                token.getBytes(StandardCharsets.US_ASCII), ContentType.create("application/secevent+jwt")));
        return exchange(target, request, response -> receipt(response, Set.of(HttpStatus.SC_ACCEPTED)));
    }

    /**
     * Asks a program.
     *
     * @param headers that say who asks
     * @param body what is posted, as JSON; null to ask without
     */
    public Answer json(URI target, Map<String, String> headers, byte @Nullable [] body) {
        var request = body == null ? new HttpGet(NOWHERE) : new HttpPost(NOWHERE);
        headers.forEach(request::setHeader);
        if (body != null) {
            request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        }
        return exchange(target, request, response -> answer(response, policy.maxBytes()));
    }

    private Answer fetch(URI target, HttpGet request, long maxBytes) {
        return exchange(target, request, response -> answer(response, maxBytes));
    }

    private Answer exchange(URI target, HttpUriRequestBase request, HttpClientResponseHandler<Answer> reader) {
        var forbidden = policy.forbids(target);
        if (forbidden.isPresent()) {
            return denied(forbidden.get());
        }
        request.setUri(target);
        var late = new AtomicBoolean();
        var deadline = deadlines.schedule(
                () -> {
                    late.set(true);
                    request.cancel();
                },
                policy.totalTimeout().toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            return client.execute(request, response -> {
                var said = response.getFirstHeader(HttpHeaders.DATE);
                date.set(said == null ? null : new SaidDate(target.getHost(), said.getValue()));
                return reader.handleResponse(response);
            });
        } catch (FilteredHostException e) {
            return denied("address");
        } catch (InterruptedIOException e) {
            return new Answer.Failed("timeout");
        } catch (IOException e) {
            return new Answer.Failed(late.get() ? "timeout" : "unreachable");
        } catch (IllegalStateException e) {
            if (late.get()) {
                return new Answer.Failed("timeout"); // let go between getting a connection and using it
            }
            throw e;
        } finally {
            deadline.cancel(false);
        }
    }

    private Answer answer(ClassicHttpResponse response, long maxBytes) throws IOException {
        var status = response.getCode();
        if (status == HttpStatus.SC_NOT_MODIFIED) {
            return new Answer.NotModified();
        }
        if (status == HttpStatus.SC_NOT_FOUND || status == HttpStatus.SC_GONE) {
            return new Answer.NotFound();
        }
        if (status >= 300 && status < 400) {
            return denied("redirect");
        }
        if (status != HttpStatus.SC_OK || response.getEntity() == null) {
            return new Answer.Failed("status " + status);
        }
        // One byte more than allowed tells "too large" from "just fits".
        var body = response.getEntity().getContent().readNBytes((int) Math.min(maxBytes + 1, Integer.MAX_VALUE - 8));
        if (body.length > maxBytes) {
            return denied("size");
        }
        var etag = response.getFirstHeader(HttpHeaders.ETAG);
        return new Answer.Body(body, etag == null ? "" : etag.getValue());
    }

    private Answer receipt(ClassicHttpResponse response, Set<Integer> taken) {
        var status = response.getCode();
        if (status >= 300 && status < 400) {
            return denied("redirect");
        }
        return taken.contains(status) ? new Answer.Body(new byte[0], "") : new Answer.Failed("status " + status);
    }

    private Answer denied(String reason) {
        events.publish(new VerifierEvent.OutboundDenied(reason));
        return new Answer.Failed(reason + " denied");
    }
}
