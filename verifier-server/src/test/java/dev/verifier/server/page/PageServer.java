package dev.verifier.server.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.springframework.mock.web.MockHttpServletResponse;

/** Serves pages on loopback, with their headers and what they load, for a real browser. */
final class PageServer implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final Map<String, String> events = new ConcurrentHashMap<>();
    private final Map<String, Integer> visits = new ConcurrentHashMap<>();
    private final CountDownLatch heard = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Brand brand;
    private volatile boolean script = true;

    PageServer(Brand brand) throws IOException {
        this.brand = brand;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String show(String path, Page page) {
        pages.put(path, page);
        return url(path);
    }

    void tell(String path, String stream) {
        events.put(path, stream);
    }

    void serveScript(boolean served) {
        script = served;
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    int visits(String path) {
        return visits.getOrDefault(path, 0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            visits.merge(path, 1, Integer::sum);
            var page = pages.get(path);
            if (path.startsWith(Asset.PATH)) {
                if (path.equals(brand.icon().path()) && !events.isEmpty()) {
                    // A browser prints a page when it is complete, which it is not without its pictures. Whoever has
                    // heard the
                    // end does not come back; nobody tells us that, so there is an end to the wait.
                    var _ = heard.await(1500, TimeUnit.MILLISECONDS);
                }
                var response = new MockHttpServletResponse();
                var known = script || !path.endsWith(".js");
                new PageAssets(brand).serve(known ? path.substring(Asset.PATH.length()) : "none", response);
                send(exchange, response);
            } else if (page != null) {
                send(
                        exchange,
                        SamplePages.write(
                                brand,
                                url(""),
                                page,
                                exchange.getRequestHeaders().getFirst("Accept-Language")));
            } else if (path.endsWith("/events")) {
                stream(exchange, path);
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The first time everything at once; a browser that comes back has heard it. */
    private void stream(HttpExchange exchange, String path) throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        if (visits(path) == 1) {
            var stream = "retry: 10\n\n" + events.getOrDefault(path, "");
            exchange.getResponseBody().write(stream.getBytes(StandardCharsets.UTF_8));
        } else {
            heard.countDown();
            closing.await();
        }
    }

    private static void send(HttpExchange exchange, MockHttpServletResponse response) throws IOException {
        for (var name : response.getHeaderNames()) {
            if (!name.equals("Content-Length")) {
                exchange.getResponseHeaders().set(name, String.valueOf(response.getHeader(name)));
            }
        }
        var body = response.getContentAsByteArray();
        exchange.sendResponseHeaders(response.getStatus(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
