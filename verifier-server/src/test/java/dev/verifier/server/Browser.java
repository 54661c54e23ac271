package dev.verifier.server;

import dev.verifier.wallet.Asked;
import dev.verifier.wallet.EncryptionKey;
import dev.verifier.wallet.WalletKey;
import dev.verifier.wallet.WalletLogin;
import dev.verifier.wallet.openid4vp.ResponseEncryption;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A browser with its cookies and without a picture, and what goes on around it. */
final class Browser {

    static final String VERIFIER = "a-code-verifier-of-forty-three-characters-or-more";
    private static final Pattern ISSUER = Pattern.compile("^http://([a-z]+\\.)?localhost:9000");
    private static final Pattern LINK = Pattern.compile("data-openid4vp[^>]* href=\"(openid4vp://[^\"]+)\"");

    private final Http http;
    private final Map<String, String> cookies = new HashMap<>();

    Browser(Http http) {
        this.http = http;
    }

    /** A usual authorization request of the public client. */
    static Map<String, String> request() {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("response_type", "code");
        parameters.put("client_id", "browser-app");
        parameters.put("redirect_uri", "https://app.example/callback");
        parameters.put("scope", "openid learcredential");
        parameters.put("state", "client state & more");
        parameters.put("nonce", "client nonce");
        parameters.put("code_challenge", challenge(VERIFIER));
        parameters.put("code_challenge_method", "S256");
        return parameters;
    }

    static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** Goes somewhere, and not on from there. */
    Http.Answer get(String pathOrUrl) {
        return get(pathOrUrl, "text/html,application/xhtml+xml");
    }

    Http.Answer get(String pathOrUrl, String accept) {
        return keep(http.send(http.request(path(pathOrUrl))
                .header("Accept", accept)
                .header("Cookie", cookieHeader())
                .GET()));
    }

    Http.Answer post(String pathOrUrl, Map<String, String> form) {
        return keep(http.send(http.request(path(pathOrUrl))
                .header("Accept", "text/html")
                .header("Cookie", cookieHeader())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(Http.encoded(form)))));
    }

    /** As if it had been open all the time. */
    void take(String cookieHeader) {
        for (var cookie : cookieHeader.split("; ", -1)) {
            var pair = cookie.split("=", 2);
            cookies.put(pair[0], pair[1]);
        }
    }

    String cookieHeader() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; ", "a=b; ", ""));
    }

    private Http.Answer keep(Http.Answer answer) {
        for (var header : answer.headers().allValues("Set-Cookie")) {
            var pair = header.replaceFirst(";.*", "").split("=", 2);
            cookies.put(pair[0], pair[1]);
        }
        return answer;
    }

    /** Without the origin, which in tests is the issuer's and not the port's. */
    static String path(String pathOrUrl) {
        return ISSUER.matcher(pathOrUrl).replaceFirst("");
    }

    Http.Answer authorize(Map<String, String> request) {
        return get("/oidc/authorize?" + Http.encoded(request));
    }

    /** Begins a login: the path of its page. */
    String begin(Map<String, String> request) {
        var answer = authorize(request);
        if (answer.status() != 302) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
        return path(answer.header("Location"));
    }

    /** The link on the login page that a wallet would open or scan. */
    String walletLink(String page) {
        var answer = get(page);
        var link = LINK.matcher(answer.body());
        if (!link.find()) {
            throw new AssertionError(answer.body());
        }
        return link.group(1).replace("&amp;", "&");
    }

    /** What the wallet reads in the request behind such a link. */
    static JsonNode requestObject(Http http, String link) {
        var parameters = query(
                URI.create(link.replace("openid4vp://?", "openid4vp://x?")).getRawQuery());
        var answer = http.get(path(parameters.getOrDefault("request_uri", "")));
        if (answer.status() != 200) {
            throw new AssertionError(answer.body());
        }
        return payload(answer.body());
    }

    static JsonNode payload(String jws) {
        return new JsonMapper().readTree(Base64.getUrlDecoder().decode(part(jws, 1)));
    }

    private static String part(String jws, int index) {
        return List.of(jws.split("\\.", -1)).get(index);
    }

    static JsonNode header(String jws) {
        return new JsonMapper().readTree(Base64.getUrlDecoder().decode(part(jws, 0)));
    }

    /** What an answer has to repeat. */
    static Asked asked(JsonNode request) {
        return new Asked(
                request.get("client_id").asString(),
                URI.create(request.get("response_uri").asString()),
                request.get("nonce").asString(),
                request.get("state").asString(),
                request.get("dcql_query").get("credentials").get(0).get("id").asString(),
                encryption(request));
    }

    /** What the answer is encrypted to, where that is asked for. */
    private static @Nullable EncryptionKey encryption(JsonNode request) {
        return request.get("response_mode").asString().equals("direct_post.jwt")
                ? ResponseEncryption.key(new JsonMapper()
                        .convertValue(request.get("client_metadata"), new TypeReference<Map<String, Object>>() {}))
                : null;
    }

    /** What this person's wallet would answer to the request on a page. */
    WalletLogin answer(World world, WalletKey person, String page) {
        return world.answer(person, asked(requestObject(http, walletLink(page))))
                .build();
    }

    /** The wallet posts its answer: what it is told. */
    Http.Answer post(WalletLogin answer) {
        return http.post(path(answer.responseUri().toString()), answer.form());
    }

    /** The parameters with which the browser ends at the client. */
    Map<String, String> arrive(Http.Answer answer) {
        var next = answer;
        for (var hop = 0; hop < 5; hop++) {
            var location = next.header("Location");
            if (location.isEmpty()) {
                throw new AssertionError(next.status() + " " + next.body());
            }
            if (!ISSUER.matcher(location).lookingAt()) {
                return query(URI.create(location).getRawQuery());
            }
            next = get(location);
        }
        throw new AssertionError("it goes in circles");
    }

    /** A whole login on another device: the parameters at the client. */
    Map<String, String> signIn(World world, WalletKey person, Map<String, String> request) {
        var page = begin(request);
        var told = post(answer(world, person, page));
        if (told.status() != 200) {
            throw new AssertionError(told.body());
        }
        return arrive(get(page + "/continue"));
    }

    /** The same request by another client. */
    static Map<String, String> requestOf(String client, String redirectUri) {
        var request = request();
        request.put("client_id", client);
        request.put("redirect_uri", redirectUri);
        return request;
    }

    /** The form with which the public client redeems its code. */
    static Map<String, String> redemption(String code) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "authorization_code");
        form.put("client_id", "browser-app");
        form.put("redirect_uri", "https://app.example/callback");
        form.put("code", code);
        form.put("code_verifier", VERIFIER);
        return form;
    }

    static Map<String, String> query(String raw) {
        return Arrays.stream(raw.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                        pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }
}
