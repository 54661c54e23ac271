package dev.verifier.e2e.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;

/**
 * Where something can be asked: a node, or the proxy before all of them.
 *
 * @param host its name or address
 * @param port there
 */
record Door(String host, int port) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** As browsers and clients do: connections are kept, and of one that was closed meanwhile nobody hears. */
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    /** One on this machine. */
    Door(int port) {
        this("localhost", port);
    }

    /** The part of an address of ours that is the same at every door. */
    static String path(String address) {
        return address.replaceFirst("^http://localhost:\\d+", "");
    }

    /** What is at this path of it. */
    String at(String path) {
        return "http://" + host + ":" + port + path;
    }

    /** Asks, and fails where no answer comes. */
    Answer ask(Call call) {
        try {
            return asked(call);
        } catch (IOException e) {
            throw new AssertionError("no answer to " + call.target(), e);
        }
    }

    /** Asks somebody who may be gone before the answer; empty where none came. */
    Optional<Answer> attempt(Call call) {
        try {
            return Optional.of(asked(call));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Answer asked(Call call) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(at(path(call.target()))))
                .timeout(PATIENCE)
                .header("Accept", call.accept());
        if (!call.cookies().isEmpty()) {
            request.header("Cookie", call.cookies());
        }
        if (!call.body().isEmpty()) {
            request.header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(call.body()));
        }
        try {
            var answer = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.headers(), answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
