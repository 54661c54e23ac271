package dev.verifier.wallet.cli;

import dev.verifier.wallet.MachineLogin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

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
            throw CommandFailure.unreachable(document + " answers " + answer.statusCode() + "; is --verifier right?");
        }
        var metadata = object(answer.body(), document);
        if (!issuer.toString().equals(metadata.get("issuer"))) {
            throw CommandFailure.mistake(
                    document + " calls itself " + metadata.get("issuer") + "; give --verifier exactly that.");
        }
        if (!(metadata.get("token_endpoint") instanceof String endpoint)) {
            throw CommandFailure.unreachable(document + " names no token_endpoint.");
        }
        try {
            return url("token_endpoint", URI.create(endpoint));
        } catch (IllegalArgumentException e) {
            throw CommandFailure.unreachable(document + " names a token_endpoint that is no URL.");
        }
    }

    /**
     * This URL, if it is one that can be called.
     *
     * @param name what to call it when it is not
     */
    static URI url(String name, URI url) {
        boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!web || url.getHost() == null) {
            throw CommandFailure.mistake(
                    name + " " + url + " is no URL to call; write it like https://verifier.example.");
        }
        return url;
    }

    /** RFC 6749 §4.4.2. */
    HttpResponse<String> token(MachineLogin login) {
        return send(HttpRequest.newBuilder(login.tokenEndpoint())
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

    /** What the body of this answer says. */
    static Map<String, Object> object(String body, URI from) {
        return JsonText.object(body).orElseThrow(() -> CommandFailure.unreachable(from + " does not answer in JSON."));
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
            throw CommandFailure.unreachable(
                    uri + " does not answer (" + e.getClass().getSimpleName() + "); is it up?");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.unreachable("Interrupted while waiting for " + uri + ".");
        }
    }
}
