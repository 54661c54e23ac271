package dev.verifier.testkit;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A client under test, as small as one can be: a public one, without a library.
 *
 * @param issuer where its people sign in
 * @param id under which it is registered
 * @param callback where it takes answers
 */
record App(String issuer, String id, String callback) {
    static final String CALLBACK = "http://localhost:1/callback";

    /** RFC 7636 Appendix B. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    App(String issuer, String id) {
        this(issuer, id, CALLBACK);
    }

    static Client client(String id) {
        return Client.app(id, CALLBACK);
    }

    String authorizationRequest() {
        return issuer + "/oidc/authorize?"
                + form(Map.of(
                        "client_id",
                        id,
                        "response_type",
                        "code",
                        "redirect_uri",
                        callback,
                        "scope",
                        "openid learcredential",
                        "state",
                        "state-of-the-app",
                        "nonce",
                        "nonce-of-the-app",
                        "code_challenge",
                        CHALLENGE,
                        "code_challenge_method",
                        "S256"));
    }

    HttpResponse<String> redeem(URI redirected) throws Exception {
        return tokens(Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                id,
                "redirect_uri",
                callback,
                "code",
                parameters(redirected).getOrDefault("code", ""),
                "code_verifier",
                VERIFIER));
    }

    HttpResponse<String> refresh(HttpResponse<String> tokens) throws Exception {
        return tokens(Map.of(
                "grant_type", "refresh_token", "client_id", id, "refresh_token", member(tokens, "refresh_token")));
    }

    static Map<String, String> parameters(URI redirected) {
        return Arrays.stream(redirected.getRawQuery().split("&", -1))
                .map(parameter -> parameter.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    static String member(HttpResponse<String> json, String name) {
        Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(json.body());
        return found.find() ? found.group(1) : "";
    }

    private HttpResponse<String> tokens(Map<String, String> fields) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(issuer + "/oidc/token"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(form(fields)))
                                .build(),
                        BodyHandlers.ofString());
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
