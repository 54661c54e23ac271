package dev.verifier.server;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The time between being told to stop and stopping: not ready any more, but at work, until whoever sends requests has noticed. Before
 * everything else stops; each answer then ends its connection, so that the next request is another server's. Thread-safe.
 */
final class Drain implements SmartLifecycle {

    private final Duration time;
    private volatile boolean running;
    private volatile boolean underWay;

    Drain(Duration time) {
        this.time = time;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop(Runnable done) {
        underWay = true;
        Thread.ofVirtual().name("drain").start(() -> {
            try {
                Thread.sleep(time);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                running = false;
                done.run();
            }
        });
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Says to who keeps a connection that it ends (RFC 9112 §9.6). */
    OncePerRequestFilter filter() {
        return new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                if (underWay) {
                    response.setHeader(HttpHeaders.CONNECTION, "close");
                }
                chain.doFilter(request, response);
            }
        };
    }
}
