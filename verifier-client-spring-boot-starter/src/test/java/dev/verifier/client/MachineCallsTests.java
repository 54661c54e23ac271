package dev.verifier.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/** The two ways in which a machine calls, at an API that takes the second token and no other. */
class MachineCallsTests {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));
    private final InstantSource time = now::get;
    private final Clock clock = time.withZone(ZoneOffset.UTC);
    private final AtomicInteger given = new AtomicInteger();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final MachineTokens tokens = new MachineTokens(this::another, Duration.ofMinutes(1), clock);
    private final HttpServer api;

    MachineCallsTests() throws IOException {
        api = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        api.createContext("/", exchange -> {
            var authorization = exchange.getRequestHeaders().getFirst("Authorization");
            heard.add(authorization);
            exchange.sendResponseHeaders(authorization.equals("Bearer token 2") ? 204 : 401, -1);
            exchange.close();
        });
    }

    @BeforeEach
    void start() {
        api.start();
    }

    @AfterEach
    void stop() {
        api.stop(0);
    }

    private OAuth2AccessToken another() {
        return new OAuth2AccessToken(
                OAuth2AccessToken.TokenType.BEARER,
                "token " + given.incrementAndGet(),
                now.get(),
                now.get().plus(Duration.ofHours(1)));
    }

    @Test
    void with_rest_client() {
        var http = RestClient.builder().requestInterceptor(tokens).build();

        sendsTheTokenAndAnotherWhereThatWasRefused(() -> http.get()
                .uri(address())
                .exchange((request, response) -> response.getStatusCode().value(), true));
    }

    @Test
    void with_web_client() {
        var http = WebClient.builder()
                .clientConnector(new JdkClientHttpConnector())
                .filter(new MachineTokenFilter(tokens))
                .build();

        sendsTheTokenAndAnotherWhereThatWasRefused(() -> http.get()
                .uri(address())
                .exchangeToMono(response ->
                        response.releaseBody().thenReturn(response.statusCode().value()))
                .blockOptional()
                .orElseThrow());
    }

    private void sendsTheTokenAndAnotherWhereThatWasRefused(IntSupplier call) {
        assertThat(call.getAsInt()).isEqualTo(401);
        assertThat(call.getAsInt()).as("the first is too young to be given up").isEqualTo(401);
        now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(1)));
        assertThat(call.getAsInt()).isEqualTo(401);
        assertThat(call.getAsInt()).isEqualTo(204);
        assertThat(heard).containsExactly("Bearer token 1", "Bearer token 1", "Bearer token 1", "Bearer token 2");
    }

    private String address() {
        return "http://localhost:" + api.getAddress().getPort() + "/";
    }
}
