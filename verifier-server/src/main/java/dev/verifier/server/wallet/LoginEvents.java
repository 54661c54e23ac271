package dev.verifier.server.wallet;

import dev.verifier.server.configuration.Capacity;
import dev.verifier.server.configuration.Surface;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells waiting browsers what happened to their login. Nothing that is told is worth anything to anybody else: no code, no URL of a
 * client, only that something happened and a path of ours. Thread-safe.
 */
final class LoginEvents {

    /** A channel is opened anew so often: nothing else tells a browser that is gone from one that hears. */
    static final Duration LONGEST = Duration.ofSeconds(45);

    private final ConcurrentMap<String, Set<Waiting>> waiting = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Long> perAddress = new ConcurrentHashMap<>();
    private final AtomicLong open;
    private volatile boolean closed;
    private final Capacity all;
    private final Capacity ofAnAddress;
    private final Surface surface;

    LoginEvents(Capacity all, Capacity ofAnAddress, Surface surface, MeterRegistry registry) {
        this.all = all;
        this.ofAnAddress = ofAnAddress;
        this.surface = surface;
        this.open = Objects.requireNonNull(registry.gauge("verifier.events.open", new AtomicLong()));
    }

    /**
     * A browser that waits.
     *
     * @param until when it is to come anew, by {@link System#nanoTime}
     * @param forGood whether its login ends with that
     */
    private record Waiting(EventChannel channel, String login, String address, long until, boolean forGood) {}

    /**
     * A channel for one more browser; nothing where there is no room for it.
     *
     * @param left how long its login still takes
     */
    Optional<EventChannel> wait(LoginOrder order, String address, Duration left) {
        var before = open.getAndIncrement();
        var ofAddress = perAddress.merge(address, 1L, Long::sum) - 1;
        if (closed || !all.admits(before) || !ofAnAddress.admits(ofAddress)) {
            release(address);
            return Optional.empty();
        }
        var forGood = left.compareTo(LONGEST) < 0;
        var until = System.nanoTime() + (forGood ? left : LONGEST).toNanos();
        var channel = new EventChannel();
        var one = new Waiting(channel, order.id(), address, until, forGood);
        channel.whenGone(() -> leave(one));
        waiting.compute(order.id(), (_, others) -> with(others, one));
        if (closed) { // since the look above
            leave(one);
            return Optional.empty();
        }
        send(one, comeBack(order.id()));
        return Optional.of(channel);
    }

    /** Soon, and not all at once. */
    private static String comeBack(String login) {
        return "retry:" + (500 + Math.floorMod(login.hashCode(), 1_500)) + "\n\n";
    }

    /** Whether browsers are to wait elsewhere, since this server stops. */
    boolean isClosed() {
        return closed;
    }

    /** What a browser is told that is to ask again before long. */
    static String comeBack(LoginOrder order) {
        return comeBack(order.id());
    }

    /** A channel that its browser was not given after all. */
    void abandon(LoginOrder order, EventChannel channel) {
        waiting.getOrDefault(order.id(), Set.of()).stream()
                .filter(one -> one.channel().equals(channel))
                .forEach(this::leave);
    }

    /** In one step with whoever leaves: they would take a set away that somebody else has just been put into. */
    private static Set<Waiting> with(@Nullable Set<Waiting> others, Waiting one) {
        Set<Waiting> all = others == null ? ConcurrentHashMap.newKeySet() : others;
        all.add(one);
        return all;
    }

    private void leave(Waiting one) {
        waiting.computeIfPresent(one.login(), (_, others) -> {
            if (others.remove(one)) {
                release(one.address());
            }
            return others.isEmpty() ? null : others;
        });
    }

    private void release(String address) {
        open.decrementAndGet();
        perAddress.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
    }

    void scanned(LoginOrder order) {
        tell(order.id(), "scanned", "");
    }

    void checking(LoginOrder order) {
        tell(order.id(), "checking", "");
    }

    /** @param triesLeft how many answers may still be refused: the event's id, so that it can be told twice and counts once */
    void refused(LoginOrder order, String code, int triesLeft) {
        waiting.getOrDefault(order.id(), Set.of()).forEach(one -> send(one, refusal(code, triesLeft)));
    }

    private static String refusal(String code, int triesLeft) {
        return "event:failed\ndata:" + code + "\nid:" + triesLeft + "\n\n";
    }

    private static String event(String name, String data) {
        return "event:" + name + "\ndata:" + data + "\n\n";
    }

    void presented(WalletLogin.Presented login) {
        waiting.getOrDefault(login.order().id(), Set.of()).forEach(one -> send(one, onward(login)));
    }

    /** Ends every channel, for which a server that stops would wait; browsers open another as soon as there is one. */
    void close() {
        closed = true;
        each(one -> {
            send(one, comeBack(one.login()));
            one.channel().end();
        });
    }

    /** Each by itself: one that is slow to hear is nobody else's delay. */
    private void each(Consumer<Waiting> tell) {
        waiting.values()
                .forEach(browsers -> browsers.forEach(one -> Thread.startVirtualThread(() -> tell.accept(one))));
    }

    /** Ends the channels whose time is over. */
    void endThoseWhoWaitedLong() {
        var now = System.nanoTime();
        waiting.values()
                .forEach(browsers -> browsers.stream()
                        .filter(one -> now - one.until() >= 0)
                        .forEach(one -> Thread.startVirtualThread(() -> end(one))));
    }

    private void end(Waiting one) {
        if (one.forGood()) {
            send(one, event("expired", ""));
        }
        one.channel().end();
        leave(one);
    }

    /** Keeps every channel open past proxies that close silent ones. */
    void heartbeat() {
        each(one -> send(one, event("heartbeat", "")));
    }

    /** The logins for which browsers wait here. */
    Set<String> waitedFor() {
        return Collections.unmodifiableSet(waiting.keySet());
    }

    /** What a login is now, after something happened to it elsewhere; whoever knows it already takes no harm. */
    void tell(WalletLogin login, LoginRules rules, Instant at) {
        waiting.getOrDefault(login.order().id(), Set.of()).forEach(one -> send(one, state(login, rules, at)));
    }

    private void tell(String login, String event, String data) {
        waiting.getOrDefault(login, Set.of()).forEach(one -> send(one, event(event, data)));
    }

    private void send(Waiting one, String event) {
        try {
            one.channel().send(event);
        } catch (IOException | IllegalStateException e) {
            one.channel().end(); // the browser is gone
            leave(one);
        }
    }

    /** How it goes on: by itself, after a code was typed on our page, or where the wallet leads. */
    private String onward(WalletLogin.Presented login) {
        var page = surface.path(Surface.LOGIN + "/" + login.order().id());
        if (login.match() != null) {
            return event("match", page);
        }
        return login.mayGoOn() ? event("redirect", page + "/continue") : event("returning", "");
    }

    /** For one browser, what it missed before it came. */
    String state(WalletLogin login, LoginRules rules, Instant at) {
        if (login.isOver(at) && !(login instanceof WalletLogin.Ended)) {
            return event("expired", "");
        }
        return switch (login) {
            case WalletLogin.Requested requested
            when requested.lastRefusal() != null ->
                refusal(requested.lastRefusal(), rules.mostRefusals() - requested.refusals());
            case WalletLogin.Requested requested -> event(requested.fetched() ? "scanned" : "heartbeat", "");
            case WalletLogin.Presented presented -> onward(presented);
            case WalletLogin.Completed _ -> event("expired", "");
            case WalletLogin.Ended ended
            when ended.reason().equals(WalletLogin.Ended.COMPLETED) -> event("expired", "");
            case WalletLogin.Ended ended -> refusal(ended.reason(), 0);
        };
    }
}
