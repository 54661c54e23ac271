package dev.verifier.wallet.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A browser without a window: it keeps cookies, follows wherever it is sent, and runs no scripts. Where a form is all that leads on (OAuth 2.0
 * Form Post Response Mode), it presses the button.
 */
public final class PlainBrowser implements AutoCloseable {
    private static final int MOST_HOPS = 20;
    private static final int LAST_PORT = 65_535;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long LARGEST = 1024 * 1024;
    private static final Pattern WALLET_LINK =
            Pattern.compile("<a\\s[^>]*\\bdata-openid4vp\\b[^>]*\\shref=\"(openid4vp:[^\"]+)\"");
    private static final Pattern OWN_WALLET_LINK = Pattern.compile("<a\\s[^>]*\\shref=\"(openid4vp:[^\"]+)\"");
    private static final Pattern HEADING = Pattern.compile("<h1[^>]*>(.*?)</h1>", Pattern.DOTALL);
    private static final Pattern CONSENT = Pattern.compile(
            "<form method=\"post\" action=\"([^\"]+)\">\\s*<input type=\"hidden\" name=\"token\" value=\"([^\"]+)\"");

    private static final Pattern FORM_POST =
            Pattern.compile("<form id=\"answer\" method=\"post\" action=\"([^\"]+)\">");
    private static final Pattern FIELD = Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** It cannot go on. */
    public static final class Lost extends RuntimeException {
        private Lost(String message) {
            super(message);
        }
    }

    /**
     * Where it stands.
     *
     * @param status 0 where it was not to open the address
     * @param html what it would show
     */
    public record Page(URI address, int status, String html) {
        /** The request for a wallet on another device, on a page where people sign in. */
        public Optional<String> walletLink() {
            return first(WALLET_LINK, 1).map(Page::plain);
        }

        /** The request for a wallet on the browser's own device, of which people type no code (match-code); it is the first link there. */
        Optional<String> ownWalletLink() {
            return first(OWN_WALLET_LINK, 1).map(Page::plain);
        }

        /** What a person reads first: the heading, or the first line of a text without markup. */
        public String heading() {
            return first(HEADING, 1)
                    .map(marked -> marked.replaceAll("<[^>]*>", "").strip())
                    .orElseGet(() -> html.contains("<")
                            ? ""
                            : html.strip().lines().findFirst().orElse(""));
        }

        /** Where it is answered what the person shares with the client, on a page that asks; and the token that goes with it. */
        Optional<Consent> consent() {
            return first(CONSENT, 1)
                    .map(action -> new Consent(
                            address.resolve(plain(action)),
                            plain(first(CONSENT, 2).orElseThrow())));
        }

        /** What leads on to the client, where that is a form. */
        Optional<Answer> answer() {
            return first(FORM_POST, 1).map(action -> {
                var fields = FIELD.matcher(html)
                        .results()
                        .map(field -> encoded(field.group(1)) + "=" + encoded(field.group(2)))
                        .collect(Collectors.joining("&"));
                return new Answer(address, address.resolve(plain(action)), fields);
            });
        }

        private static String encoded(String attribute) {
            return URLEncoder.encode(plain(attribute), UTF_8);
        }

        private Optional<String> first(Pattern pattern, int group) {
            var found = pattern.matcher(html);
            return found.find() ? Optional.of(found.group(group)) : Optional.empty();
        }

        private static String plain(String attribute) {
            return attribute
                    .replace("&quot;", "\"")
                    .replace("&#39;", "'")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&amp;", "&");
        }
    }

    /**
     * An answer that a browser posts.
     *
     * @param page that it is on
     * @param form the fields, encoded
     */
    record Answer(URI page, URI action, String form) {
        /** The same as a link, for whoever does not open it. */
        URI link() {
            return URI.create(action + (action.getRawQuery() == null ? "?" : "&") + form);
        }

        HttpRequest.Builder asked(HttpRequest.Builder request) {
            return request.header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Origin", page.getScheme() + "://" + page.getRawAuthority())
                    .POST(BodyPublishers.ofString(form));
        }
    }

    /** A question whether to share something. */
    record Consent(URI action, String token) {}

    /** Goes there, and on from there until a page is shown. */
    public Page open(URI start) {
        return open(start, _ -> false);
    }

    /** The same, or until an address that is not opened. */
    Page open(URI start, Predicate<URI> end) {
        return follow(start, UnaryOperator.identity(), end);
    }

    /** What an address says to a program. */
    String read(URI address) {
        return send(address, request -> request.setHeader("Accept", "application/json"))
                .body();
    }

    /** Shares what it is asked for, and goes on from there. */
    Page share(Consent asked, Predicate<URI> end) {
        var origin = asked.action().getScheme() + "://" + asked.action().getRawAuthority();
        var form = "answer=allow&token=" + URLEncoder.encode(asked.token(), UTF_8);
        return follow(
                asked.action(),
                request -> request.header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", origin)
                        .POST(BodyPublishers.ofString(form)),
                end);
    }

    /** @param first how the first address is asked; the others are opened */
    private Page follow(URI start, UnaryOperator<HttpRequest.Builder> first, Predicate<URI> end) {
        var address = start;
        var how = first;
        for (int hop = 0; hop < MOST_HOPS; hop++) {
            if (end.test(address)) {
                return new Page(address, 0, "");
            }
            var answer = send(address, how);
            var location = answer.headers().firstValue("Location");
            if (answer.statusCode() / 100 == 3 && location.isPresent()) {
                address = next(address, location.get());
                how = UnaryOperator.identity();
                continue;
            }
            var page = new Page(address, answer.statusCode(), answer.body());
            var posted = page.answer();
            if (posted.isEmpty()) {
                return page;
            }
            address = posted.get().action();
            if (end.test(address)) {
                return new Page(posted.get().link(), 0, "");
            }
            how = posted.get()::asked;
        }
        throw new Lost(start + " leads in circles.");
    }

    private static URI next(URI address, String location) {
        try {
            return address.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new Lost(address + " leads where no browser goes.");
        }
    }

    private HttpResponse<String> send(URI address, UnaryOperator<HttpRequest.Builder> how) {
        if (!Set.of("http", "https").contains(String.valueOf(address.getScheme()))
                || address.getHost() == null
                || address.getPort() > LAST_PORT) {
            throw new Lost(address.getScheme() + ": leads where no browser goes.");
        }
        try {
            var request =
                    how.apply(HttpRequest.newBuilder(address).timeout(PATIENCE).header("Accept", "text/html"));
            cookies.get(address, Map.of()).forEach((name, values) -> request.header(name, String.join("; ", values)));
            var answer = http.send(request.build(), BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST));
            cookies.put(address, answer.headers().map());
            // As browsers do, it trusts its own machine with what is for secure connections only.
            cookies.getCookieStore().getCookies().stream()
                    .filter(cookie -> Set.of("localhost", "localhost.local", "127.0.0.1")
                            .contains(String.valueOf(cookie.getDomain())))
                    .forEach(cookie -> cookie.setSecure(false));
            return answer;
        } catch (IOException e) {
            throw new Lost(address + " does not answer; is it up?");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Lost("Interrupted while waiting for " + address + ".");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
