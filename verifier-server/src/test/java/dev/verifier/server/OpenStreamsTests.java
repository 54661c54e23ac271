package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.verifier.server.configuration.Surface;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** RL-34: ten thousand browsers wait, as many as this process may have connections; a hundred logins go on meanwhile, and then the server stops. */
@Tag("slow")
@Timeout(600)
class OpenStreamsTests {

    private static final int LOGINS = 100;
    private static final int AT_ONCE = 500;

    private final World world = new World();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger led = new AtomicInteger();
    private final AtomicInteger toldToComeBack = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final Semaphore opening = new Semaphore(AT_ONCE);
    private volatile boolean stopped;

    @TempDir
    private Path data;

    @Test
    void ten_thousand_browsers_wait_and_hear_and_go_elsewhere() throws Exception {
        var streams = streams();
        var server = RunningServer.start(
                data,
                world.arguments(
                        "--verifier.login.timeout=10m",
                        "--verifier.limits.waiting-browsers-per-address=unlimited",
                        "--verifier.limits.login-per-address=unlimited",
                        "--verifier.limits.authorize-per-address=unlimited"));
        try (server) {
            var http = server.http();
            var browsers = new ArrayList<Browser>();
            var pages = new ArrayList<String>();
            for (var i = 0; i < LOGINS; i++) {
                browsers.add(new Browser(http));
                pages.add(browsers.getLast().begin(Browser.request()));
            }
            var before = used();
            var began = System.nanoTime();
            for (var i = 0; i < streams; i++) {
                var login = i % LOGINS;
                opening.acquire();
                Thread.startVirtualThread(() -> browse(
                        server.port(), pages.get(login), browsers.get(login).cookieHeader()));
            }
            await(() -> open.get() >= streams);
            var opened = Duration.ofNanos(System.nanoTime() - began);
            var each = (used() - before) / streams;

            var waits = new ArrayList<Duration>();
            for (var i = 0; i < LOGINS / 2; i++) {
                var browser = browsers.get(i);
                assertThat(browser.post(browser.answer(world, world.person, pages.get(i)))
                                .status())
                        .isEqualTo(200);
                var asked = System.nanoTime();
                assertThat(http.get(Surface.JWKS).status()).isEqualTo(200);
                assertThat(server.management().get("/health/liveness").status()).isEqualTo(200);
                waits.add(Duration.ofNanos(System.nanoTime() - asked));
            }
            await(() -> led.get() >= streams / 2);
            waits.sort(null);
            var p95 = waits.get(waits.size() * 95 / 100);

            stopped = true;
            var told = System.nanoTime();
            server.close();
            var closed = Duration.ofNanos(System.nanoTime() - told);
            await(() -> open.get() == 0);

            System.out.printf(
                    "%d streams: open after %d ms, %d bytes each with the browser's end, keys and health p95 %d ms, "
                            + "%d led on, %d refused, stopped within %d ms%n",
                    streams, opened.toMillis(), each, p95.toMillis(), led.get(), refused.get(), closed.toMillis());
            assertThat(refused).hasValue(0);
            assertThat(led.get()).isEqualTo(streams / 2);
            assertThat(toldToComeBack.get()).isGreaterThanOrEqualTo(streams);
            assertThat(p95).isLessThan(Duration.ofSeconds(1));
            assertThat(each).isLessThan(200_000);
            assertThat(closed).isLessThan(Duration.ofSeconds(30));
        }
    }

    /** Each has two ends in this process. */
    private static int streams() {
        var most = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : 10_000;
        return (int) Math.min(10_000, (most - 2_000) / 2 / LOGINS * LOGINS);
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void await(BooleanSupplier reached) {
        var deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** As a browser does it: whenever the channel ends, another is opened, until it leads on. */
    private void browse(int port, String page, String cookies) {
        var first = true;
        var isLed = false;
        while (!isLed && !stopped) {
            isLed = channel(port, page, cookies, first);
            first = false;
        }
    }

    private boolean channel(int port, String page, String cookies, boolean first) {
        var counted = false;
        var told = false;
        try (var socket = new Socket("localhost", port)) {
            var head = "GET " + page + "/events HTTP/1.1\r\nHost: localhost\r\nCookie: " + cookies + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            var chunk = new byte[1_024];
            var heard = "";
            for (var read = socket.getInputStream().read(chunk);
                    read >= 0;
                    read = socket.getInputStream().read(chunk)) {
                heard = heard + new String(chunk, 0, read, StandardCharsets.UTF_8);
                if (!counted && heard.contains("event:")) {
                    counted = true;
                    open.incrementAndGet();
                    opened(first);
                    first = false;
                }
                if (!told && heard.contains("retry:")) {
                    told = true;
                    toldToComeBack.incrementAndGet();
                }
                if (heard.startsWith("HTTP/1.1 503")) {
                    refused.incrementAndGet();
                    return true;
                }
                if (heard.contains("event:redirect")) {
                    led.incrementAndGet();
                    return true;
                }
                heard = counted ? heard.substring(Math.max(0, heard.length() - 20)) : heard;
            }
        } catch (IOException e) {
            // It was cut off: another is opened.
        } finally {
            opened(first);
            if (counted) {
                open.decrementAndGet();
            }
        }
        return false;
    }

    private void opened(boolean first) {
        if (first) {
            opening.release();
        }
    }
}
