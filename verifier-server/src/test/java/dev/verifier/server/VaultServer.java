package dev.verifier.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.crypto.impl.ECDSA;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.json.JsonMapper;

/** Speaks as the transit engine of Vault does: what is known of a key and its versions, and signatures by them. */
final class VaultServer implements AutoCloseable {

    static final String TOKEN = "hvs.CAESIJ-a-token";

    private record Version(KeyPair pair, Instant createdAt) {}

    private final StubServer server = new StubServer();
    private final List<Version> versions = new CopyOnWriteArrayList<>();
    private final JsonMapper json = new JsonMapper();

    VaultServer(Instant at) {
        rotate(at);
        isThere();
    }

    /** What the server is told. */
    String reference() {
        return "vault:" + server.url("/v1/transit") + "?key=verifier";
    }

    List<String> asked() {
        return server.asked();
    }

    void rotate(Instant at) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            versions.add(new Version(generator.generateKeyPair(), at));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    void isThere() {
        server.behave(this::answer);
    }

    void answers(int status) {
        server.behave(exchange -> StubServer.respond(exchange, status, "{\"errors\":[\"as it was told to\"]}"));
    }

    void says(String body) {
        server.serve(body);
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (!TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"))) {
            StubServer.respond(exchange, 403, "{\"errors\":[\"permission denied\"]}");
            return;
        }
        switch (exchange.getRequestMethod() + " " + exchange.getRequestURI()) {
            case "GET /v1/transit/keys/verifier" -> StubServer.respond(exchange, 200, data(description()));
            case "POST /v1/transit/sign/verifier" -> {
                var asked = json.readTree(exchange.getRequestBody().readAllBytes());
                var version = asked.path("key_version").asInt();
                var input = Base64.getDecoder().decode(asked.path("input").asString());
                var isLikeJws = "jws".equals(asked.path("marshaling_algorithm").asString(""));
                StubServer.respond(
                        exchange,
                        200,
                        data(Map.of("signature", "vault:v" + version + ":" + signature(version, input, isLikeJws))));
            }
            default -> StubServer.respond(exchange, 404, "{\"errors\":[]}");
        }
    }

    private String data(Map<String, Object> data) {
        return json.writeValueAsString(Map.of("request_id", "1", "data", data));
    }

    private Map<String, Object> description() {
        var keys = new LinkedHashMap<String, Object>();
        for (var number = 1; number <= versions.size(); number++) {
            var version = versions.get(number - 1);
            var pem = "-----BEGIN PUBLIC KEY-----\n"
                    + Base64.getMimeEncoder()
                            .encodeToString(version.pair().getPublic().getEncoded())
                    + "\n-----END PUBLIC KEY-----\n";
            keys.put(
                    String.valueOf(number),
                    Map.of("creation_time", version.createdAt().toString(), "name", "P-256", "public_key", pem));
        }
        return Map.of("type", "ecdsa-p256", "name", "verifier", "latest_version", versions.size(), "keys", keys);
    }

    private String signature(int version, byte[] input, boolean isLikeJws) {
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(versions.get(version - 1).pair().getPrivate());
            signature.update(input);
            var der = signature.sign();
            return isLikeJws
                    ? Base64.getUrlEncoder().withoutPadding().encodeToString(ECDSA.transcodeSignatureToConcat(der, 64))
                    : new String(Base64.getEncoder().encode(der), UTF_8);
        } catch (GeneralSecurityException | com.nimbusds.jose.JOSEException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
