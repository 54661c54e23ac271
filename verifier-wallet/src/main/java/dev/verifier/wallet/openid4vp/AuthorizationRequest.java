package dev.verifier.wallet.openid4vp;

import dev.verifier.wallet.Asked;
import dev.verifier.wallet.EncryptionKey;
import dev.verifier.wallet.openid4vp.DcqlQuery.Choice;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A verifier's request (OpenID4VP 1.0 §5) after every check a wallet owes its owner: signed with the key that the client id names, if it
 * names one, addressed to a wallet, alive, and clear about what is wanted and where the answer goes. Made only by {@link #read}.
 */
public final class AuthorizationRequest {
    /** §5.8, static discovery. */
    private static final String SELF_ISSUED = "https://self-issued.me/v2";

    /** §8.3.1. */
    private static final String ENCRYPTED = "direct_post.jwt";

    /** How far two clocks may be apart. */
    private static final long SKEW = 60;

    private final ClientIdentifier client;
    private final URI responseUri;
    private final String nonce;
    private final @Nullable String state;
    private final DcqlQuery query;
    private final List<Payment> payments;
    private final @Nullable String clientName;
    private final @Nullable EncryptionKey encryption;

    private AuthorizationRequest(ClientIdentifier client, RequestObject object) {
        this.client = client;
        this.responseUri = responseUri(client, object);
        this.nonce = object.urlSafe("nonce", RequestFlaw.WRONG_NONCE);
        this.state = object.has("state") ? object.urlSafe("state", RequestFlaw.WRONG_STATE) : null;
        this.query = client.legacy() && !object.has("dcql_query")
                ? DcqlQuery.ofScope(object.claim("scope"))
                : DcqlQuery.of(object.claim("dcql_query"));
        this.payments = Payment.of(object, query);
        this.encryption = object.says("response_mode", ENCRYPTED)
                ? ResponseEncryption.key(object.object("client_metadata"))
                : null;
        this.clientName = object.object("client_metadata").get("client_name") instanceof String name ? name : null;
    }

    /**
     * Checks a request that was fetched with GET.
     *
     * @throws UnacceptableRequest if a wallet must not answer it
     */
    public static AuthorizationRequest read(RequestLink link, String compact, Instant at) {
        return read(link, compact, null, at);
    }

    /**
     * Checks a request that was fetched with POST.
     *
     * @param walletNonce what the wallet posted and the request must repeat (§5.10); absent if it posted none
     * @throws UnacceptableRequest if a wallet must not answer it
     */
    public static AuthorizationRequest read(
            RequestLink link, String compact, @Nullable String walletNonce, Instant at) {
        return read(link, compact, walletNonce, Attesters.NONE, at);
    }

    /**
     * The same.
     *
     * @param attesters whose word on verifiers counts (§12)
     * @throws UnacceptableRequest if a wallet must not answer it
     */
    public static AuthorizationRequest read(
            RequestLink link, String compact, @Nullable String walletNonce, Attesters attesters, Instant at) {
        var client = ClientIdentifier.parse(link.clientId(), attesters);
        var object = RequestObject.signedBy(client, compact, at);
        require(object.says("client_id", client.value()), RequestFlaw.CLIENT_ID_DIFFERS);
        // The verifiers before 1.0 addressed requests to themselves.
        boolean toItself = client.legacy() && object.says("aud", client.value());
        require(toItself || object.says("aud", SELF_ISSUED), RequestFlaw.WRONG_AUDIENCE);
        require(
                object.date("exp", Long.MAX_VALUE, RequestFlaw.EXPIRED) > at.getEpochSecond() - SKEW,
                RequestFlaw.EXPIRED);
        long soon = at.getEpochSecond() + SKEW;
        require(object.date("iat", 0, RequestFlaw.FROM_THE_FUTURE) <= soon, RequestFlaw.FROM_THE_FUTURE);
        require(object.date("nbf", 0, RequestFlaw.FROM_THE_FUTURE) <= soon, RequestFlaw.FROM_THE_FUTURE);
        require(walletNonce == null || object.says("wallet_nonce", walletNonce), RequestFlaw.WRONG_WALLET_NONCE);
        return answerable(client, object);
    }

    /**
     * Checks a request that was all in a link. Nobody vouches for it: it says of itself where the answer goes, and the name is that.
     *
     * @throws UnacceptableRequest if a wallet must not answer it
     */
    public static AuthorizationRequest read(UnsignedRequest request) {
        var client = ClientIdentifier.parse(request.clientId(), Attesters.NONE);
        return answerable(client, RequestObject.unsignedBy(client, request));
    }

    private static AuthorizationRequest answerable(ClientIdentifier client, RequestObject object) {
        require(object.says("response_type", "vp_token"), RequestFlaw.WRONG_RESPONSE_TYPE);
        require(
                object.says("response_mode", "direct_post") || object.says("response_mode", ENCRYPTED),
                RequestFlaw.WRONG_RESPONSE_MODE);
        var request = new AuthorizationRequest(client, object);
        require(client.mayReceiveAt(request.responseUri(), object.header()), RequestFlaw.WRONG_RESPONSE_URI);
        return request;
    }

    /** Who asks, prefix included; the request is signed with the key it names, if it names one. */
    public String clientId() {
        return client.value();
    }

    /** Whether anybody signed it. */
    public boolean signed() {
        return !(client instanceof ClientIdentifier.OfAddress);
    }

    /** What the verifier calls itself, which nobody vouches for. */
    public Optional<String> clientName() {
        return Optional.ofNullable(clientName);
    }

    /** Where the answer goes. */
    public URI responseUri() {
        return responseUri;
    }

    /** The key that the answer is encrypted to; empty if it goes in clear. */
    public Optional<EncryptionKey> encryption() {
        return Optional.ofNullable(encryption);
    }

    /** What is asked for. */
    public DcqlQuery query() {
        return query;
    }

    /** What the person authorizes with their answer; nothing as a rule. */
    public List<Payment> payments() {
        return payments;
    }

    /** Every way to answer with one of these credentials, and to authorize everything with it that is to be authorized. */
    public List<Choice> choices(List<HeldCredential> held) {
        return query.choices(held).stream()
                .filter(choice -> payments.stream().allMatch(payment -> payment.authorizedBy(choice)))
                .toList();
    }

    /** What an answer must repeat, given to the first query that this wallet knows the format of. */
    public Asked asked() {
        var known = query.credentials().stream()
                .filter(CredentialQuery::known)
                .findFirst()
                .orElse(query.credentials().getFirst());
        return asked(known.id());
    }

    /** What an answer must repeat, given to this credential query. */
    public Asked asked(String queryId) {
        var authorized = payments.stream()
                .filter(payment -> payment.queries().contains(queryId))
                .map(Payment::sent)
                .toList();
        return new Asked(clientId(), responseUri, nonce, state, queryId, encryption, authorized);
    }

    /** §8.2: with direct_post, response_uri takes the place of redirect_uri; §5.9.3: a name that is it may do for it. */
    private static URI responseUri(ClientIdentifier client, RequestObject object) {
        var address = client instanceof ClientIdentifier.OfAddress ofAddress && !object.has("response_uri")
                ? ofAddress.address()
                : object.claim("response_uri");
        if (address == null || object.has("redirect_uri")) {
            throw new UnacceptableRequest(RequestFlaw.WRONG_RESPONSE_URI);
        }
        return WebAddress.of(address).orElseThrow(() -> new UnacceptableRequest(RequestFlaw.WRONG_RESPONSE_URI));
    }

    private static void require(boolean held, RequestFlaw otherwise) {
        if (!held) {
            throw new UnacceptableRequest(otherwise);
        }
    }
}
