package dev.verifier.server.wallet;

import dev.verifier.server.configuration.Surface;
import dev.verifier.server.key.ResponseKey;
import dev.verifier.server.profile.VerifierInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What a wallet is told: where the request is, and the signed request object itself (OpenID4VP 1.0 §5). Thread-safe. */
final class WalletRequests {

    private static final String TYPE = "oauth-authz-req+jwt";

    private final JsonMapper json = new JsonMapper();
    private final OurNames names;
    private final boolean legacy;
    private final boolean strict;
    private final VerifierInfo info;
    private final Surface surface;

    /**
     * @param legacy whether the members are there that the ecosystem's first wallets look for
     * @param strict whether no others are there than the specification's
     * @param info what others say of us
     */
    WalletRequests(OurNames names, boolean legacy, boolean strict, VerifierInfo info, Surface surface) {
        this.names = names;
        this.legacy = legacy;
        this.strict = strict;
        this.info = info;
        this.surface = surface;
    }

    /** Whether the whole request is in the link, unsigned (OpenID4VP 1.0 §5.9.3, {@code redirect_uri}). */
    private static boolean isInLink(LoginOrder order) {
        return order.manner().clientId().startsWith(OurClientId.BY_ADDRESS);
    }

    /** Whether wallets may fetch it: there is something to fetch, and we still go by the name it was begun under. */
    boolean isHandedOut(LoginOrder order) {
        return !isInLink(order) && names.of(order.manner()).isPresent();
    }

    /** The parameters that lead a wallet to the request, or are it, as a query string. */
    String query(LoginOrder order, WalletFlow flow) {
        if (isInLink(order)) {
            return parameters(order, flow).entrySet().stream()
                    .map(parameter -> parameter.getKey() + "=" + encoded(text(parameter.getValue())))
                    .collect(Collectors.joining("&"));
        }
        return "client_id=" + encoded(order.manner().clientId()) + "&request_uri="
                + encoded(surface.url(Surface.WALLET_REQUEST + "/" + flow.marked(order.requestId())));
    }

    /** The same as the link that wallets are registered for. */
    String link(LoginOrder order, WalletFlow flow) {
        return "openid4vp://?" + query(order, flow);
    }

    /**
     * The request object of a login, the same for as long as it waits save for the instant and what this wallet says of itself (§5.10).
     * Whoever asks for it encrypted gets it signed inside.
     */
    String object(WalletLogin.Requested login, WalletFlow flow, AskingWallet.Known wallet, Instant at) {
        var signed = signed(login, flow, wallet.nonce(), at);
        return wallet.encryption() == null ? signed : wallet.encryption().around(signed, TYPE);
    }

    private String signed(WalletLogin.Requested login, WalletFlow flow, @Nullable String walletNonce, Instant at) {
        var order = login.order();
        var claims = new LinkedHashMap<String, Object>();
        var us = order.manner().clientId();
        if (!us.startsWith(OurClientId.BY_DID)) {
            // §5: it says nothing. Some wallets compare it with client_id, others with a DID in kid.
            claims.put("iss", us);
        }
        claims.put("aud", "https://self-issued.me/v2");
        claims.putAll(parameters(order, flow));
        if (walletNonce != null) {
            claims.put("wallet_nonce", walletNonce);
        }
        if (legacy) {
            claims.put("client_id_scheme", "did:key");
            claims.put("scope", "dome.credentials.presentation.LEARCredentialEmployee");
        }
        claims.put("iat", at.getEpochSecond());
        claims.put("exp", login.endsAt().getEpochSecond());
        return names.of(order.manner())
                .orElseThrow(() -> new IllegalStateException("only what is handed out is signed"))
                .signed(TYPE, claims);
    }

    /** What is asked, signed or not (§5.1). */
    private Map<String, Object> parameters(LoginOrder order, WalletFlow flow) {
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("client_id", order.manner().clientId());
        parameters.put("response_type", "vp_token");
        parameters.put("response_mode", order.manner().responseMode());
        parameters.put("response_uri", surface.url(Surface.WALLET_RESPONSE));
        parameters.put("nonce", order.nonce());
        parameters.put("state", flow.marked(order.state()));
        parameters.putAll(wanted(order));
        parameters.put("client_metadata", metadata(order, order.manner().key(), flow.marked(order.state())));
        return parameters;
    }

    /** What is asked for, in whichever way a wallet is asked (§5.1). */
    Map<String, Object> wanted(LoginOrder order) {
        var wanted = new LinkedHashMap<String, Object>();
        wanted.put("dcql_query", order.asked().dcql());
        if (!order.asked().transactionData().isEmpty()) {
            wanted.put("transaction_data", order.asked().transactionData());
        }
        var about = info.about(order.asked().query());
        if (!about.isEmpty()) {
            wanted.put("verifier_info", about);
        }
        return wanted;
    }

    /** §5: what is no text is JSON in a query. */
    private String text(Object value) {
        return value instanceof String text ? text : json.writeValueAsString(value);
    }

    /**
     * What we can read, and the key to encrypt to. Where more than the specification's members is allowed, where the person is about to
     * sign in too, so that a wallet can show it (OpenID4VP 1.0 §14.2: relayed QR codes).
     *
     * @param encryptedTo the request's own key; nothing where the answer comes in clear
     * @param keyName what the answer says it is encrypted to (docs/adr/0020)
     */
    Map<String, Object> metadata(LoginOrder order, Optional<ResponseKey> encryptedTo, String keyName) {
        var metadata = new LinkedHashMap<String, Object>();
        encryptedTo.ifPresent(key -> {
            metadata.put("jwks", Map.of("keys", List.of(key.published(keyName))));
            metadata.put("encrypted_response_enc_values_supported", ResponseKey.METHODS);
        });
        metadata.put("vp_formats_supported", ReadableFormats.of(order.asked().query(), encryptedTo.isPresent()));
        if (!strict) {
            metadata.put("client_name", order.host());
        }
        return metadata;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
