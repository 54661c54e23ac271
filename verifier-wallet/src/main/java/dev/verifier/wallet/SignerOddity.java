package dev.verifier.wallet;

/** What can be wrong with the certificates of a {@link DocumentSigner} (ISO/IEC 18013-5 §9.3.3, Annex B). */
public enum SignerOddity {
    /** The signer certified itself. */
    SELF_SIGNED,
    /** Another authority of the same name certified it. */
    OF_AN_UNKNOWN_AUTHORITY,
    /** Its certificate ended yesterday. */
    EXPIRED,
    /** Its certificate begins tomorrow. */
    NOT_YET_VALID,
    /** It may sign, but nobody says what. */
    WITHOUT_PURPOSE,
    /** It is for a web server. */
    FOR_A_WEB_SERVER,
    /** It is for mdocs and for a web server. */
    FOR_A_WEB_SERVER_TOO,
    /** It may agree on keys, and not sign. */
    WITHOUT_SIGNING,
    /** Its country is not the authority's. */
    OF_ANOTHER_COUNTRY,
    /** Its state is not the authority's. */
    OF_ANOTHER_STATE,
    /** It has no country. */
    WITHOUT_COUNTRY,
    /** It is an authority itself. */
    AN_AUTHORITY,
    /** An authority that was not allowed any beneath it certified another one, which certified the signer. */
    BENEATH_ONE_AUTHORITY_TOO_MANY,
    /** The authority's certificate is sent along. */
    WITH_ITS_ANCHOR,
    /** The authority's certificate is sent first. */
    ANCHOR_FIRST,
    /** A certificate that has nothing to do with it is sent along. */
    WITH_A_STRANGER,
    /** There is no certificate at all. */
    WITHOUT_CERTIFICATES
}
