package dev.verifier.server.configuration;

import org.apache.catalina.connector.Connector;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * What Tomcat keeps for each connection for as long as it is open, whatever happens on it: most of what a browser that waits takes. How long a request
 * and its headers may be has nothing to do with it; what is longer is read and written in several steps.
 */
@Component
public final class SocketBuffers implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    /** Most requests, but for those with presentations. */
    private static final int READ = 2 * 1024;

    /** Most answers, but for pages. */
    private static final int WRITTEN = 4 * 1024;

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addConnectorCustomizers(connector -> {
            set(connector, "socket.appReadBufSize", READ);
            set(connector, "socket.appWriteBufSize", WRITTEN);
        });
    }

    private static void set(Connector connector, String property, int bytes) {
        if (!connector.setProperty(property, String.valueOf(bytes))) {
            throw new IllegalStateException("Tomcat does not know " + property);
        }
    }
}
