package dev.verifier.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One login of somebody at the public client of an {@link Embassy}, in a browser of their own. */
final class CodeFlow implements AutoCloseable {

    /** RFC 7636 Appendix B. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final JsonMapper JSON = new JsonMapper();

    private final PlainBrowser browser = new PlainBrowser(Embassy.CALLBACK);
    private final String issuer;
    private final String link;
    private final String throughBrowser;

    CodeFlow(Embassy embassy, String scope) {
        issuer = embassy.issuer();
        var login = browser.open(issuer + "/oidc/authorize?"
                + form(Map.of(
                        "client_id",
                        Embassy.CLIENT,
                        "response_type",
                        "code",
                        "redirect_uri",
                        Embassy.CALLBACK,
                        "scope",
                        "openid " + scope,
                        "nonce",
                        "nonce-of-the-app",
                        "code_challenge",
                        CHALLENGE,
                        "code_challenge_method",
                        "S256")));
        link = login.html().select("a[data-openid4vp]").attr("href");
        assertThat(link).as(login::toString).isNotEmpty();
        throughBrowser = login.html().select("#digital").attr("data-path");
    }

    /** What the wallet is handed. */
    String link() {
        return link;
    }

    /** Whether the page asks through the browser, where it can. */
    boolean asksThroughBrowser() {
        return !throughBrowser.isEmpty();
    }

    /** What the page asks the browser for, as its {@code requests}, and beside it what has to come back with the answer. */
    JsonNode asked() {
        var asked = browser.fetch(issuer + throughBrowser);
        assertThat(asked.status()).as(asked::toString).isEqualTo(200);
        return JSON.readTree(asked.body());
    }

    /** What the page is told when it hands on what the browser gave it. */
    PlainBrowser.Page handOn(JsonNode asked, JsonNode data) {
        var form = new LinkedHashMap<>(Map.of("token", asked.at("/token").asString()));
        data.properties()
                .forEach(member -> form.put(member.getKey(), member.getValue().asString()));
        return browser.post(issuer + throughBrowser, form(form));
    }

    /** Goes where the verifier sent the wallet's owner. @return what the ID token says */
    JsonNode arriveBy(String redirectUri) throws IOException, InterruptedException {
        var callback = browser.open(redirectUri);
        assertThat(callback.address().toString()).as(callback::toString).startsWith(Embassy.CALLBACK + "?");
        var code = callback.address().getQuery().replaceFirst(".*\\bcode=", "").replaceFirst("&.*", "");
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(issuer + "/oidc/token"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form(Map.of(
                            "grant_type",
                            "authorization_code",
                            "client_id",
                            Embassy.CLIENT,
                            "redirect_uri",
                            Embassy.CALLBACK,
                            "code",
                            code,
                            "code_verifier",
                            VERIFIER))));
            var answer = http.send(request.build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return claims(JSON.readTree(answer.body()).get("id_token").asString());
        }
    }

    private static JsonNode claims(String jwt) {
        return JSON.readTree(Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[1]));
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Override
    public void close() {
        browser.close();
    }
}
