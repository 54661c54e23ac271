package dev.verifier.wallet.openid4vp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.verifier.wallet.ContentEncryption;
import dev.verifier.wallet.EncryptionKey;
import dev.verifier.wallet.SealedRequests;
import dev.verifier.wallet.WalletKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A verifier on this machine that asks one question over real HTTP, and judges the answer with the JDK alone. */
public final class Questioner implements AutoCloseable {
    public static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    public static final SecureRandom RANDOM = new SecureRandom();
    public static final String NONCE = "n-0S6_WzA2Mj-n-0S6_WzA2Mj";
    public static final String QUERY_ID = "employee_w3c";

    private static final String REQUEST = "/oid4vp/auth-request/1";
    private static final String RESPONSE = "/oid4vp/auth-response";

    private final HttpServer server;
    private final WalletKey key = WalletKey.generate(RANDOM);
    private final List<Map<String, String>> answers = new CopyOnWriteArrayList<>();
    private final List<Map<String, String>> fetches = new CopyOnWriteArrayList<>();
    private String mediaType = "application/oauth-authz-req+jwt";
    private UnaryOperator<Map<String, Object>> editClaims = UnaryOperator.identity();
    private UnaryOperator<Map<String, Object>> editHeader = UnaryOperator.identity();
    private @Nullable WalletKey otherKey;
    private @Nullable String redirectUri;
    private @Nullable String otherReply;
    private int otherStatus;
    private int statusOfRequest = 200;
    private boolean legacy;
    private Sealing sealing = Sealing.AS_ASKED;

    /** What becomes of a wallet's wish for encryption. */
    enum Sealing {
        AS_ASKED,
        IN_CLEAR,
        TO_ANOTHER_KEY,
        UNDER_ANOTHER_NAME,
        COMPRESSED
    }

    public Questioner() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(REQUEST, this::request);
        server.createContext(RESPONSE, this::response);
        server.start();
    }

    public URI origin() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public String clientId() {
        return (legacy ? "" : "decentralized_identifier:") + key.did();
    }

    public RequestLink link() {
        return new RequestLink(clientId(), origin().resolve(REQUEST), false);
    }

    public RequestLink linkToPost() {
        return new RequestLink(clientId(), origin().resolve(REQUEST), true);
    }

    /** From now on it is a verifier from before OpenID4VP 1.0: a bare did, addressed to itself, a scope in place of a query. */
    Questioner legacy() {
        legacy = true;
        editClaims = claims -> {
            claims.put("aud", clientId());
            claims.remove("dcql_query");
            claims.put("scope", "dome.credentials.presentation.LEARCredentialEmployee");
            return claims;
        };
        return this;
    }

    Questioner claims(UnaryOperator<Map<String, Object>> edit) {
        editClaims = edit;
        return this;
    }

    public Questioner with(String claim, Object value) {
        var before = editClaims;
        return claims(claims -> {
            var edited = before.apply(claims);
            edited.put(claim, value);
            return edited;
        });
    }

    Questioner without(String claim) {
        return claims(claims -> {
            claims.remove(claim);
            return claims;
        });
    }

    Questioner withHeader(String name, Object value) {
        editHeader = header -> {
            header.put(name, value);
            return header;
        };
        return this;
    }

    Questioner signing(WalletKey other) {
        otherKey = other;
        return this;
    }

    Questioner sealing(Sealing how) {
        sealing = how;
        return this;
    }

    Questioner calling(String otherMediaType) {
        mediaType = otherMediaType;
        return this;
    }

    Questioner answeringRequestsWith(int status) {
        statusOfRequest = status;
        return this;
    }

    /** Every answer that holds is rewarded with this. */
    public Questioner redirectingTo(String uri) {
        redirectUri = uri;
        return this;
    }

    /** Whatever comes is answered with this. */
    public Questioner replying(int status, String body) {
        otherStatus = status;
        otherReply = body;
        return this;
    }

    public WalletKey key() {
        return key;
    }

    public List<Map<String, String>> answers() {
        return answers;
    }

    List<Map<String, String>> fetches() {
        return fetches;
    }

    String requestObject() {
        return requestObject(Map.of());
    }

    private String requestObject(Map<String, String> fetched) {
        var query = Map.of(
                "credentials",
                List.of(
                        Map.of("id", "employee_ld", "format", "ldp_vc", "meta", Map.of()),
                        Map.of(
                                "id",
                                QUERY_ID,
                                "format",
                                "jwt_vc_json",
                                "meta",
                                Map.of(
                                        "type_values",
                                        List.of(
                                                List.of("LEARCredentialEmployee"),
                                                List.of("learcredential.employee.w3c.4"))))),
                "credential_sets",
                List.of(Map.of("options", List.of(List.of("employee_ld"), List.of(QUERY_ID)))));
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", clientId());
        claims.put("aud", "https://self-issued.me/v2");
        claims.put("client_id", clientId());
        claims.put("response_type", "vp_token");
        claims.put("response_mode", "direct_post");
        claims.put("response_uri", origin() + RESPONSE);
        claims.put("nonce", NONCE);
        claims.put("state", "state-1");
        claims.put("dcql_query", query);
        claims.put("client_metadata", Map.of("client_name", "Acme Market"));
        claims.put("iat", AT.getEpochSecond());
        claims.put("exp", AT.getEpochSecond() + 300);
        if (fetched.containsKey("wallet_nonce")) {
            claims.put("wallet_nonce", fetched.get("wallet_nonce"));
        }
        var header = new LinkedHashMap<String, Object>();
        header.put("typ", "oauth-authz-req+jwt");
        header.put("kid", legacy ? key.did() : key.keyId());
        return (otherKey == null ? key : otherKey).sign(editHeader.apply(header), editClaims.apply(claims));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void request(HttpExchange exchange) throws IOException {
        var form = form(exchange);
        fetches.add(form);
        exchange.getResponseHeaders().add("Content-Type", mediaType);
        if (statusOfRequest / 100 == 3) {
            exchange.getResponseHeaders().add("Location", origin() + REQUEST);
        }
        reply(exchange, statusOfRequest, sealed(requestObject(form), form));
    }

    private String sealed(String object, Map<String, String> form) {
        var metadata = JsonMapper.shared().readTree(form.getOrDefault("wallet_metadata", "{}"));
        if (!metadata.has("jwks") || sealing == Sealing.IN_CLEAR) {
            return object;
        }
        var jwk = JsonMapper.shared().convertValue(metadata.at("/jwks/keys/0"), Map.class);
        var to = EncryptionKey.of(jwk, ContentEncryption.A256GCM);
        return switch (sealing) {
            case TO_ANOTHER_KEY -> SealedRequests.to(to, WalletKey.generate(RANDOM), object);
            case UNDER_ANOTHER_NAME -> SealedRequests.with(to, "kid", "another", object);
            case COMPRESSED -> SealedRequests.with(to, "zip", "DEF", object);
            default -> SealedRequests.to(to, object);
        };
    }

    private void response(HttpExchange exchange) throws IOException {
        var form = form(exchange);
        answers.add(form);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        if (otherReply != null) {
            reply(exchange, otherStatus, otherReply);
            return;
        }
        if (form.containsKey("error")) {
            reply(exchange, 200, "{}");
            return;
        }
        var why = Judge.objection(form, clientId());
        if (!why.isEmpty()) {
            reply(
                    exchange,
                    400,
                    "{\"error\":\"access_denied\",\"error_description\":\"" + why + "\",\"error_id\":\"7f\"}");
            return;
        }
        reply(exchange, 200, redirectUri == null ? "{}" : "{\"redirect_uri\":\"" + redirectUri + "\"}");
    }

    private static Map<String, String> form(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        return body.isEmpty()
                ? Map.of()
                : Arrays.stream(body.split("&", -1))
                        .map(field -> field.split("=", 2))
                        .collect(Collectors.toMap(field -> field[0], field -> URLDecoder.decode(field[1], UTF_8)));
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            var bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
