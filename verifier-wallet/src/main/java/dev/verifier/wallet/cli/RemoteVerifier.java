package dev.verifier.wallet.cli;

import dev.verifier.wallet.MachineLogin;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** The verifier over HTTP, as a client sees it. */
final class RemoteVerifier implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /**
     * OpenID Connect Discovery 1.0 §4: where this verifier gives tokens.
     *
     * @param issuer its issuer identifier, which the document must repeat (§4.3)
     */
    URI tokenEndpoint(URI issuer) {
        var document = URI.create(issuer.toString().replaceFirst("/$", "") + "/.well-known/openid-configuration");
        var answer = send(HttpRequest.newBuilder(document).GET());
        if (answer.statusCode() != 200) {
            throw CommandFailure.unanswered(document + " answers " + answer.statusCode() + "; is --verifier right?");
        }
        var metadata = JsonText.object(answer.body())
                .orElseThrow(() -> CommandFailure.unanswered(document + " does not answer in JSON."));
        if (!issuer.toString().equals(metadata.get("issuer"))) {
            var name = JsonText.plain(String.valueOf(metadata.get("issuer")));
            throw CommandFailure.mistake(document + " calls itself " + name + "; give --verifier exactly that.");
        }
        try {
            return WebUrl.parse(String.valueOf(metadata.get("token_endpoint")));
        } catch (IllegalArgumentException e) {
            throw CommandFailure.unanswered(document + " names no token_endpoint that can be called.");
        }
    }

    /** RFC 6749 §4.4.2. */
    HttpResponse<String> token(URI endpoint, MachineLogin login) {
        return send(HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(login.formBody())));
    }

    /** RFC 6750 §2.1. */
    HttpResponse<String> call(URI api, String token) {
        return send(HttpRequest.newBuilder(api)
                .header("Authorization", "Bearer " + token)
                .GET());
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        var uri = request.build().uri();
        try {
            return http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw CommandFailure.unanswered(uri + " " + complaint(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.unanswered("Interrupted while waiting for " + uri + ".");
        }
    }

    private static String complaint(IOException e) {
        return switch (e) {
            case HttpTimeoutException _ -> "does not answer in time; is it up?";
            case ConnectException _ -> "cannot be reached; is it up?";
            case SSLException _ -> "speaks no TLS that this JDK trusts (" + e.getMessage() + ").";
            default -> "breaks off the conversation (" + e.getMessage() + ").";
        };
    }
}
