package dev.verifier.e2e;

import dev.verifier.wallet.WalletKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A server at which the clients of {@code clients/clients.yaml} are registered, and a person with a phone; no browser is needed. */
final class Village implements AutoCloseable {

    private final Path folder;
    private final String app = "http://localhost:" + Program.freePort();
    private final String portal = "http://localhost:" + Program.freePort();
    private final String gate = "http://localhost:" + Program.freePort();
    private final String keycloak = "http://localhost:" + Program.freePort();
    private final WalletKey portalKey = WalletKey.generate(new SecureRandom());
    private final WalletKey keycloakKey = WalletKey.generate(new SecureRandom());
    private final Ecosystem ecosystem;
    private final Program server;
    private final Phone phone;

    private Village(Path folder) throws InterruptedException {
        this.folder = folder;
        ecosystem = new Ecosystem(folder, "https://api.example");
        var key = keycloakKey.publicJwk();
        register(Map.of(
                "app",
                app,
                "portal",
                portal,
                "portalDid",
                portalKey.did(),
                "gate",
                gate,
                "keycloak",
                keycloak,
                "keycloakKid",
                Keycloak.keyId(keycloakKey),
                "keycloakX",
                String.valueOf(key.get("x")),
                "keycloakY",
                String.valueOf(key.get("y"))));
        server = ecosystem.server("--verifier.outbound.allow-private-addresses=true");
        phone = new Phone(ecosystem.world());
    }

    private void register(Map<String, String> values) {
        try {
            Files.writeString(
                    ecosystem.world().resolve("clients.yaml"),
                    Template.filled("clients/clients.yaml", values),
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Ecosystem ecosystem() {
        return ecosystem;
    }

    String issuer() {
        return ecosystem.issuer().toString();
    }

    Path folder() {
        return folder;
    }

    Phone phone() {
        return phone;
    }

    /** Where the public client of {@code clients.yaml} would be. */
    String app() {
        return app;
    }

    /** Where the confidential client would be. */
    String portal() {
        return portal;
    }

    /** Where Apache would be. */
    String gate() {
        return gate;
    }

    /** Where Keycloak would be. */
    String keycloak() {
        return keycloak;
    }

    WalletKey keycloakKey() {
        return keycloakKey;
    }

    WalletKey portalKey() {
        return portalKey;
    }

    @Override
    public void close() {
        phone.close();
        server.close();
    }

    /** One village for all clients. */
    static final class Shared implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType().equals(Village.class);
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(Village.class))
                    .computeIfAbsent(Village.class, _ -> shared(), Village.class);
        }

        private static Village shared() {
            try {
                return new Village(
                        Files.createTempDirectory(Path.of("target"), "village").toAbsolutePath());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }
}
