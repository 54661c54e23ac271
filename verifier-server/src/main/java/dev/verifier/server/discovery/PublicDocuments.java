package dev.verifier.server.discovery;

import dev.verifier.server.configuration.Surface;
import dev.verifier.server.key.PublishedKeys;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.filter.ServerHttpObservationFilter;

/**
 * What everybody may read and most callers read first, from memory: the metadata, and the key set, which is written anew in the moment in which its
 * keys change. Whoever has it is told so (RFC 9110 §13.1.2). It looks at the path and the method; whatever is not quite one of these goes on to
 * Spring, whose endpoint for keys says the same. It counts them in {@code http.server.requests} where nothing else does. Thread-safe.
 */
final class PublicDocuments implements Filter {

    /** They say nothing for a while that was not so before, but for new versions of us and other configurations. */
    private static final String FOR_MINUTES = "max-age=300, public";

    /** To be kept, and asked for each time: an unknown key is looked for here. */
    private static final String ASK_AGAIN = "no-cache";

    private static final String NONE = "none";

    private final Document metadata;
    private final PublishedKeys published;
    private final MeterRegistry meters;
    private final Map<Answered, Timer> timers = new ConcurrentHashMap<>();
    private final Clock clock;
    private final HstsHeaderWriter transportSecurity = new HstsHeaderWriter();

    /** The key set, and the text that it was made of. */
    private record Written(String text, Document document) {}

    /** What is told apart of what was answered. */
    private record Answered(String path, String method, int status) {}

    private volatile Written keys;

    PublicDocuments(VerifierMetadata metadata, PublishedKeys published, MeterRegistry meters, Clock clock) {
        this.metadata = Document.of(metadata.document(), FOR_MINUTES);
        this.published = published;
        this.meters = meters;
        this.clock = clock;
        this.keys = written(published.text(clock.instant()));
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var read = (HttpServletRequest) request;
        var document = isRead(read) ? document(read.getRequestURI()) : null;
        if (document == null) {
            chain.doFilter(request, response);
            return;
        }
        var started = Timer.start(meters);
        var written = (HttpServletResponse) response;
        write(document, read, written);
        if (ServerHttpObservationFilter.findObservationContext(read).isEmpty()) {
            started.stop(timers.computeIfAbsent(
                    new Answered(read.getRequestURI(), read.getMethod(), written.getStatus()), this::timer));
        }
    }

    /** Whether this is a request that is answered here. */
    static boolean areAsked(HttpServletRequest request) {
        return isRead(request)
                && switch (request.getRequestURI()) {
                    case Surface.OPENID_CONFIGURATION, Surface.AUTHORIZATION_SERVER, Surface.JWKS -> true;
                    default -> false;
                };
    }

    /** With the labels that observations have. */
    private Timer timer(Answered answered) {
        return Timer.builder("http.server.requests")
                .tag("error", NONE)
                .tag("exception", NONE)
                .tag("method", answered.method())
                .tag("outcome", answered.status() == HttpServletResponse.SC_OK ? "SUCCESS" : "REDIRECTION")
                .tag("status", String.valueOf(answered.status()))
                .tag("uri", answered.path())
                .register(meters);
    }

    private void write(Document document, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.CACHE_CONTROL, document.caching());
        transportSecurity.writeHeaders(request, response);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("X-XSS-Protection", "0");
        if (new ServletWebRequest(request, response).checkNotModified(document.tag())) {
            return;
        }
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(document.content().length);
        if (request.getMethod().equals("GET")) {
            response.getOutputStream().write(document.content());
        }
    }

    private static boolean isRead(HttpServletRequest request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }

    private @Nullable Document document(String path) {
        return switch (path) {
            case Surface.OPENID_CONFIGURATION, Surface.AUTHORIZATION_SERVER -> metadata;
            case Surface.JWKS -> keys();
            default -> null;
        };
    }

    private Document keys() {
        var text = published.text(clock.instant());
        var last = keys;
        if (!last.text().equals(text)) {
            last = written(text);
            keys = last;
        }
        return last.document();
    }

    private static Written written(String text) {
        return new Written(text, Document.of(text.getBytes(StandardCharsets.UTF_8), ASK_AGAIN));
    }
}
