package dev.verifier.server.wallet;

import dev.verifier.server.configuration.Capacity;
import dev.verifier.server.configuration.Surface;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells waiting browsers what happened to their login. Nothing that is told is worth anything to anybody else: no code, no URL of a
 * client, only that something happened and a path of ours. Thread-safe.
 */
final class LoginEvents implements SmartLifecycle {

    private final ConcurrentMap<String, Set<Waiting>> waiting = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, AtomicLong> perAddress = new ConcurrentHashMap<>();
    private final AtomicLong open;
    private volatile boolean running;
    private final Capacity all;
    private final Capacity ofAnAddress;
    private final Surface surface;

    LoginEvents(Capacity all, Capacity ofAnAddress, Surface surface, MeterRegistry registry) {
        this.all = all;
        this.ofAnAddress = ofAnAddress;
        this.surface = surface;
        this.open = Objects.requireNonNull(registry.gauge("verifier.events.open", new AtomicLong()));
    }

    private record Waiting(SseEmitter emitter, String login, String address) {}

    /** A channel for one more browser; nothing where there is no room for it. */
    Optional<SseEmitter> wait(LoginOrder order, String address, Duration longest) {
        var ofAddress = perAddress.computeIfAbsent(address, _ -> new AtomicLong());
        if (!running || !all.admits(open.get()) || !ofAnAddress.admits(ofAddress.get())) {
            return Optional.empty();
        }
        var one = new Waiting(new SseEmitter(longest.toMillis()), order.id(), address);
        open.incrementAndGet();
        ofAddress.incrementAndGet();
        waiting.computeIfAbsent(order.id(), _ -> ConcurrentHashMap.newKeySet()).add(one);
        one.emitter().onCompletion(() -> leave(one));
        one.emitter().onTimeout(() -> {
            send(one, "expired", "");
            one.emitter().complete();
        });
        one.emitter().onError(_ -> leave(one));
        return Optional.of(one.emitter());
    }

    private void leave(Waiting one) {
        var others = waiting.get(one.login());
        if (others != null && others.remove(one)) {
            waiting.computeIfPresent(one.login(), (_, left) -> left.isEmpty() ? null : left);
            open.decrementAndGet();
            perAddress.computeIfPresent(one.address(), (_, count) -> count.decrementAndGet() == 0 ? null : count);
        }
    }

    void scanned(LoginOrder order) {
        tell(order.id(), "scanned", "");
    }

    void checking(LoginOrder order) {
        tell(order.id(), "checking", "");
    }

    void refused(LoginOrder order, String code) {
        tell(order.id(), "failed", code);
    }

    /** @param crossDevice whether the browser may go on without the wallet's coming back to it */
    void presented(LoginOrder order, boolean crossDevice) {
        if (crossDevice) {
            tell(order.id(), "redirect", onward(order));
        }
    }

    /** Sends every browser away, to come again where there is somebody: a server that stops must not wait for them. */
    void close() {
        waiting.values()
                .forEach(browsers -> browsers.forEach(one -> one.emitter().complete()));
    }

    /** Keeps every channel open past proxies that close silent ones. */
    void heartbeat() {
        waiting.values().forEach(browsers -> browsers.forEach(one -> send(one, "heartbeat", "")));
    }

    private void tell(String login, String event, String data) {
        waiting.getOrDefault(login, Set.of()).forEach(one -> send(one, event, data));
    }

    private void send(Waiting one, String event, String data) {
        try {
            one.emitter().send(SseEmitter.event().name(event).data(data));
        } catch (IOException | IllegalStateException e) {
            leave(one); // the browser is gone
        }
    }

    @Override
    public void start() {
        running = true;
    }

    /** Browsers are let go before the server waits for its last requests, which theirs would be; they ask again when it is back. */
    @Override
    public void stop() {
        running = false;
        waiting.values()
                .forEach(browsers -> browsers.forEach(one -> one.emitter().complete()));
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server, which stops from {@code Integer.MAX_VALUE - 1024} on. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    private String onward(LoginOrder order) {
        return surface.path(Surface.LOGIN + "/" + order.id() + "/continue");
    }

    /** For one browser, what it missed before it came. */
    Map.Entry<String, String> state(WalletLogin login, boolean crossDevice) {
        return switch (login) {
            case WalletLogin.Requested requested -> Map.entry(requested.fetched() ? "scanned" : "heartbeat", "");
            case WalletLogin.Presented presented ->
                crossDevice ? Map.entry("redirect", onward(presented.order())) : Map.entry("heartbeat", "");
            case WalletLogin.Completed _ -> Map.entry("expired", "");
            case WalletLogin.Ended ended ->
                ended.reason().equals(WalletLogin.Ended.COMPLETED)
                        ? Map.entry("expired", "")
                        : Map.entry("failed", ended.reason());
        };
    }
}
