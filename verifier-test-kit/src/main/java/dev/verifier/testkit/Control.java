package dev.verifier.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/**
 * Tells the people what to do.
 *
 * @param address where they are
 */
record Control(HttpClient http, URI address) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    Map<String, String> tell(String path, Map<String, ?> what) {
        return send(path, Json.write(what));
    }

    /** @throws SignInRefusedException where the Verifier refuses what is told; {@link IllegalStateException} where it cannot be done */
    Map<String, String> send(String path, String body) {
        var request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            var said = Json.read(answer.body());
            if (answer.statusCode() == 409) {
                throw new SignInRefusedException(said);
            }
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(said.get("error_description"));
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted.", e);
        }
    }
}
