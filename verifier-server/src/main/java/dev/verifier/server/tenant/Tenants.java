package dev.verifier.server.tenant;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.ServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.context.support.GenericApplicationContext;

/**
 * All tenants of a process: each is started before the port is opened, one after the other, and they end together before it is closed. One that
 * cannot start ends the start of all: a node that serves some of them would look as if all was well. Thread-safe.
 */
final class Tenants implements SmartInitializingSingleton, SmartLifecycle {

    private final List<TenantFile> files;
    private final Class<?> server;
    private final ServletWebServerApplicationContext installation;
    private final String[] arguments;
    private final LoggingSystem logging;
    private final Map<String, ConfigurableApplicationContext> running = new ConcurrentSkipListMap<>();
    private volatile boolean started;

    /**
     * @param files what each is told
     * @param server what each is
     * @param installation that has the port
     * @param arguments of the process, which are each one's
     */
    Tenants(
            List<TenantFile> files,
            Class<?> server,
            ServletWebServerApplicationContext installation,
            String[] arguments,
            LoggingSystem logging) {
        this.files = files;
        this.server = server;
        this.installation = installation;
        this.arguments = arguments.clone();
        this.logging = logging;
    }

    /** Names of all, and the context of each that has been started. */
    Map<String, ConfigurableApplicationContext> running() {
        return running;
    }

    List<String> names() {
        return files.stream().map(TenantFile::name).toList();
    }

    @Override
    public void afterSingletonsInstantiated() {
        var hosts = new TreeMap<String, String>();
        try {
            files.forEach(file -> running.put(file.name(), start(file, hosts)));
        } catch (RuntimeException e) {
            end();
            throw e;
        }
    }

    private ConfigurableApplicationContext start(TenantFile file, Map<String, String> hosts) {
        var failure = new StartFailure();
        var application = new SpringApplication(server);
        // Where and how lines are written is the process's, and would be begun anew by each.
        application.setListeners(application.getListeners().stream()
                .filter(listener -> !(listener instanceof LoggingApplicationListener))
                .toList());
        application.addListeners(GenericApplicationListener.forEventType(
                ApplicationEnvironmentPreparedEvent.class, event -> file.describe(event.getEnvironment())));
        application.addInitializers(failure, (ApplicationContextInitializer<GenericApplicationContext>)
                context -> furnish(context, file, hosts));
        var reports = List.of(
                "org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter",
                SpringApplication.class.getName());
        reports.forEach(report -> logging.setLogLevel(report, LogLevel.OFF));
        try {
            return application.run(arguments);
        } catch (RuntimeException e) {
            throw failure.of(file, e);
        } finally {
            reports.forEach(report -> logging.setLogLevel(report, null));
        }
    }

    private void furnish(GenericApplicationContext context, TenantFile file, Map<String, String> hosts) {
        var host = host(context.getEnvironment().getProperty("verifier.issuer"), file);
        var other = hosts.putIfAbsent(host, file.name());
        if (other != null) {
            throw TenantFile.wrong(
                    file.file(),
                    "has an issuer at " + host + ", where tenant " + other
                            + " is already: each needs a host name of its own, so change verifier.issuer of one of them");
        }
        var shared = Objects.requireNonNull((TomcatWebServer) installation.getWebServer());
        context.registerBean(ServletWebServerFactory.class, () -> new TenantHost(shared, host));
        context.registerBean(MeterRegistry.class, () -> {
            var registry = new CompositeMeterRegistry();
            registry.add(installation.getBean(MeterRegistry.class));
            return registry;
        });
    }

    private static String host(@Nullable String issuer, TenantFile file) {
        try {
            var host = issuer == null ? null : URI.create(issuer).getHost();
            if (host != null) {
                return host.toLowerCase(Locale.ROOT);
            }
        } catch (IllegalArgumentException e) {
            // Said in the same words.
        }
        throw TenantFile.wrong(file.file(), "has no verifier.issuer, whose host is how requests find this tenant");
    }

    @Override
    public void start() {
        started = true;
    }

    @Override
    public boolean isRunning() {
        return started;
    }

    /** Before everything else of the installation: its port is open until the last of them has answered what was asked. */
    @Override
    public void stop() {
        started = false;
        end();
    }

    private void end() {
        var endings = running.values().stream()
                .map(tenant -> Thread.ofVirtual().start(tenant::close))
                .toList();
        try {
            for (var ending : endings) {
                ending.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
