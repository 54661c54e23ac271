package dev.verifier.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Libraries of npm as a wallet, with credentials of issuers that live in the same process ({@code wallets/wallet.mjs}). */
final class RealWallet implements AutoCloseable {

    static final String SCRIPTS = "verifier-e2e/wallets";
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = Program.freePort();
    private final Path folder;
    private final Program program;

    /** @param folder where it writes what a verifier must know of its issuers */
    RealWallet(Path folder) throws InterruptedException {
        this.folder = folder;
        var output = folder.resolveSibling(folder.getFileName() + ".out");
        program = Program.command(
                        SCRIPTS, output, "node", "wallet.mjs", folder.toString(), String.valueOf(port), "localhost")
                .listensAt(port);
    }

    Path folder() {
        return folder;
    }

    /** What it was asked, what it showed, and what the verifier answered; it must at least have come to that. */
    JsonNode present(Map<String, ?> order) {
        var answer = send(order);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    /** Why it answers nothing. */
    String refuses(Map<String, ?> order) {
        var answer = send(order);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(500);
        return answer.body();
    }

    private HttpResponse<String> send(Map<String, ?> order) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/present"))
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(order)))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        program.close();
        http.shutdownNow();
    }
}
