package dev.verifier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Applications where people sign in, before anybody has, with nobody at the issuer's address. */
@ExtendWith(OutputCaptureExtension.class)
class LoginAutoConfigurationTests {

    @TempDir
    private Path folder;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @RestController
    static class App {

        @GetMapping("/**")
        String anything() {
            return "served";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnChain {

        @Bean
        SecurityFilterChain own(HttpSecurity http, SignIn signIn) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/public")
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .oauth2Login(signIn::login)
                    .build();
        }
    }

    @Test
    void what_verifier_comes_for_is_open_and_everything_else_wants_a_person() throws Exception {
        try (var app = start(App.class)) {
            assertThat(get(app, "/verifier/requests/guessed").statusCode()).isEqualTo(404);
            assertThat(get(app, "/verifier/jwks").body())
                    .contains(
                            "\"crv\":\"P-256\"", app.getBean(Registration.class).clientId())
                    .doesNotContain("\"d\"");
            assertThat(location(get(app, "/elsewhere"))).isEqualTo("/oauth2/authorization/verifier");
            assertThat(location(get(app, "/verifier/sign-out"))).isEqualTo("/oauth2/authorization/verifier");
        }
    }

    @Test
    void its_entry_for_the_list_is_written_where_it_is_told_to() throws Exception {
        var file = folder.resolve("entry.yaml");
        try (var app = start(App.class, "verifier.client.login.registration=" + file)) {
            assertThat(file).hasContent(app.getBean(Registration.class).yaml());
        }
    }

    @Test
    void an_entry_that_cannot_be_written_stops_the_start_with_the_mend(CapturedOutput output) {
        var nowhere = folder.resolve("nowhere/entry.yaml");
        assertThatThrownBy(() -> start(App.class, "verifier.client.login.registration=" + nowhere))
                .isInstanceOf(BeanCreationException.class);
        assertThat(output).contains("verifier.client.login.registration", "Name a file in a folder that is there");
    }

    @Test
    void what_is_said_to_be_open_is() throws Exception {
        try (var app = start(App.class, "verifier.client.open=/,/help/**")) {
            assertThat(get(app, "/").body()).isEqualTo("served");
            assertThat(get(app, "/help/me").body()).isEqualTo("served");
            assertThat(get(app, "/elsewhere").statusCode()).isEqualTo(302);
        }
    }

    @Test
    void an_application_may_have_a_chain_of_its_own() throws Exception {
        try (var app = start(OwnChain.class, "verifier.client.open=/ignored")) {
            assertThat(get(app, "/public").body()).isEqualTo("served");
            assertThat(location(get(app, "/ignored"))).isEqualTo("/oauth2/authorization/verifier");
            assertThat(get(app, "/verifier/requests/guessed").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void an_answer_to_no_question_signs_nobody_in_and_says_so() throws Exception {
        try (var app = start(App.class)) {
            var answer = get(app, "/login/oauth2/code/verifier?code=guessed&state=guessed");

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("You are not signed in", "authorization_request_not_found");
        }
    }

    @Test
    void who_accepts_tokens_too_is_asked_for_one_or_sent_to_sign_in() throws Exception {
        try (var app = start(App.class, "verifier.client.resource-server.audience=https://api.example")) {
            assertThat(location(get(app, "/elsewhere"))).isEqualTo("/oauth2/authorization/verifier");
            assertThat(send(app, "/elsewhere", "application/json").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void the_key_is_made_once_and_nobody_else_can_read_it(CapturedOutput output) throws Exception {
        try (var app = start(App.class)) {
            var entry = app.getBean(Registration.class);
            assertThat(entry.calling("https://api.example").yaml())
                    .startsWith("  - clientId: \"did:key:zDn")
                    .contains("client_secret_jwt", "audience: [\"https://api.example\"]");
            assertThat(Files.getPosixFilePermissions(folder.resolve("key.jwk")))
                    .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
            try (var again = start(App.class)) {
                assertThat(again.getBean(Registration.class).clientId()).isEqualTo(entry.clientId());
            }
        }
        assertThat(output).doesNotContain("\"d\"");
    }

    private ConfigurableApplicationContext start(Class<?> configuration, String... more) {
        var builder = new SpringApplicationBuilder(App.class, configuration)
                .properties(
                        "server.port=0",
                        "verifier.client.issuer=http://localhost:1",
                        "verifier.client.url=http://localhost:2",
                        "verifier.client.key=generated:" + folder.resolve("key.jwk"));
        return builder.properties(more).run();
    }

    private static String location(HttpResponse<String> answer) {
        return URI.create(answer.headers().firstValue("Location").orElse("")).getPath();
    }

    private static HttpResponse<String> get(ConfigurableApplicationContext app, String path) throws Exception {
        return send(app, path, "text/html, */*;q=0.1");
    }

    private static HttpResponse<String> send(ConfigurableApplicationContext app, String path, String accept)
            throws Exception {
        var port = app.getEnvironment().getProperty("local.server.port");
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Accept", accept)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
