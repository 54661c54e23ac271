package dev.verifier.wallet.openid4vp;

import dev.verifier.wallet.Asked;
import dev.verifier.wallet.CompactJws;
import dev.verifier.wallet.EncryptionKey;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a page asks of a wallet through the browser (W3C Digital Credentials API; OpenID4VP 1.0 Appendix A), after every check a wallet owes
 * its owner. The browser says which page it is; a signed request says it too, and who stands behind it. Made only by {@link #read}.
 */
public final class DigitalRequest {
    private static final String UNSIGNED = "openid4vp-v1-unsigned";
    private static final String SIGNED = "openid4vp-v1-signed";
    private static final long SKEW = 60;

    private final String origin;
    private final String protocol;
    private final @Nullable String clientId;
    private final String nonce;
    private final DcqlQuery query;
    private final EncryptionKey encryption;

    private DigitalRequest(String origin, String protocol, @Nullable String clientId, RequestObject object) {
        require(object.says("response_type", "vp_token"), RequestFlaw.WRONG_RESPONSE_TYPE);
        require(object.says("response_mode", "dc_api.jwt"), RequestFlaw.WRONG_RESPONSE_MODE);
        // Appendix A.2 has no such parameters: whoever sends them means another way to answer.
        require(!object.has("state"), RequestFlaw.WRONG_STATE);
        require(!object.has("response_uri") && !object.has("redirect_uri"), RequestFlaw.WRONG_RESPONSE_URI);
        require(!object.has("transaction_data"), RequestFlaw.UNKNOWN_TRANSACTION_DATA);
        this.origin = origin;
        this.protocol = protocol;
        this.clientId = clientId;
        this.nonce = object.urlSafe("nonce", RequestFlaw.WRONG_NONCE);
        this.query = DcqlQuery.of(object.claim("dcql_query"));
        this.encryption = ResponseEncryption.key(object.object("client_metadata"));
    }

    /**
     * Checks the first request of a page that this wallet knows the protocol of.
     *
     * @param digital the {@code digital} member of what the page gave to {@code navigator.credentials.get}, as JSON
     * @param origin of the page, as the browser says
     * @throws UnacceptableRequest if a wallet must not answer it
     */
    public static DigitalRequest read(String digital, String origin, Instant at) {
        for (var request : requests(digital)) {
            if (request instanceof Map<?, ?> members && members.get("data") instanceof Map<?, ?> data) {
                if (UNSIGNED.equals(members.get("protocol"))) {
                    return unsigned(data, origin);
                }
                if (SIGNED.equals(members.get("protocol"))) {
                    return signed(data, origin, at);
                }
            }
        }
        throw new UnacceptableRequest(RequestFlaw.UNKNOWN_PROTOCOL);
    }

    /** {@code protocol} of the answer: the request's. */
    public String protocol() {
        return protocol;
    }

    /** Who asks, prefix included; the origin where nobody signed. */
    public String asker() {
        return clientId == null ? origin : clientId;
    }

    /** Which page asks. */
    public String origin() {
        return origin;
    }

    /** What is asked for. */
    public DcqlQuery query() {
        return query;
    }

    /** The key that the answer is encrypted to. */
    public EncryptionKey encryption() {
        return encryption;
    }

    /** What an answer must repeat; it is addressed to the page, also where the request was signed (Appendix A.4). */
    public Asked asked(String queryId) {
        return new Asked("origin:" + origin, URI.create(origin), nonce, null, queryId, encryption);
    }

    private static DigitalRequest unsigned(Map<?, ?> data, String origin) {
        // Appendix A.2: whatever it calls itself is not looked at, since nobody would stand behind it.
        return new DigitalRequest(origin, UNSIGNED, null, RequestObject.ofPage(data));
    }

    private static DigitalRequest signed(Map<?, ?> data, String origin, Instant at) {
        if (!(data.get("request") instanceof String compact)) {
            throw new UnacceptableRequest(RequestFlaw.NOT_A_REQUEST);
        }
        var client = ClientIdentifier.parse(named(compact), Attesters.NONE);
        var object = RequestObject.signedBy(client, compact, at);
        require(
                object.claim("expected_origins") instanceof List<?> origins && origins.contains(origin),
                RequestFlaw.WRONG_ORIGIN);
        require(
                object.date("exp", Long.MAX_VALUE, RequestFlaw.EXPIRED) > at.getEpochSecond() - SKEW,
                RequestFlaw.EXPIRED);
        return new DigitalRequest(origin, SIGNED, client.value(), object);
    }

    /** Whose key the signature has to be checked with. */
    private static String named(String compact) {
        try {
            return String.valueOf(CompactJws.parse(compact).claims().get("client_id"));
        } catch (IllegalArgumentException e) {
            throw new UnacceptableRequest(RequestFlaw.NOT_A_REQUEST, e);
        }
    }

    private static List<?> requests(String digital) {
        try {
            return JsonMapper.shared().readValue(digital, Object.class) instanceof Map<?, ?> members
                            && members.get("requests") instanceof List<?> requests
                    ? requests
                    : List.of();
        } catch (JacksonException e) {
            throw new UnacceptableRequest(RequestFlaw.NOT_A_REQUEST, e);
        }
    }

    private static void require(boolean held, RequestFlaw otherwise) {
        if (!held) {
            throw new UnacceptableRequest(otherwise);
        }
    }
}
