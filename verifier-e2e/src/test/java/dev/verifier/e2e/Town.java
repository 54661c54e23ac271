package dev.verifier.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Everything a person needs to sign in, as processes: the server, four apps, their API, a web wallet; and browsers and a phone. */
final class Town implements AutoCloseable {

    private final Ecosystem ecosystem;
    private final List<String> options;
    private final List<Program> running = new ArrayList<>();
    private final Chromium chromium = new Chromium();
    private final Phone phone;
    private final String api = "http://localhost:" + Program.freePort();
    private final String app = "http://localhost:" + Program.freePort();
    private final String carefulApp = "http://localhost:" + Program.freePort();
    private final String watchfulApp = "http://localhost:" + Program.freePort();
    private final String lastingApp = "http://localhost:" + Program.freePort();
    private final String office = "http://localhost:" + Program.freePort();
    private final String webWallet = "http://localhost:" + Program.freePort();
    private Program server;

    /** @param options what the server is told beside the usual */
    Town(Path folder, String... options) throws InterruptedException {
        ecosystem = new Ecosystem(folder, api, "--app", app);
        this.options = new ArrayList<>(List.of(
                "--verifier.playground=true",
                "--verifier.login.wallet-url=" + webWallet + "/present",
                "--verifier.outbound.allow-private-addresses=true"));
        this.options.addAll(List.of(options));
        register("careful-app", carefulApp, "requireAuthorizationConsent: true");
        register("watchful-app", watchfulApp, "crossDevice: match-code");
        register("lasting-app", lastingApp, "requireAuthorizationConsent: false", ", \"refresh_token\"");
        running.add(ecosystem.office(port(office), api));
        server = startServer();
        running.add(ecosystem.api(
                port(api), api, "--sample.web-apps=" + String.join(",", app, carefulApp, watchfulApp, lastingApp)));
        running.add(ecosystem.webWallet(port(webWallet)));
        running.add(ecosystem.app(port(app), "sample-public-client", api));
        running.add(ecosystem.app(port(carefulApp), "careful-app", api));
        running.add(ecosystem.app(port(watchfulApp), "watchful-app", api));
        running.add(ecosystem.app(port(lastingApp), "lasting-app", api));
        phone = new Phone(ecosystem.world());
    }

    /** An app like the public client, save for one thing that is said of it. */
    private void register(String clientId, String at, String said) {
        register(clientId, at, said, "");
    }

    /** @param grants more that it may use, each after a comma */
    private void register(String clientId, String at, String said, String grants) {
        var entry = """
                  - clientId: "%3$s"
                    url: "%1$s"
                    redirectUris: ["%1$s/callback"]
                    scopes: ["openid_learcredential"]
                    clientAuthenticationMethods: ["none"]
                    authorizationGrantTypes: ["authorization_code"%5$s]
                    requireProofKey: true
                    audience: "%2$s"
                    %4$s
                """.formatted(at, api, clientId, said, grants);
        try {
            Files.writeString(ecosystem.world().resolve("clients.yaml"), entry, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int port(String url) {
        return URI.create(url).getPort();
    }

    private Program startServer() throws InterruptedException {
        return ecosystem.server(options.toArray(String[]::new));
    }

    /** Stops it as an operator would, and tells how long that took. */
    Duration stopServer() {
        var begun = System.nanoTime();
        server.close();
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    void startServerAgain() throws InterruptedException {
        server = startServer();
    }

    Chromium chromium() {
        return chromium;
    }

    Phone phone() {
        return phone;
    }

    String app() {
        return app;
    }

    /** It asks people before it learns anything. */
    String carefulApp() {
        return carefulApp;
    }

    /** It wants the phone's code to be typed. */
    String watchfulApp() {
        return watchfulApp;
    }

    /** It gets refresh tokens. */
    String lastingApp() {
        return lastingApp;
    }

    /** The app that has a back end. */
    String office() {
        return office;
    }

    String webWallet() {
        return webWallet;
    }

    String issuer() {
        return ecosystem.issuer().toString();
    }

    @Override
    public void close() {
        chromium.close();
        phone.close();
        server.close();
        running.forEach(Program::close);
    }

    /** One town for all tests that want a usual one. */
    static final class Shared implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType().equals(Town.class);
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(Town.class))
                    .computeIfAbsent(Town.class, _ -> shared(), Town.class);
        }

        private static Town shared() {
            try {
                return new Town(
                        Files.createTempDirectory(Path.of("target"), "town").toAbsolutePath());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }
}
