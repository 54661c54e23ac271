package dev.verifier.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.verifier.wallet.Seal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A web server on loopback that answers as it is told, and remembers what it was asked. */
public final class StubServer implements AutoCloseable {

    /** How to answer. */
    @FunctionalInterface
    public interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final String origin;
    private final HttpServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour = exchange -> respond(exchange, 404, "");

    public StubServer() {
        this("http://127.0.0.1:", () -> HttpServer.create(anyPort(), 50));
    }

    /** One that proves with this certificate that it is {@code localhost}. */
    public static StubServer secure(Seal seal) {
        return new StubServer("https://localhost:", () -> {
            var secure = HttpsServer.create(anyPort(), 50);
            secure.setHttpsConfigurator(new HttpsConfigurator(tls(seal)));
            return secure;
        });
    }

    private StubServer(String origin, Callable<? extends HttpServer> opened) {
        this.origin = origin;
        try {
            server = opened.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            behaviour.answer(exchange);
            exchange.close();
        });
        server.start();
    }

    public String url(String path) {
        return origin + server.getAddress().getPort() + path;
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** What a server with this certificate answers with. */
    public static SSLContext tls(Seal seal) throws GeneralSecurityException, IOException {
        var pem = seal.keyPem().replaceAll("-----[^-]+-----|\\s", "");
        var key = KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("it", key, new char[0], seal.chain().toArray(Certificate[]::new));
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, new char[0]);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    public void behave(Behaviour next) {
        behaviour = next;
    }

    public void serve(String body) {
        behave(exchange -> respond(exchange, 200, body));
    }

    public List<String> asked() {
        return asked;
    }

    public static void respond(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
