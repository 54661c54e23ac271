package dev.verifier.server.tenant;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.GracefulShutdownCallback;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.WebServerException;
import org.springframework.boot.web.servlet.ServletContextInitializer;

/**
 * A tenant's host at the port that all share (Tomcat's virtual hosts): a request is this tenant's where its {@code Host} is this name, in any
 * case of letters and with any port. Not thread-safe.
 */
final class TenantHost extends TomcatServletWebServerFactory {

    private final TomcatWebServer shared;
    private final String name;

    /**
     * @param shared that has the port
     * @param name of the host, without a port
     */
    TenantHost(TomcatWebServer shared, String name) {
        this.shared = shared;
        this.name = name;
    }

    @Override
    public WebServer getWebServer(ServletContextInitializer... initializers) {
        var host = new StandardHost();
        host.setName(name);
        host.setAutoDeploy(false);
        var failures = new ArrayList<Exception>();
        var folders = new TempDirs(getPort());
        prepareContext(host, watched(initializers, failures), folders);
        var engine = shared.getTomcat().getEngine();
        try {
            engine.addChild(host);
        } catch (IllegalStateException e) {
            failures.add(e);
        }
        if (!failures.isEmpty() || !host.getState().isAvailable()) {
            engine.removeChild(host);
            throw new WebServerException(
                    "The host " + name + " does not start", failures.isEmpty() ? null : failures.getFirst());
        }
        return new Served(shared, host, folders, getPort());
    }

    /** Tomcat says that there was one, and not which. */
    private static ServletContextInitializer[] watched(
            ServletContextInitializer[] initializers, List<Exception> failures) {
        return Stream.of(initializers)
                .map(initializer -> (ServletContextInitializer) context -> {
                    try {
                        initializer.onStartup(context);
                    } catch (RuntimeException e) {
                        failures.add(e);
                        throw e;
                    }
                })
                .toArray(ServletContextInitializer[]::new);
    }

    /** One host of a server, which begins and ends with it. */
    private record Served(TomcatWebServer shared, StandardHost host, TempDirs folders, int port) implements WebServer {

        @Override
        public void start() {
            // It has been since it was made; the port is opened when all are.
        }

        @Override
        public void stop() {
            // Until what it serves with has ended, too; nobody is let in any more.
        }

        @Override
        public void destroy() {
            shared.getTomcat().getEngine().removeChild(host);
            folders.cleanup();
        }

        @Override
        public int getPort() {
            return port;
        }

        @Override
        public void shutDownGracefully(GracefulShutdownCallback callback) {
            shared.shutDownGracefully(callback);
        }
    }
}
