package dev.verifier.server.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.audit.EventLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Keys are looked after, whatever else goes wrong or takes long. */
@Timeout(60)
class KeyUpkeepTests {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final EventLog events = EventLog.of(Clock.systemUTC(), registry);
    private final AtomicInteger asked = new AtomicInteger();

    /** Nobody signs with it; what is done when it looks for keys is all there is to it. */
    private record Looking(Runnable look) implements KeyRing {

        @Override
        public SigningKeys at(Instant at) {
            throw new AssertionError("nobody signs here");
        }

        @Override
        public void refresh(Instant at) {
            look.run();
        }
    }

    private KeyUpkeep upkeep(Runnable... looks) {
        var watch = new VouchingWatch(new WalletIdentities(List.of()), events, registry, Clock.systemUTC());
        var rings = List.of(looks).stream().<KeyRing>map(Looking::new).toList();
        return new KeyUpkeep(rings, watch, events, Clock.systemUTC());
    }

    @Test
    void a_ring_that_fails_keeps_no_other_from_it_and_is_told_of() {
        var upkeep = upkeep(
                () -> {
                    throw new IllegalStateException("the module is away");
                },
                asked::incrementAndGet);

        upkeep.refresh();

        assertThat(asked).hasValue(1);
        assertThat(registry.get("verifier.upkeep.failed")
                        .tag("problem", "IllegalStateException")
                        .counter()
                        .count())
                .isOne();
    }

    @Test
    void who_comes_while_another_looks_leaves_it_to_that_one() throws Exception {
        var looks = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var upkeep = upkeep(() -> {
            asked.incrementAndGet();
            looks.countDown();
            await(goOn);
        });
        var other = Thread.startVirtualThread(upkeep::refresh);
        looks.await();

        upkeep.refresh();
        assertThat(asked).hasValue(1);

        goOn.countDown();
        other.join();
        upkeep.refresh();
        assertThat(asked).hasValue(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
