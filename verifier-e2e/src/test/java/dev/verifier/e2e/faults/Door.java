package dev.verifier.e2e.faults;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;

/**
 * Where something can be asked: a node, or the proxy before all of them.
 *
 * @param host its name or address
 * @param port there
 */
record Door(String host, int port) {

    private static final String LOCAL = ".localhost";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** As browsers and clients do: connections are kept, and of one that was closed meanwhile nobody hears. */
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(new OnThisMachine())
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    /** One on this machine. */
    Door(int port) {
        this("localhost", port);
    }

    /** The part of an address of ours that is the same at every door. */
    static String path(String address) {
        return address.replaceFirst("^http://([a-z]+\\.)?localhost:\\d+", "");
    }

    /** The address of where it is: names below {@code localhost} are this machine's (RFC 6761 §6.3), whoever is asked for them. */
    String address() {
        return host.endsWith(LOCAL) ? "localhost" : host;
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

    /** Leads to each of this machine's names without asking for its address. */
    private static final class OnThisMachine extends ProxySelector {

        @Override
        public List<Proxy> select(URI uri) {
            return List.of(
                    uri.getHost().endsWith(LOCAL)
                            ? new Proxy(Proxy.Type.HTTP, new InetSocketAddress("localhost", uri.getPort()))
                            : Proxy.NO_PROXY);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            // Whoever asked is told.
        }
    }
}
