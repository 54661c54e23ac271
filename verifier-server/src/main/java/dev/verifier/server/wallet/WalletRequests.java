package dev.verifier.server.wallet;

import dev.verifier.server.configuration.Surface;
import dev.verifier.server.key.SigningKeys;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a wallet is told: where the request is, and the signed request object itself (OpenID4VP 1.0 §5). Thread-safe. */
final class WalletRequests {

    private static final String TYPE = "oauth-authz-req+jwt";
    private static final List<String> ALGORITHMS = List.of("ES256", "ES384", "EdDSA");

    private final OurClientId clientId;
    private final boolean legacy;
    private final SigningKeys keys;
    private final Surface surface;

    /** @param legacy whether the members are there that the ecosystem's first wallets look for */
    WalletRequests(OurClientId clientId, boolean legacy, SigningKeys keys, Surface surface) {
        this.clientId = clientId;
        this.legacy = legacy;
        this.keys = keys;
        this.surface = surface;
    }

    /** The parameters that lead a wallet to the request, as a query string. */
    String query(LoginOrder order, WalletFlow flow) {
        return "client_id=" + encoded(clientId.value()) + "&request_uri="
                + encoded(surface.url(Surface.WALLET_REQUEST + "/" + flow.marked(order.requestId())));
    }

    /** The same as the link that wallets are registered for. */
    String link(LoginOrder order, WalletFlow flow) {
        return "openid4vp://?" + query(order, flow);
    }

    /**
     * The request object of a login, the same for as long as it waits save for the wallet's own nonce and the instant.
     *
     * @param walletNonce as the wallet posted it (§5.10); null where it did not
     */
    String signed(WalletLogin.Requested login, WalletFlow flow, @Nullable String walletNonce, Instant at) {
        var order = login.order();
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", clientId.value());
        claims.put("aud", "https://self-issued.me/v2");
        claims.put("client_id", clientId.value());
        claims.put("response_type", "vp_token");
        claims.put("response_mode", "direct_post");
        claims.put("response_uri", surface.url(Surface.WALLET_RESPONSE));
        claims.put("nonce", order.nonce());
        claims.put("state", flow.marked(order.state()));
        claims.put("dcql_query", order.asked().dcql());
        claims.put("client_metadata", metadata(order));
        if (walletNonce != null) {
            claims.put("wallet_nonce", walletNonce);
        }
        if (legacy) {
            claims.put("client_id_scheme", "did:key");
            claims.put("scope", "dome.credentials.presentation.LEARCredentialEmployee");
        }
        claims.put("iat", at.getEpochSecond());
        claims.put("exp", login.endsAt().getEpochSecond());
        return keys.signed(TYPE, clientId.keyId(), claims);
    }

    /** With where the person is about to sign in, so that a wallet can show it (OpenID4VP 1.0 §14.2: relayed QR codes). */
    private static Map<String, Object> metadata(LoginOrder order) {
        return Map.of(
                "client_name",
                order.host(),
                "vp_formats_supported",
                Map.of("jwt_vc_json", Map.of("alg_values", ALGORITHMS)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
