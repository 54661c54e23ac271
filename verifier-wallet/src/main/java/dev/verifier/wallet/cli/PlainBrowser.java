package dev.verifier.wallet.cli;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A browser without a window: it keeps cookies, follows wherever it is sent, and runs no scripts. */
final class PlainBrowser implements AutoCloseable {
    private static final int MOST_HOPS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long LARGEST = 1024 * 1024;
    private static final Pattern WALLET_LINK =
            Pattern.compile("<a\\s[^>]*\\bdata-openid4vp\\b[^>]*\\shref=\"(openid4vp:[^\"]+)\"");
    private static final Pattern HEADING = Pattern.compile("<h1[^>]*>(.*?)</h1>", Pattern.DOTALL);

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /**
     * Where it stands.
     *
     * @param html what it would show
     */
    record Page(URI address, int status, String html) {
        /** The request for a wallet on another device, on a page where people sign in. */
        Optional<String> walletLink() {
            return first(WALLET_LINK).map(link -> link.replace("&amp;", "&"));
        }

        /** What a person reads first. */
        String heading() {
            return JsonText.plain(
                    first(HEADING).orElse("").replaceAll("<[^>]*>", "").strip());
        }

        private Optional<String> first(Pattern pattern) {
            var found = pattern.matcher(html);
            return found.find() ? Optional.of(found.group(1)) : Optional.empty();
        }
    }

    /** Goes there, and on from there until a page is shown. */
    Page open(URI start) {
        var address = start;
        for (int hop = 0; hop < MOST_HOPS; hop++) {
            var answer = send(address);
            var location = answer.headers().firstValue("Location");
            if (answer.statusCode() / 100 != 3 || location.isEmpty()) {
                return new Page(address, answer.statusCode(), answer.body());
            }
            address = next(address, location.get());
        }
        throw CommandFailure.unanswered(start + " leads in circles.");
    }

    private static URI next(URI address, String location) {
        try {
            return WebUrl.parse(address.resolve(location).toString());
        } catch (IllegalArgumentException e) {
            throw CommandFailure.unanswered(address + " leads where no browser goes.");
        }
    }

    private HttpResponse<String> send(URI address) {
        try {
            var request = HttpRequest.newBuilder(address).timeout(PATIENCE).header("Accept", "text/html");
            cookies.get(address, Map.of()).forEach((name, values) -> request.header(name, String.join("; ", values)));
            var answer = http.send(request.build(), BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST));
            cookies.put(address, answer.headers().map());
            return answer;
        } catch (IOException e) {
            throw CommandFailure.unanswered(address + " does not answer; is it up?");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.unanswered("Interrupted while waiting for " + address + ".");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
