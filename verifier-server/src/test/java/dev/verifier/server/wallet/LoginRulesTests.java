package dev.verifier.server.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.client.TrustedClient.SignIn;
import dev.verifier.server.configuration.Capacity;
import dev.verifier.server.configuration.VerifierProperties.Login.CrossDevice;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginRulesTests {

    private static final URI OURS = URI.create("https://portal.example/login");

    private static LoginRules server(CrossDevice crossDevice) {
        return new LoginRules(Duration.ofMinutes(2), 5, crossDevice, new Capacity(1), OURS);
    }

    @ParameterizedTest
    @CsvSource({
        "ALLOW, DENY, DENY",
        "DENY, ALLOW, ALLOW",
        "ALLOW, , ALLOW",
        "DENY, , DENY",
        "ALLOW, MATCH_CODE, MATCH_CODE"
    })
    void the_client_s_word_counts_before_the_server_s(
            CrossDevice server, @Nullable CrossDevice client, CrossDevice counts) {
        assertThat(server(server).crossDevice(new SignIn(client, null))).isEqualTo(counts);
    }

    @Test
    void the_client_s_page_is_in_the_place_of_the_server_s() {
        var own = URI.create("https://app.example/sign-in");

        assertThat(server(CrossDevice.ALLOW).page(new SignIn(null, own))).isEqualTo(own);
        assertThat(server(CrossDevice.ALLOW).page(SignIn.AS_EVERYWHERE)).isEqualTo(OURS);
    }
}
