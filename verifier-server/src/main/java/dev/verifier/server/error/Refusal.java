package dev.verifier.server.error;

import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;

/** Refusals that are OAuth's or HTTP's and not about a signed thing. The constant's name in lower case is the stable code. */
public enum Refusal {
    CLIENT_AUTHENTICATION_MISSING(
            "invalid_client",
            401,
            "RFC 6749 §2.3",
            "Authenticate in a way the client is registered for, such as client_assertion and client_assertion_type."),
    CLIENT_AUTHENTICATION_AMBIGUOUS(
            "invalid_request",
            400,
            "RFC 6749 §2.3",
            "Use one way to authenticate: one of Authorization header, client_secret and client_assertion."),
    CLIENT_ASSERTION_TYPE(
            "invalid_client",
            401,
            "RFC 7523 §2.2",
            "client_assertion_type must be urn:ietf:params:oauth:client-assertion-type:jwt-bearer."),
    CLIENT_UNKNOWN(
            "invalid_client",
            401,
            "RFC 6749 §5.2",
            "No such client is registered here now: compare client_id with the trusted services list."),
    CLIENT_METHOD_NOT_REGISTERED(
            "invalid_client",
            401,
            "RFC 6749 §2.3",
            "The client is not registered for this way to authenticate: see its clientAuthenticationMethods."),
    CLIENT_SECRET_INVALID(
            "invalid_client",
            401,
            "RFC 6749 §2.3.1",
            "The secret is not the client's: send the one behind clientSecret; in a Basic header form-url-encode both parts."),
    CLIENT_CERTIFICATE_INVALID(
            "invalid_client",
            401,
            "RFC 8705 §2.1",
            "There is no certificate, it cannot be read, is not valid now, or its subject is not the registered one."),
    AUTHORIZATION_CLIENT_UNKNOWN(
            "invalid_request",
            400,
            "RFC 6749 §4.1.2.1",
            "No such client is registered here now: compare client_id with the trusted services list."),
    REDIRECT_URI_NOT_REGISTERED(
            "invalid_request",
            400,
            "RFC 6749 §4.1.2.1",
            "Send one redirect_uri, character by character as it is registered for this client."),
    RESPONSE_TYPE_UNSUPPORTED(
            "unsupported_response_type",
            400,
            "RFC 6749 §4.1.2.1",
            "Ask for response_type=code, the only one there is."),
    RESPONSE_MODE_UNSUPPORTED(
            "invalid_request",
            400,
            "OAuth 2.0 Multiple Response Types §2.1",
            "Ask for a response_mode from the discovery document; form_post is for redirect URIs of the web."),
    CODE_CHALLENGE_INVALID(
            "invalid_request",
            400,
            "RFC 7636 §4.2, §4.3",
            "Send code_challenge, the SHA-256 of the code_verifier in base64url, and code_challenge_method=S256."),
    REQUEST_AMBIGUOUS("invalid_request", 400, "RFC 9101 §5", "Send request or request_uri, and not both."),
    REQUEST_OBJECT_REQUIRED(
            "invalid_request",
            400,
            "RFC 9101 §10.5",
            "The client is registered for signed requests: put the parameters into a request object."),
    REQUEST_OBJECT_NESTED(
            "invalid_request_object",
            400,
            "RFC 9101 §4",
            "A request object has parameters in it and neither request nor request_uri."),
    REQUEST_OBJECT_CLIENT_DIFFERS(
            "invalid_request_object",
            400,
            "RFC 9101 §4, §5",
            "The client_id beside the request object, the one in it, and its iss must be one client."),
    REQUEST_OBJECT_CONTRADICTED(
            "invalid_request_object",
            400,
            "RFC 9101 §6.3",
            "A parameter has one value in the request object and another beside it: leave out the one beside it."),
    REQUEST_OBJECT_OF_ANOTHER_KIND(
            "invalid_request_object",
            400,
            "RFC 9101 §10.8",
            "It says of itself that it is a client assertion or a presentation: sign a request of its own."),
    REQUEST_URI_NOT_PERMITTED(
            "invalid_request_uri",
            400,
            "RFC 9101 §10.4",
            "Host the request object on an origin of the client's url or redirectUris, or below its requestUris."),
    REQUEST_URI_UNAVAILABLE(
            "invalid_request_uri",
            400,
            "RFC 9101 §5.2.3",
            "Nothing usable came from request_uri: answer with the request object, status 200, small and at once."),
    REQUEST_URI_UNKNOWN(
            "invalid_request_uri",
            400,
            "RFC 9126 §2.2, §4",
            "This client has pushed no such request, or too long ago: push it again."),
    REQUEST_URI_USED(
            "invalid_request_uri",
            400,
            "RFC 9126 §4, §7.3",
            "This request has led to a login already: push a new one for each."),
    REQUEST_URI_PUSHED(
            "invalid_request", 400, "RFC 9126 §2.1", "Push the parameters, or a request object, but no request_uri."),
    PUSHED_REQUEST_REQUIRED(
            "invalid_request",
            400,
            "RFC 9126 §5",
            "The client has to push its request to the pushed_authorization_request_endpoint first."),
    LOGIN_REQUIRED(
            "login_required",
            400,
            "OpenID Connect Core §3.1.2.6",
            "Nobody is signed in: send the person here without prompt=none."),
    LOGIN_OTHER_PERSON(
            "login_required",
            400,
            "OpenID Connect Core §3.1.2.1",
            "Somebody else signed in than the one the id_token_hint is about: ask without it, or that person."),
    CONSENT_REQUIRED(
            "consent_required",
            400,
            "OpenID Connect Core §3.1.2.6",
            "The person has to agree first: send them here without prompt=none."),
    PROMPT_INVALID(
            "invalid_request",
            400,
            "OpenID Connect Core §3.1.2.1",
            "Let prompt be none and nothing else, or some of login, consent and select_account."),
    MAX_AGE_INVALID(
            "invalid_request", 400, "OpenID Connect Core §3.1.2.1", "Let max_age be a number of seconds, from 0 on."),
    ID_TOKEN_HINT_INVALID(
            "invalid_request",
            400,
            "OpenID Connect Core §3.1.2.1; RP-Initiated Logout 1.0 §4",
            "Send as id_token_hint an ID token that was issued here to this client, unchanged; it may have expired."),
    POST_LOGOUT_REDIRECT_URI_NOT_REGISTERED(
            "invalid_request",
            400,
            "OpenID Connect RP-Initiated Logout 1.0 §3",
            "Send post_logout_redirect_uri with id_token_hint or client_id, character by character as it is registered"
                    + " for that client."),
    LOGIN_CANCELLED("access_denied", 400, "RFC 6749 §4.1.2.1", "The person did not go on: offer to try again."),
    LOGIN_REFUSED(
            "access_denied",
            400,
            "RFC 6749 §4.1.2.1",
            "No presentation of the wallet could be believed: the audit tells the operator why."),
    LOGIN_EXPIRED("access_denied", 400, "RFC 6749 §4.1.2.1", "Nobody answered in time: start a new login."),
    LOGIN_ELSEWHERE(
            "invalid_request",
            400,
            "OpenID4VP 1.0 §14.2",
            "This login is not known in this browser: go on where it was started, or start a new one."),
    ORIGIN_FOREIGN(
            "invalid_request",
            403,
            "OpenID4VP 1.0 §14.3, Appendix A.4",
            "Only a script of the login page may ask here: with its Origin, and with the token that came with the request."),
    LOGIN_OVER("invalid_request", 400, "OpenID4VP 1.0 §13.3", "This login is over: start a new one."),
    RESPONSE_CODE_INVALID(
            "invalid_request", 400, "OpenID4VP 1.0 §13.3", "The response_code is not the one of this login."),
    MATCH_CODE_WRONG(
            "access_denied",
            400,
            "OpenID4VP 1.0 §14.2",
            "The code that was typed is not the one that the wallet's device shows: start a new login."),
    WALLET_METADATA_INVALID(
            "invalid_request",
            400,
            "OpenID4VP 1.0 §5.10",
            "wallet_metadata must be one JSON object of up to 16 KB, without duplicate members, whose members have their types."),
    WALLET_ENCRYPTION_UNSUPPORTED(
            "invalid_request",
            400,
            "OpenID4VP 1.0 §5.10",
            "Requests are encrypted with ECDH-ES and A128GCM or A256GCM, to a public key on P-256 in jwks (not jwks_uri)."),
    WALLET_STATE_UNKNOWN(
            "invalid_request",
            400,
            "OpenID4VP 1.0 §8.2",
            "No login waits for an answer with this state, or to the key with this kid: scan again."),
    WALLET_STATE_DIFFERS(
            "invalid_request",
            400,
            "OpenID4VP 1.0 §8.3",
            "The state inside the encrypted response is missing or another request's: repeat that of the request."),
    RESPONSE_NOT_ENCRYPTED(
            "invalid_request",
            400,
            "OpenID4VP 1.0 §8.3.1, HAIP 1.0 §5",
            "This request asks for direct_post.jwt: encrypt the response, and post it as response."),
    RESPONSE_ENCRYPTION_NOT_OFFERED(
            "invalid_request",
            400,
            "OpenID4VP 1.0 §8.3, HAIP 1.0 §5",
            "Encrypt the response with ECDH-ES and A128GCM or A256GCM as client_metadata says, without zip and crit."),
    RESPONSE_NOT_DECRYPTED(
            "invalid_request",
            400,
            "OpenID4VP 1.0 §8.3",
            "Encrypt the response to the key in client_metadata.jwks of this request, as a compact JWE, and repeat its kid."),
    RESPONSE_MALFORMED(
            "invalid_request",
            400,
            "OpenID4VP 1.0 §8.3",
            "What was encrypted must be one JSON object without duplicate members: vp_token and state, or error and state."),
    WALLET_DECLINED("access_denied", 400, "OpenID4VP 1.0 §8.5", "The wallet's owner declined."),
    WALLET_ERROR("invalid_request", 400, "OpenID4VP 1.0 §8.5", "The wallet could not answer the request."),
    TOO_BUSY(
            "temporarily_unavailable",
            503,
            "RFC 9110 §15.6.4",
            "Too many people are waiting: try again as Retry-After says."),
    ACCESS_TOKEN_INVALID(
            "invalid_token",
            401,
            "RFC 6750 §3.1",
            "Send an access token of this server that is still good and was issued with the scope openid."),
    ACCESS_TOKEN_BOUND(
            "invalid_token",
            401,
            "RFC 9449 §7.1, §7.2",
            "This access token is bound to a key: send it with the scheme DPoP and a proof by that key."),
    ACCESS_TOKEN_NOT_BOUND(
            "invalid_token",
            401,
            "RFC 9449 §7.1",
            "This access token is bound to no key: send it with the scheme Bearer, or get one with a DPoP proof."),
    DPOP_PROOF_MISSING(
            "invalid_dpop_proof",
            400,
            "RFC 9449 §5.2, §7.1",
            "What is asked for is bound to a key: send one DPoP header with a proof by that key."),
    DPOP_PROOF_REPEATED("invalid_dpop_proof", 400, "RFC 9449 §4.3", "Send the DPoP header once."),
    DPOP_KEY_CONTRADICTED(
            "invalid_request",
            400,
            "RFC 9449 §10.1",
            "The proof is by another key than dpop_jkt names: leave out dpop_jkt, or let both be of one key."),
    DPOP_KEY_DIFFERS(
            "invalid_grant",
            400,
            "RFC 9449 §5, §10",
            "The code or refresh token is bound to a key: send a DPoP proof by the key that it was asked for with."),
    GRANT_TYPE_MISSING("invalid_request", 400, "RFC 6749 §4.4.2", "Send grant_type once, in the form body."),
    GRANT_TYPE_UNSUPPORTED(
            "unsupported_grant_type", 400, "RFC 6749 §5.2", "Use a grant type from the discovery document."),
    GRANT_INVALID(
            "invalid_grant",
            400,
            "RFC 6749 §5.2",
            "The code is used up, has ended, or is another client's or another redirect_uri's, or its code_verifier is not"
                    + " the one of its challenge: start a new login."),
    GRANT_STATE_DIFFERS(
            "invalid_grant",
            400,
            "RFC 6749 §10.12",
            "The code answers a request with another state: send the code and the state that came back together, or no state."),
    REFRESH_TOKEN_INVALID(
            "invalid_grant",
            400,
            "RFC 6749 §6, RFC 9700 §4.14.2",
            "The refresh token is unknown, was used before, was taken back, has ended, or is another client's: start a new"
                    + " login, and use each refresh token once."),
    TOKEN_OF_ANOTHER_CLIENT(
            "invalid_grant",
            400,
            "RFC 7009 §2.1",
            "The token was not issued to this client, which cannot take it back."),
    GRANT_NOT_REGISTERED(
            "unauthorized_client",
            400,
            "RFC 6749 §5.2",
            "The client is not registered for this grant: add it to its authorizationGrantTypes."),
    SCOPE_NOT_REGISTERED(
            "invalid_scope", 400, "RFC 6749 §3.3", "Ask for scopes the client is registered for, or for none."),
    SCOPE_NOT_GRANTED(
            "invalid_scope", 400, "RFC 6749 §6", "Ask for scopes that were granted at the login, or for none."),
    PROFILE_NOT_PERMITTED(
            "invalid_scope",
            400,
            "RFC 6749 §3.3",
            "A scope asks for credentials that the client may not ask for: see its profiles in the list of clients."),
    CLIENT_QUERY_NOT_SUPPORTED(
            "invalid_request",
            400,
            "draft-svensson-credential-oidc-bridge-02 §3.1.2",
            "No dcql_query is taken here: ask by scopes, or see verifier.drafts.credential-oidc-bridge-queries."),
    CLIENT_QUERY_INVALID(
            "invalid_request",
            400,
            "OpenID4VP 1.0 §6, OpenID Connect Core §5.5",
            "Send claims as a JSON object of at most 4096 characters, with dcql_query as a DCQL query in it."),
    CLIENT_QUERY_NOT_PERMITTED(
            "invalid_request",
            400,
            "draft-svensson-credential-oidc-bridge-02 §3.1.2",
            "The dcql_query must ask for all that the scopes of the request ask for, or for less of each credential, and for nothing beside."),
    TRANSACTION_DATA_NOT_PERMITTED(
            "unauthorized_client",
            400,
            "OpenID4VP 1.0 §8.4",
            "The client may not have this authorized: name the type of each entry in its transactionData."),
    TRANSACTION_DATA_INVALID(
            "invalid_transaction_data",
            400,
            "OpenID4VP 1.0 §5.1, §8.5",
            "Send transaction_data as a JSON array of base64url objects, no two the same, each with type and with credential_ids that are asked for here as dc+sd-jwt."),
    RESOURCE_NOT_REGISTERED(
            "invalid_target",
            400,
            "RFC 8707 §2",
            "Ask for resources in the client's audience, each an absolute URI without fragment, and later for no other ones."),
    PARAMETER_INVALID(
            "invalid_request", 400, "RFC 6749 §5.2", "A parameter is missing or has a value that is not understood."),
    PARAMETER_REPEATED(
            "invalid_request",
            400,
            "RFC 6749 §3.2",
            "Send every parameter at most once; only resource may be there several times."),
    PARAMETERS_IN_URL(
            "invalid_request", 400, "RFC 6749 §2.3.1", "Send parameters in the form body and never in the URL."),
    CONTENT_TYPE(
            "invalid_request", 400, "RFC 6749 §4.4.2", "Send the parameters as application/x-www-form-urlencoded."),
    REQUEST_MALFORMED("invalid_request", 400, "RFC 9110 §15.5.1", "The request cannot be read as HTTP or as a form."),
    REQUEST_TOO_LARGE(
            "invalid_request", 413, "RFC 9110 §15.5.14", "The request is larger than this server reads: send less."),
    METHOD_NOT_ALLOWED("invalid_request", 405, "RFC 9110 §15.5.6", "Use the method this endpoint is for."),
    DID_NOT_SUPPORTED(
            "invalid_request",
            400,
            "did:key method",
            "Only did:key (P-256, P-384, Ed25519) and did:jwk carry a key that can be shown."),
    NOT_FOUND("not_found", 404, "RFC 9110 §15.5.5", "There is nothing at this path: see the discovery document."),
    UNKNOWN_HOST("not_found", 421, "RFC 9110 §15.5.20", "No such host is served here: use the address of the issuer."),
    RATE_LIMITED("temporarily_unavailable", 429, "RFC 6585 §4", "Too many requests: wait as long as Retry-After says."),
    OUT_OF_ORDER(
            "temporarily_unavailable",
            503,
            "RFC 9110 §15.6.4",
            "The server cannot do it right now: try again as Retry-After says."),
    BROKEN("server_error", 500, "RFC 9110 §15.6.1", "Something broke here: tell the operator the error_id.");

    private static final int LONGEST_FACT = 100;

    private final String error;
    private final int status;
    private final String clause;
    private final String mend;

    Refusal(String error, int status, String clause, String mend) {
        this.error = error;
        this.status = status;
        this.clause = clause;
        this.mend = mend;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** OAuth error code (RFC 6749 §5.2). */
    public String error() {
        return error;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** The clause that asks for the refusal. */
    public String clause() {
        return clause;
    }

    /** One sentence for the caller: what to do. */
    public String mend() {
        return mend;
    }

    /** The refusal that was told to Spring's filters; empty where the error is one of theirs. */
    public static Optional<Refusal> of(OAuth2Error error) {
        return Arrays.stream(values())
                .filter(refusal -> refusal.code().equals(error.getDescription()))
                .findFirst();
    }

    /** As Spring's rules want to hear it, with what of the request it is about. */
    public OAuth2Error about(String what) {
        return new OAuth2Error(error, code(), what);
    }

    /** What to do about it, with what of the request it is about, if anything; in characters of RFC 6749 §5.2. */
    public String mend(OAuth2Error told) {
        var about = told.getUri();
        return of(told).isEmpty() || about == null || about.isEmpty() ? mend : about(about, mend);
    }

    static String about(String what, String mend) {
        return mend + " It is about " + printable(what) + ".";
    }

    private static String printable(String text) {
        var printable = text.replaceAll("[^\\x20\\x21\\x23-\\x5b\\x5d-\\x7e]", "?");
        return printable.length() <= LONGEST_FACT ? printable : printable.substring(0, LONGEST_FACT) + "...";
    }

    /** As Spring's filters want to hear it. */
    public OAuth2AuthenticationException asException() {
        return new OAuth2AuthenticationException(new OAuth2Error(error, code(), null));
    }

    /** A request object that was not believed, as Spring's filters want to hear it. */
    public static OAuth2AuthenticationException invalidRequestObject(Rejection rejection) {
        return new OAuth2AuthenticationException(
                new OAuth2Error("invalid_request_object", rejection.code(), null), new RejectedException(rejection));
    }

    /** A grant whose credential fell, as Spring's filters want to hear it. */
    public static OAuth2AuthenticationException invalidGrant(Rejection rejection) {
        return new OAuth2AuthenticationException(
                new OAuth2Error("invalid_grant", rejection.code(), null), new RejectedException(rejection));
    }

    /** Something that cannot be judged now, as Spring's filters want to hear it. */
    public static OAuth2AuthenticationException unavailable(Rejection rejection) {
        return new OAuth2AuthenticationException(
                new OAuth2Error("temporarily_unavailable", rejection.code(), null), new RejectedException(rejection));
    }

    /** A proof of possession that was not believed (RFC 9449 §5, §8), as Spring's filters want to hear it. */
    public static OAuth2AuthenticationException invalidProof(Rejection rejection) {
        var error = rejection instanceof Rejection.ProofNonceNeeded ? "use_dpop_nonce" : "invalid_dpop_proof";
        return new OAuth2AuthenticationException(
                new OAuth2Error(error, rejection.code(), null), new RejectedException(rejection));
    }

    /** A client that was believed and is not let in (RFC 6749 §5.2), as Spring's filters want to hear it. */
    public static OAuth2AuthenticationException unauthorizedClient(Rejection rejection) {
        return new OAuth2AuthenticationException(
                new OAuth2Error("unauthorized_client", rejection.code(), null), new RejectedException(rejection));
    }

    /** A client that was not believed, as Spring's filters want to hear it. */
    public static OAuth2AuthenticationException invalidClient(Rejection rejection) {
        return new OAuth2AuthenticationException(
                new OAuth2Error("invalid_client", rejection.code(), null), new RejectedException(rejection));
    }
}
