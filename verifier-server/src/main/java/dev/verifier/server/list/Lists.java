package dev.verifier.server.list;

import dev.verifier.server.audit.EventLog;
import dev.verifier.server.outbound.OutboundHttp;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

/**
 * All lists of the server: opens them, reads them again by interval, and knows how old they are. A list that was never loaded is
 * asked for every few seconds.
 */
public final class Lists implements SmartLifecycle {

    private static final Duration IMPATIENCE = Duration.ofSeconds(5);

    private final OutboundHttp http;
    private final EventLog events;
    private final Clock clock;
    private final MeterRegistry registry;
    private final @Nullable Path copies;
    private final long maxBytes;
    private final Duration interval;
    private final List<LatestGood<?>> open = new CopyOnWriteArrayList<>();
    private final SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler();
    private final List<Future<?>> tasks = new CopyOnWriteArrayList<>();
    private volatile boolean running;

    Lists(
            OutboundHttp http,
            EventLog events,
            Clock clock,
            MeterRegistry registry,
            @Nullable Path copies,
            long maxBytes,
            Duration interval) {
        this.http = http;
        this.events = events;
        this.clock = clock;
        this.registry = registry;
        this.copies = copies;
        this.maxBytes = maxBytes;
        this.interval = interval;
        scheduler.setVirtualThreads(true);
        scheduler.setThreadNamePrefix("lists-");
    }

    /** Those of somebody who looks once: nothing is kept, and nothing is read again. */
    public static Lists once(OutboundHttp http, EventLog events, Clock clock, MeterRegistry registry, long maxBytes) {
        return new Lists(http, events, clock, registry, null, maxBytes, IMPATIENCE);
    }

    /**
     * Opens a list at {@code file:} or {@code https:} and reads it once. A local list that cannot be used fails the start.
     *
     * @param property the configuration property that names the location, for the message
     */
    public <T> LatestGood<T> open(
            String name, String property, String location, Function<byte[], ListReading<T>> reader) {
        return open(name, property, source(property, location), reader);
    }

    /** Opens a list that is read from several files or folders. */
    public <T> LatestGood<T> open(
            String name, String property, List<Path> paths, Function<byte[], ListReading<T>> reader) {
        return open(name, property, new FileSource(paths, maxBytes), reader);
    }

    /**
     * Opens a list that has signed editions, of which an older one never takes the place of a newer one.
     *
     * @param editions the older one comes first
     */
    public <T> LatestGood<T> open(
            String name,
            String property,
            String location,
            Function<byte[], ListReading<T>> reader,
            Comparator<? super T> editions) {
        return open(name, property, source(property, location), reader, editions);
    }

    private <T> LatestGood<T> open(
            String name, String property, ListSource source, Function<byte[], ListReading<T>> reader) {
        return open(name, property, source, reader, null);
    }

    private <T> LatestGood<T> open(
            String name,
            String property,
            ListSource source,
            Function<byte[], ListReading<T>> reader,
            @Nullable Comparator<? super T> editions) {
        var copy = new LastGoodCopy(copies == null ? null : copies.resolve(name + ".last-good"));
        var list = new LatestGood<>(name, source, reader, copy, events, clock, editions);
        var problem = list.refresh();
        if (problem.isPresent() && source.local()) {
            throw new InvalidConfigurationPropertyValueException(property, source.location(), problem.get());
        }
        TimeGauge.builder("verifier.list.age", list, TimeUnit.MILLISECONDS, this::ageMillis)
                .tag("list", name)
                .register(registry);
        open.add(list);
        return list;
    }

    private ListSource source(String property, String location) {
        try {
            return ListSource.at(location, http, maxBytes);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationPropertyValueException(
                    property, location, Objects.requireNonNullElse(e.getMessage(), "it is no location"));
        }
    }

    private double ageMillis(LatestGood<?> list) {
        return list.loaded() ? Duration.between(list.asOf(), clock.instant()).toMillis() : Double.NaN;
    }

    /** The lists, in the order in which they were opened. */
    public List<LatestGood<?>> all() {
        return List.copyOf(open);
    }

    @Override
    public void start() {
        running = true;
        for (var list : open) {
            var refreshes = scheduler.scheduleWithFixedDelay(
                    list::refresh, clock.instant().plus(interval), interval);
            var attempts = scheduler.scheduleWithFixedDelay(
                    () -> insist(list), clock.instant().plus(IMPATIENCE), IMPATIENCE);
            tasks.addAll(List.of(refreshes, attempts));
        }
    }

    private static void insist(LatestGood<?> list) {
        if (!list.loaded()) {
            list.refresh();
        }
    }

    @Override
    public void stop() {
        running = false;
        tasks.forEach(task -> task.cancel(false));
        scheduler.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
