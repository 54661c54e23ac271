package dev.verifier.wallet.openid4vp;

/** Why a wallet does not answer a request: one case for each thing a request can have wrong with it. */
public enum RequestFlaw {
    UNREADABLE_LINK("This is not a link to a request for a presentation."),
    UNSAFE_ADDRESS("The request points to an address that is neither https nor on this machine."),
    UNREACHABLE("Nobody hands out the request."),
    GONE("The request is not there: it has been answered, or it has expired."),
    WRONG_MEDIA_TYPE("What is handed out does not say that it is a request."),
    NOT_A_REQUEST("What is handed out is not a signed request."),
    NOT_ENCRYPTED("The request is not encrypted to the key this wallet asked for."),
    WRONG_TOKEN_TYPE("The request does not say that it is one: its typ is another."),
    UNKNOWN_CLIENT_ID_PREFIX("The verifier names itself in a way this wallet cannot check."),
    WRONG_KEY("The request names a key that is not the verifier's."),
    WRONG_CERTIFICATE("The verifier's certificates are missing, have ended, or do not hold together."),
    WRONG_ATTESTATION("The verifier's attestation is missing, has ended, or is of another."),
    UNTRUSTED_ATTESTER("The verifier is attested by somebody this wallet does not know."),
    NOT_SIGNED("The request is not signed, as the verifier's name wants it."),
    SIGNED_BY_NOBODY("The request is signed, and the verifier's name stands for no key."),
    BAD_SIGNATURE("The request is not signed with the verifier's key."),
    CLIENT_ID_DIFFERS("The link and the request name different verifiers."),
    WRONG_AUDIENCE("The request is not addressed to a wallet."),
    EXPIRED("The request has expired."),
    FROM_THE_FUTURE("The request is from the future."),
    WRONG_RESPONSE_TYPE("The request asks for something other than a presentation."),
    WRONG_RESPONSE_MODE("The request wants its answer in a way this wallet does not know."),
    WRONG_ENCRYPTION_KEY("The request wants its answer encrypted, and offers no key this wallet can encrypt to."),
    UNKNOWN_PROTOCOL("The page asks the browser in no way this wallet knows."),
    WRONG_ORIGIN("The request is for another page than the one that asks."),
    WRONG_RESPONSE_URI("The request does not say where the answer goes, or names an unsafe place."),
    WRONG_NONCE("The request has no nonce, or one with odd characters."),
    WRONG_STATE("The request's state has odd characters."),
    WRONG_WALLET_NONCE("The request is not the one this wallet asked for."),
    WRONG_QUERY("The request does not say properly which credentials it wants."),
    UNKNOWN_TRANSACTION_DATA("The request wants something authorized that this wallet does not understand.");

    private final String sentence;

    RequestFlaw(String sentence) {
        this.sentence = sentence;
    }

    /** What a person is told. */
    public String sentence() {
        return sentence;
    }
}
