package dev.verifier.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClientTests {
    @Test
    void every_change_is_another_entry() {
        var app = Client.app("my-app", "http://localhost:3000/callback");
        var careful = app.requiring("Onboarding", "Execute").calling("https://api.example");

        assertThat(app.json())
                .contains("\"clientId\":\"my-app\"", "\"url\":\"http://localhost:3000\"", "\"none\"")
                .doesNotContain("requirements", "audience");
        assertThat(careful.json()).contains("requirements", "\"Onboarding\"", "\"audience\":[\"https://api.example\"]");
    }

    @Test
    void a_client_with_a_key_authenticates_with_it() {
        assertThat(Client.confidential("did:key:zDn", "https://office.example/callback")
                        .json())
                .contains("private_key_jwt", "ES256");
    }
}
