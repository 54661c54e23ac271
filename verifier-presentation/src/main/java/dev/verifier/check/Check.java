package dev.verifier.check;

/**
 * A question that is put to what somebody presents. Its constants stand in the order in which they are asked of most things; whoever
 * judges says in which order it asks.
 */
public enum Check {
    CLIENT("whose it is: a client that is registered here", "RFC 6749 §2.2"),
    READ(
            "it can be taken apart, and is no larger than is looked at",
            "RFC 7515 §3.1, RFC 9901 §4, ISO/IEC 18013-5 §8.3"),
    SOURCE("a source of trust for what is asked for is here", "OpenID4VP 1.0 §8.6"),
    CHAIN("its certificates lead to an anchor, and may sign this, now", "RFC 5280 §6.1"),
    KEY("the key it names is the registered, bound or published one", "RFC 7515 §4.1.4"),
    ISSUER(
            "its issuer is whom the certificate names, or one that publishes keys and is listed",
            "RFC 8725 §3.8, ETSI EN 319 412-1 §5.1.4"),
    ALGORITHM("its algorithm is one that is accepted, and fits the key", "RFC 8725 §3.1"),
    TYPE("its typ is that of this kind of token", "RFC 8725 §3.11"),
    HEADERS("its header asks for nothing that is not understood", "RFC 7515 §4.1.11, RFC 8725 §3.10"),
    SIGNATURE("the signature holds", "RFC 7515 §5.2, RFC 9052 §4.4"),
    SIGNED_IN_TIME("it was signed while its certificate was valid", "ISO/IEC 18013-5 §9.3.1"),
    CONTENTS("what it says can be read, and is what its issuer signed", "RFC 9901 §7.1, ISO/IEC 18013-5 §9.1.2.5"),
    ISSUER_NAMES("every name it gives its issuer is the same", "RFC 8725 §3.8"),
    VALIDITY("it is valid now by its own dates", "RFC 7519 §4.1.4, §4.1.5"),
    QUERY("it is of a type that is asked for, with the claims and values", "OpenID4VP 1.0 §6.4.1, §8.6"),
    HOLDER_KEY("it names one key of its holder", "RFC 7800 §3"),
    HOLDER("it names no other holder than the credential does", "OpenID4VP 1.0 §14.1.2"),
    PURPOSE("it is for this use and for no other", "RFC 8725 §3.12, RFC 9101 §10.8"),
    CLIENT_NAMES("every name it gives its client is the same", "RFC 7523 §3, RFC 9101 §5"),
    AUDIENCE("it is addressed to this server, and to nobody beside", "RFC 7523 §3, OpenID4VP 1.0 §14.1.2"),
    FRESHNESS("it was made for now", "RFC 7519 §4.1.4, RFC 7523 §3"),
    NONCE("it was made for one request", "OpenID4VP 1.0 §14.1, RFC 7519 §4.1.7"),
    WHOLE("the holder signed exactly what was sent", "RFC 9901 §4.3.1"),
    TRANSACTION("what the holder authorizes with it is what was asked", "OpenID4VP 1.0 §8.4"),
    SESSION("there is a request that the device can have answered", "OpenID4VP 1.0 Appendix B.2.6"),
    DEVICE("the device proves its key for that request", "ISO/IEC 18013-5 §9.1.3"),
    ACCREDITATION("its issuer is trusted, and may issue this, now", "EBSI Trusted Issuers Registry v4"),
    STATUS("it is neither revoked nor suspended", "OpenID4VP 1.0 §8.6, Token Status List §8.3"),
    MANDATOR("who gives the mandate is among the participants", "LEARCredential mandate"),
    AUTHORITY("it is from an authority that was asked for", "OpenID4VP 1.0 §6.1.1"),
    AUTHORIZED("everything that was to be authorized is", "OpenID4VP 1.0 §8.4"),
    SAME_KEY("the presentation is by the key of the client", "RFC 7523 §3"),
    ADMISSION("it has what the profile and the client require", "OpenID4VP 1.0 §8.6"),
    UNUSED("it was not used before", "OpenID Connect Core 1.0 §9, OpenID4VP 1.0 §14.1"),
    PARAMETERS("what it asks for is registered for the client", "RFC 6749 §4.1.2.1");

    private final String question;
    private final String clause;

    Check(String question, String clause) {
        this.question = question;
        this.clause = clause;
    }

    /** What has to be so. */
    public String question() {
        return question;
    }

    /** Who wants it. */
    public String clause() {
        return clause;
    }
}
