package dev.verifier.sample.office;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The app before anybody has signed in, with nobody at the issuer's address. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "verifier.client.issuer=http://localhost:1")
class PagesTests {

    @TempDir
    private static Path folder;

    @DynamicPropertySource
    static void keep(DynamicPropertyRegistry registry) {
        registry.add("sample.data-directory", folder::toString);
    }

    @LocalServerPort
    private int port;

    @Test
    void it_says_how_it_wants_to_be_registered() throws Exception {
        var page = send("/", "GET");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Sign in", "did:key:zDn");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'")
                .doesNotContain("script", "unsafe");
        assertThat(Files.readString(folder.resolve("registration.yaml"))).startsWith("  - clientId: \"did:key:zDn");
    }

    @Test
    void whoever_is_not_signed_in_can_do_nothing() throws Exception {
        assertThat(send("/app.css", "GET").statusCode()).isEqualTo(200);
        assertThat(send("/verifier/requests/guessed", "GET").statusCode()).isEqualTo(404);
        assertThat(location(send("/elsewhere", "GET"))).isEqualTo("/");
        for (var button : new String[] {"/call", "/refresh", "/logout"}) {
            assertThat(send(button, "POST").statusCode()).as(button).isEqualTo(403);
        }
    }

    @Test
    void an_answer_to_no_question_signs_nobody_in() throws Exception {
        var callback = send("/callback?code=guessed&state=guessed", "GET");

        assertThat(callback.statusCode()).isEqualTo(302);
        assertThat(location(callback)).isEqualTo("/problem");
    }

    @Test
    void a_person_is_told_when_verifier_is_away() throws Exception {
        var page = send("/oauth2/authorization/verifier", "GET");

        assertThat(page.statusCode()).isEqualTo(500);
        assertThat(page.body()).contains("cannot reach Verifier", "Go back").doesNotContain("Exception");
    }

    private String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("").replace("http://localhost:" + port, "");
    }

    private HttpResponse<String> send(String path, String method) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Accept", "text/html, */*;q=0.1")
                .method(method, HttpRequest.BodyPublishers.noBody());
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
