package dev.verifier.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.FormElement;

/** A browser that shows nothing and runs no scripts: it keeps cookies and follows wherever it is sent. */
final class PlainBrowser implements AutoCloseable {

    private static final int MOST_HOPS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final List<String> ends;

    /** @param ends how the addresses begin that nobody serves: it arrives there and does not open them */
    PlainBrowser(String... ends) {
        this.ends = List.of(ends);
    }

    /**
     * Where it stands.
     *
     * @param address the page's
     * @param status 0 where it was not opened
     * @param body what the page says
     */
    record Page(URI address, int status, String body) {

        Document html() {
            return Jsoup.parse(body, address.toString());
        }

        @Override
        public String toString() {
            return status + " at " + address + "\n" + body;
        }
    }

    Page open(String url) {
        return follow(URI.create(url), request -> request);
    }

    /** Presses the button of a form of the page. */
    Page submit(Page page) {
        var form = page.html().selectFirst("form");
        var fields = ((FormElement) Objects.requireNonNull(form))
                .formData().stream()
                        .map(field -> field.key() + "=" + URLEncoder.encode(field.value(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        return follow(
                URI.create(form.absUrl("action")),
                request -> request.header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(fields)));
    }

    /** @param first how the first address is asked; the others are opened */
    private Page follow(URI start, UnaryOperator<HttpRequest.Builder> first) {
        var address = start;
        for (var hop = 0; hop < MOST_HOPS; hop++) {
            if (ends.stream().anyMatch(address.toString()::startsWith)) {
                return new Page(address, 0, "");
            }
            var how = hop == 0 ? first : UnaryOperator.<HttpRequest.Builder>identity();
            var answer = send(address, request -> how.apply(request.header("Accept", "text/html")));
            var location = answer.headers().firstValue("Location");
            if (answer.statusCode() / 100 != 3 || location.isEmpty()) {
                return new Page(address, answer.statusCode(), answer.body());
            }
            address = address.resolve(location.get());
        }
        throw new AssertionError("it goes in circles at " + address);
    }

    /** What a script of a page fetches from the page's own server. */
    Page fetch(String url) {
        var address = URI.create(url);
        return page(address, send(address, request -> asScript(request)));
    }

    /** What it hears when it posts there. */
    Page post(String url, String form) {
        var address = URI.create(url);
        return page(
                address,
                send(
                        address,
                        request -> asScript(request)
                                .header(
                                        "Origin",
                                        address.resolve("/").toString().replaceFirst("/$", ""))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(form))));
    }

    private static Page page(URI address, HttpResponse<String> answer) {
        return new Page(address, answer.statusCode(), answer.body());
    }

    private static HttpRequest.Builder asScript(HttpRequest.Builder request) {
        return request.header("Accept", "application/json").header("Sec-Fetch-Site", "same-origin");
    }

    private HttpResponse<String> send(URI address, UnaryOperator<HttpRequest.Builder> how) {
        try {
            var request = how.apply(HttpRequest.newBuilder(address).timeout(PATIENCE));
            cookies.get(address, Map.of()).forEach((name, values) -> request.header(name, String.join("; ", values)));
            var answer = http.send(request.build(), BodyHandlers.ofString());
            cookies.put(address, answer.headers().map());
            // As browsers do, it trusts its own machine with what is for secure connections only.
            cookies.getCookieStore().getCookies().forEach(cookie -> cookie.setSecure(false));
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
