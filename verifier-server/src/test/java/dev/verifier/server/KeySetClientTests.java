package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.wallet.MachineLogin;
import dev.verifier.wallet.WalletKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A machine with a name of its own and with keys that the list has by names: an old one and a new one. */
@VerifierTest
class KeySetClientTests {

    private static final World WORLD = new World();
    private static final WalletKey OLD = WalletKey.generate(new SecureRandom());
    private static final WalletKey NEW = WalletKey.generate(new SecureRandom());

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) throws IOException {
        Files.writeString(
                WORLD.folder.resolve("clients.yaml"),
                """
                  - clientId: "issuer-backend"
                    redirectUris: []
                    clientAuthenticationMethods: ["private_key_jwt"]
                    authorizationGrantTypes: ["client_credentials"]
                    jwks:
                      keys:
                        - {kty: EC, crv: P-256, kid: "of 2025", x: "%s", y: "%s"}
                        - {kty: EC, crv: P-256, kid: "of 2026", x: "%s", y: "%s"}
                """.formatted(
                                OLD.publicJwk().get("x"),
                                OLD.publicJwk().get("y"),
                                NEW.publicJwk().get("x"),
                                NEW.publicJwk().get("y"))
                        .indent(0),
                StandardOpenOption.APPEND);
        WORLD.describe(registry);
    }

    @LocalServerPort
    private int port;

    private Http http;

    @BeforeEach
    void call() {
        http = new Http(port);
    }

    @Test
    void each_key_works_under_its_registered_name_and_under_its_did() {
        for (var key : new WalletKey[] {OLD, NEW}) {
            var name = key == OLD ? "of 2025" : "of 2026";

            assertThat(http.token(login(key, login -> withKid(login, name)).form())
                            .status())
                    .isEqualTo(200);
            assertThat(http.token(login(key, login -> withKid(login, key.did())).form())
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void the_name_of_another_key_is_refused_whichever_it_is() {
        var others = http.token(login(NEW, login -> withKid(login, "of 2025")).form());
        assertThat(others.status()).isEqualTo(401);
        assertThat(others.code()).isEqualTo("client_assertion_signature_invalid");

        var nobodys = http.token(login(NEW, login -> withKid(login, "of 2027")).form());
        assertThat(nobodys.code()).isEqualTo("client_assertion_key_unknown");
    }

    @Test
    void of_several_keys_the_assertion_names_one() {
        var nameless = http.token(login(NEW, login -> login.editAssertion(assertion -> assertion.withoutHeader("kid")))
                .form());

        assertThat(nameless.status()).isEqualTo(401);
        assertThat(nameless.code()).isEqualTo("client_assertion_key_unknown");
    }

    private static MachineLogin withKid(MachineLogin login, String kid) {
        return login.editAssertion(assertion -> assertion.withHeader("kid", kid));
    }

    private static MachineLogin login(WalletKey key, UnaryOperator<MachineLogin> edit) {
        var named = WORLD.login(key)
                .build()
                .editAssertion(
                        assertion -> assertion.with("iss", "issuer-backend").with("sub", "issuer-backend"))
                .editForm(form -> {
                    var withName = new LinkedHashMap<>(form);
                    withName.put("client_id", "issuer-backend");
                    return withName;
                });
        return edit.apply(named);
    }
}
