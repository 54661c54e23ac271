package dev.verifier.server.tenant;

import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;

/** The one port. What is for no tenant's host comes to a host whose name nobody can ask for. Not thread-safe. */
final class SharedPort extends TomcatServletWebServerFactory {

    /** No name has a space in it (RFC 3986 §3.2.2). */
    private static final String NOBODY = "no tenant";

    @Override
    protected Tomcat createTomcat(TempDirs folders) {
        var tomcat = super.createTomcat(folders);
        var engine = tomcat.getEngine();
        engine.removeChild(tomcat.getHost());
        var nobody = new StandardHost();
        nobody.setName(NOBODY);
        nobody.setAutoDeploy(false);
        tomcat.setHost(nobody);
        engine.setDefaultHost(NOBODY);
        return tomcat;
    }
}
