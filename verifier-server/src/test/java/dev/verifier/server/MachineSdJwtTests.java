package dev.verifier.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.configuration.Surface;
import dev.verifier.wallet.Asked;
import dev.verifier.wallet.DisclosureTampering;
import dev.verifier.wallet.MachineLogin;
import dev.verifier.wallet.SdJwtType;
import dev.verifier.wallet.WalletKey;
import dev.verifier.wallet.WalletLogin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A machine whose LEARCredentialMachine is an SD-JWT VC presents it with its assertion as one of any other format. */
@VerifierTest
class MachineSdJwtTests {

    private static final World WORLD = new World();

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) {
        for (var type : new SdJwtType[] {SdJwtType.SM, SdJwtType.SE}) {
            accredit(type);
        }
        WORLD.describe(registry);
    }

    private static void accredit(SdJwtType type) {
        try {
            Files.writeString(
                    WORLD.folder.resolve("issuers.yaml"),
                    "    - credentialsType: \"" + type.vct() + "\"\n",
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @LocalServerPort
    private int port;

    private Http http;

    @BeforeEach
    void call() {
        http = new Http(port);
    }

    /** What this machine shows of its credential, for us. */
    private static WalletLogin shown(WalletKey machine, SdJwtType type) {
        var nonce = UUID.randomUUID().toString();
        var asked =
                new Asked(World.ISSUER.toString(), World.ISSUER.resolve(Surface.TOKEN), nonce, null, "machine_sd_jwt");
        return WORLD.answer(machine, asked).sdJwt(type).build();
    }

    private static MachineLogin presenting(String vpToken) {
        return WORLD.login().editAssertion(draft -> draft.with("vp_token", vpToken));
    }

    private String code(WalletLogin shown) {
        return http.token(presenting(shown.presentation()).form()).code();
    }

    @Test
    void it_gets_its_token_whether_or_not_the_presentation_is_in_base64() {
        var plain = shown(WORLD.machine, SdJwtType.SM).presentation();
        var wrapped = Base64.getEncoder()
                .encodeToString(
                        shown(WORLD.machine, SdJwtType.SM).presentation().getBytes(US_ASCII));

        for (var vpToken : new String[] {plain, wrapped}) {
            var answer = http.token(presenting(vpToken).form());
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            var claims = Browser.payload(answer.json().get("access_token").asString());
            assertThat(claims.get("sub").asString()).isEqualTo(WORLD.machine.did());
            assertThat(claims.get("credential_type").asString()).isEqualTo(SdJwtType.SM.vct());
            assertThat(claims.at("/mandator/organizationIdentifier").asString()).isEqualTo(World.ORGANIZATION);
        }
    }

    /** The control is {@link #it_gets_its_token_whether_or_not_the_presentation_is_in_base64()}. */
    @Test
    void it_presents_its_own_credential_for_us_and_once() {
        var honest = shown(WORLD.machine, SdJwtType.SM);

        assertThat(code(shown(WORLD.otherMachine, SdJwtType.SM))).isEqualTo("holder_is_not_client");
        assertThat(code(shown(WORLD.machine, SdJwtType.SE))).isEqualTo("credential_type_not_asked");
        assertThat(code(honest.presentationAudience("https://another.example")))
                .isEqualTo("presentation_wrong_audience");
        assertThat(code(honest.editPresentation(draft -> draft.without("nonce"))))
                .isEqualTo("presentation_claim_missing");
        assertThat(code(honest.tampered(DisclosureTampering.KEY_BINDING_REMOVED)))
                .isEqualTo("key_binding_missing");
        assertThat(code(honest.tampered(DisclosureTampering.DISCLOSURE_DROPPED)))
                .isEqualTo("key_binding_hash_differs");
        assertThat(code(honest.tampered(DisclosureTampering.AUTHORIZES_UNASKED)))
                .isEqualTo("transaction_data_hash_differs");
        assertThat(http.token(presenting(honest.presentation()).form()).status())
                .isEqualTo(200);
        assertThat(code(honest)).isEqualTo("presentation_replayed");
    }
}
