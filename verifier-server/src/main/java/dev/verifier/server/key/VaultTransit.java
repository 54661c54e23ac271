package dev.verifier.server.key;

import dev.verifier.server.outbound.Answer;
import dev.verifier.server.outbound.OutboundHttp;
import java.net.URI;
import java.security.ProviderException;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A key in the transit secrets engine of HashiCorp Vault, or of what speaks like it: it never leaves there, and has versions. Whatever is
 * not as it should be is a {@link ProviderException} that says so to the operator. Thread-safe.
 */
final class VaultTransit {

    private static final int SIGNATURE_BYTES = 64;

    private final URI engine;
    private final String name;
    private final Supplier<String> token;
    private final OutboundHttp http;
    private final JsonMapper json = new JsonMapper();

    /**
     * @param engine address of the engine, such as {@code https://vault.example/v1/transit}
     * @param name of the key
     * @param token read again for each request: agents replace it from time to time
     */
    VaultTransit(URI engine, String name, Supplier<String> token, OutboundHttp http) {
        this.engine = engine;
        this.name = name;
        this.token = token;
        this.http = http;
    }

    /** One version of the key. */
    record Version(int number, Instant createdAt, ECPublicKey publicKey) {}

    /** Those that it has now; there is one at least. */
    List<Version> versions() {
        var key = data(http.json(target("keys"), headers(), null));
        if (!"ecdsa-p256".equals(key.path("type").asString(""))) {
            throw new ProviderException("the key in Vault is not of type ecdsa-p256");
        }
        var versions = key.path("keys").properties().stream()
                .map(version -> version(version.getKey(), version.getValue()))
                .toList();
        if (versions.isEmpty()) {
            throw unlike();
        }
        return versions;
    }

    /** R and S of a signature by one version. */
    byte[] sign(int version, byte[] input) {
        var asked = Map.of(
                "input",
                Base64.getEncoder().encodeToString(input),
                "key_version",
                version,
                "hash_algorithm",
                "sha2-256",
                "marshaling_algorithm",
                "jws");
        var signature = data(http.json(target("sign"), headers(), json.writeValueAsBytes(asked)))
                .path("signature")
                .asString("");
        var before = "vault:v" + version + ":";
        try {
            var bytes = Base64.getUrlDecoder().decode(signature.replaceFirst("^" + before, ""));
            if (signature.startsWith(before) && bytes.length == SIGNATURE_BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw unlike();
        }
        throw unlike();
    }

    private Version version(String number, JsonNode value) {
        try {
            var key = KeyText.publicKey(value.path("public_key").asString(""));
            var created = OffsetDateTime.parse(value.path("creation_time").asString(""));
            return new Version(Integer.parseInt(number), created.toInstant(), KeyText.point(key));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw unlike();
        }
    }

    private URI target(String verb) {
        return URI.create(engine + "/" + verb + "/" + name);
    }

    private Map<String, String> headers() {
        return Map.of("X-Vault-Token", token.get(), "X-Vault-Request", "true");
    }

    private JsonNode data(Answer answer) {
        return switch (answer) {
            case Answer.Body body -> {
                try {
                    yield json.readTree(body.bytes()).path("data");
                } catch (JacksonException e) {
                    throw unlike();
                }
            }
            case Answer.NotFound _ -> throw new ProviderException("Vault knows no such key");
            case Answer.NotModified _ -> throw unlike();
            case Answer.Failed(var reason) -> throw new ProviderException("Vault does not answer: " + reason);
        };
    }

    private static ProviderException unlike() {
        return new ProviderException("the answer is not like one of Vault's");
    }
}
