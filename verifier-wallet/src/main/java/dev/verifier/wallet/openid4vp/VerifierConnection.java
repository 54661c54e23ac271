package dev.verifier.wallet.openid4vp;

import dev.verifier.wallet.CompactJws;
import dev.verifier.wallet.WalletKey;
import dev.verifier.wallet.WalletResponse;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The wallet's only way out: https or this machine, no redirects (OpenID4VP 1.0 §14.6), little patience, small answers. Thread-safe. */
public final class VerifierConnection implements AutoCloseable {
    private static final String MEDIA_TYPE = "application/oauth-authz-req+jwt";
    private static final long LARGEST = 64 * 1024;
    private static final int NONCE_LENGTH = 16;

    /** §5.10: what this wallet can do, as far as a verifier could care. */
    private static final Map<String, Object> METADATA =
            Map.of("vp_formats_supported", Map.of("jwt_vc_json", Map.of("alg_values", List.of("ES256", "RS256"))));

    private final InstantSource clock;
    private final SecureRandom random;
    private final boolean encrypted;
    private final Attesters attesters;
    private final Duration patience;
    private final HttpClient http;

    /** A connection with ten seconds of patience. */
    public VerifierConnection(InstantSource clock, SecureRandom random) {
        this(clock, random, false);
    }

    /**
     * The same.
     *
     * @param encrypted whether requests are asked for by POST, whatever the link says, encrypted (§5.10), and not read otherwise
     */
    public VerifierConnection(InstantSource clock, SecureRandom random, boolean encrypted) {
        this(clock, random, encrypted, Attesters.NONE);
    }

    /**
     * The same.
     *
     * @param attesters whose word on verifiers counts (§12)
     */
    public VerifierConnection(InstantSource clock, SecureRandom random, boolean encrypted, Attesters attesters) {
        this(clock, random, encrypted, attesters, Duration.ofSeconds(10));
    }

    VerifierConnection(
            InstantSource clock, SecureRandom random, boolean encrypted, Attesters attesters, Duration patience) {
        this.attesters = attesters;
        this.encrypted = encrypted;
        this.clock = clock;
        this.random = random;
        this.patience = patience;
        this.http = HttpClient.newBuilder()
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * Fetches a request, if it is not in the link already, and checks it.
     *
     * @throws UnacceptableRequest if a wallet must not answer it
     */
    public AuthorizationRequest fetch(VerifierLink link) {
        return switch (link) {
            case RequestLink elsewhere -> fetched(elsewhere);
            case UnsignedRequest request -> {
                if (encrypted) {
                    throw new UnacceptableRequest(RequestFlaw.NOT_ENCRYPTED);
                }
                yield AuthorizationRequest.read(request);
            }
        };
    }

    private AuthorizationRequest fetched(RequestLink link) {
        var walletNonce = link.post() || encrypted ? nonce() : null;
        var key = encrypted ? new RequestKey(WalletKey.generate(random)) : null;
        var answer = exchange(asking(link, walletNonce, key));
        switch (answer.statusCode()) {
            case 200 -> {}
            case 404, 410 -> throw new UnacceptableRequest(RequestFlaw.GONE);
            default -> throw new UnacceptableRequest(RequestFlaw.UNREACHABLE);
        }
        var type = answer.headers().firstValue("Content-Type").orElse("");
        // The verifiers before 1.0 call it text.
        if (!ClientIdentifier.parse(link.clientId(), attesters).legacy()
                && !type.split(";", 2)[0].strip().equalsIgnoreCase(MEDIA_TYPE)) {
            throw new UnacceptableRequest(RequestFlaw.WRONG_MEDIA_TYPE);
        }
        var object = key == null ? answer.body() : key.opened(answer.body());
        return AuthorizationRequest.read(link, object, walletNonce, attesters, clock.instant());
    }

    /** Posts an answer, or an error in the place of one. */
    public VerifierReply send(WalletResponse response) {
        var request = HttpRequest.newBuilder(response.responseUri())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(response.body()));
        try {
            return reply(exchange(request));
        } catch (UnacceptableRequest e) {
            return new VerifierReply.Unanswered("The verifier cannot be reached, or does not answer in time.");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private static HttpRequest.Builder asking(
            RequestLink link, @Nullable String walletNonce, @Nullable RequestKey key) {
        var request = HttpRequest.newBuilder(link.requestUri()).header("Accept", MEDIA_TYPE);
        if (walletNonce == null) {
            return request.GET();
        }
        var metadata = new LinkedHashMap<>(METADATA);
        if (key != null) {
            metadata.putAll(key.metadata());
        }
        var form = Map.of(
                "wallet_metadata", JsonMapper.shared().writeValueAsString(metadata), "wallet_nonce", walletNonce);
        return request.header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(new WalletResponse(link.requestUri(), form).body()));
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        var pending = http.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST));
        try {
            return pending.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            pending.cancel(true);
            throw new UnacceptableRequest(RequestFlaw.UNREACHABLE, e);
        } catch (InterruptedException e) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            throw new UnacceptableRequest(RequestFlaw.UNREACHABLE, e);
        }
    }

    private static VerifierReply reply(HttpResponse<String> answer) {
        int status = answer.statusCode();
        var members = members(answer.body());
        if (status == 200) {
            return new VerifierReply.Accepted(
                    WebAddress.of(members.get("redirect_uri")).orElse(null));
        }
        if (status / 100 == 4) {
            return new VerifierReply.Refused(
                    status, text(members, "error"), text(members, "error_description"), text(members, "error_id"));
        }
        return new VerifierReply.Unanswered("The verifier answers with HTTP " + status + ".");
    }

    /** The older verifiers answer with nothing, or with something else than an object. */
    private static Map<?, ?> members(String body) {
        try {
            return JsonMapper.shared().readValue(body, Object.class) instanceof Map<?, ?> members ? members : Map.of();
        } catch (JacksonException e) {
            return Map.of();
        }
    }

    private static String text(Map<?, ?> members, String name) {
        return members.get(name) instanceof String text ? text : "";
    }

    private String nonce() {
        var bytes = new byte[NONCE_LENGTH];
        random.nextBytes(bytes);
        return CompactJws.encode(bytes);
    }
}
