package dev.verifier.rejection;

import java.time.Duration;
import java.util.Objects;

/**
 * A way to say no. Each case is a record with the facts an operator needs; none carries a token, a key or a personal attribute.
 *
 * <p>Immutable and safe to share between threads.
 */
public sealed interface Rejection {

    /** Stable code, snake_case; part of the contract with clients and operators. */
    default String code() {
        return reason().code();
    }

    /** What is the same for all rejections of this kind. */
    default Reason reason() {
        return Objects.requireNonNull(getClass().getAnnotation(Reason.class), "every rejection has a reason");
    }

    /** A rejection that can happen to more than one signed part; the part's word leads the code. */
    sealed interface OfPart extends Rejection {
        Part part();

        @Override
        default String code() {
            return part().word() + "_" + reason().code();
        }
    }

    // -- reading

    @Reason(
            code = "malformed",
            clause = "RFC 7515 §3.1, RFC 8259 §4",
            mend =
                    "It cannot be read: send a compact JWS whose header and payload are JSON objects without duplicate members.")
    record Malformed(Part part, String what) implements OfPart {}

    @Reason(
            code = "cbor_malformed",
            clause = "RFC 8949 §4.2.1, ISO/IEC 18013-5 §8.3.2.1.2.2",
            mend =
                    "It cannot be read: send CBOR of definite lengths and shortest integers, no key twice, in the structure of ISO 18013-5.")
    record CborMalformed(Part part, String what) implements OfPart {}

    @Reason(
            code = "xml_malformed",
            clause = "ETSI TS 119 612 §5, Annex B, XML Signature 1.1 §8.1",
            mend =
                    "It cannot be read: publish well-formed XML without DOCTYPE under one enveloped signature over the whole, exclusive canonicalization and no other transforms.")
    record XmlMalformed(Part part, String what) implements OfPart {}

    @Reason(code = "too_large", clause = "RFC 9110 §15.5.14", mend = "It is larger than this server reads: send less.")
    record TooLarge(Part part, int limit) implements OfPart {}

    // -- signature

    @Reason(
            code = "algorithm_not_allowed",
            clause = "RFC 8725 §3.1",
            mend =
                    "Sign with an asymmetric algorithm from the discovery document that fits the key; none and HS* are never accepted.")
    record AlgorithmNotAllowed(Part part, String algorithm) implements OfPart {}

    @Reason(
            code = "typ_not_allowed",
            clause = "RFC 8725 §3.11",
            mend = "Its typ header says that it is another kind of token: leave typ out or set the one for this use.")
    record TypeHeaderNotAllowed(Part part, String type) implements OfPart {}

    @Reason(
            code = "header_not_allowed",
            clause = "RFC 7515 §4.1.11, RFC 8725 §3.10",
            mend =
                    "Its header points to keys elsewhere or asks for something that is not understood: remove that header.")
    record HeaderNotAllowed(Part part, String header) implements OfPart {}

    @Reason(
            code = "key_unknown",
            clause = "RFC 7515 §4.1.4",
            mend =
                    "Its kid or jwk names a key that is not the registered or bound one: use that key and name it, or name none.")
    record KeyUnknown(Part part) implements OfPart {}

    @Reason(
            code = "signature_invalid",
            clause = "RFC 7515 §5.2",
            mend =
                    "The signature does not verify: sign the exact bytes sent, with the registered or bound key, in JWS form and not in DER.")
    record SignatureInvalid(Part part) implements OfPart {}

    // -- claims

    @Reason(code = "claim_missing", clause = "RFC 7523 §3", mend = "A claim that is needed is not there: add it.")
    record ClaimMissing(Part part, String claim) implements OfPart {}

    @Reason(
            code = "expired",
            clause = "RFC 7519 §4.1.4",
            mend =
                    "It is no longer valid: make a new one, or ask its issuer for one, and compare the clocks; times are seconds since 1970.")
    record Expired(Part part) implements OfPart {}

    @Reason(
            code = "not_yet_valid",
            clause = "RFC 7519 §4.1.5",
            mend = "It is not valid yet: compare the clocks; times are seconds since 1970.")
    record NotYetValid(Part part) implements OfPart {}

    @Reason(
            code = "lives_too_long",
            clause = "RFC 7523 §3",
            mend =
                    "Its exp is too far ahead: sign one that lives minutes for each request, and compare the clocks; times are seconds since 1970, not milliseconds.")
    record LivesTooLong(Part part, Duration longest) implements OfPart {}

    @Reason(
            code = "wrong_audience",
            clause = "RFC 7523 §3, OpenID4VP 1.0 §14.1.2",
            mend =
                    "Its aud must be exactly one of our names and nothing beside it: from a client the issuer to the letter (in an assertion the token endpoint will do), from a wallet the client_id of the request.")
    record WrongAudience(Part part) implements OfPart {}

    @Reason(
            code = "wrong_nonce",
            clause = "OpenID4VP 1.0 §14.1.2",
            mend = "Its nonce must be that of the request it answers: begin again, and answer the new request.")
    record WrongNonce(Part part) implements OfPart {}

    @Reason(
            code = "replayed",
            clause = "OpenID Connect Core 1.0 §9, OpenID4VP 1.0 §14.1",
            mend = "It was used before: sign a new one with a new jti for every request.")
    record Replayed(Part part) implements OfPart {}

    // -- who it is

    @Reason(
            code = "client_names_disagree",
            clause = "RFC 7521 §4.2, RFC 7523 §3",
            mend =
                    "iss and sub of the client assertion and the client_id parameter, where sent, must all be the same registered client.")
    record ClientNamesDisagree() implements Rejection {}

    @Reason(
            code = "did_not_supported",
            clause = "did:key method, did:jwk method",
            mend = "Keys are taken from did:key (P-256, P-384, Ed25519) and did:jwk only: use one of them.")
    record DidNotSupported(String what) implements Rejection {}

    @Reason(
            code = "key_not_usable",
            clause = "RFC 7517 §9.2, RFC 8725 §3.4",
            mend =
                    "The key is of a kind or size that is not accepted, or carries its private part: publish a public P-256 key.")
    record KeyNotUsable(String why) implements Rejection {}

    @Reason(
            code = "presentation_missing",
            clause = "Machine runbook, step 3",
            mend =
                    "Put the presentation into the vp_token claim of the client assertion, or let the presentation itself be the assertion.")
    record PresentationMissing() implements Rejection {}

    @Reason(
            code = "holder_key_missing",
            clause = "RFC 7800 §3",
            mend = "The credential names no key of its holder: it needs cnf, or a did:key as mandatee or subject.")
    record HolderKeyMissing() implements Rejection {}

    @Reason(
            code = "holder_keys_disagree",
            clause = "RFC 7800 §3",
            mend =
                    "The places where the credential names its holder must all mean one key: ask its issuer for a new one.")
    record HolderKeysDisagree() implements Rejection {}

    @Reason(
            code = "holder_not_bound",
            clause = "OpenID4VP 1.0 §14.1.2",
            mend =
                    "The presentation names another holder than the credential: present with the key the credential is bound to.")
    record HolderNotBound() implements Rejection {}

    @Reason(
            code = "holder_is_not_client",
            clause = "RFC 7523 §3",
            mend =
                    "The credential belongs to another key than the client's: a machine presents its own credential only.")
    record HolderIsNotClient() implements Rejection {}

    // -- possession of a key

    @Reason(
            code = "dpop_proof_method_differs",
            clause = "RFC 9449 §4.3",
            mend = "The htm of the DPoP proof must be the HTTP method of the request that it is sent with.")
    record ProofMethodDiffers() implements Rejection {}

    @Reason(
            code = "dpop_proof_target_differs",
            clause = "RFC 9449 §4.3",
            mend =
                    "The htu of the DPoP proof must be the URL of the endpoint as the discovery document or the request names it, without query and fragment.")
    record ProofTargetDiffers() implements Rejection {}

    @Reason(
            code = "dpop_proof_token_differs",
            clause = "RFC 9449 §4.3, §7",
            mend =
                    "The ath of the DPoP proof must be the base64url-encoded SHA-256 of the access token that it is sent with.")
    record ProofTokenDiffers() implements Rejection {}

    @Reason(
            code = "dpop_nonce_needed",
            clause = "RFC 9449 §8, §9",
            mend = "Put the value of the DPoP-Nonce header into the nonce of a new proof, and send the request again.")
    record ProofNonceNeeded() implements Rejection {}

    // -- what was presented

    @Reason(
            code = "vp_token_malformed",
            clause = "OpenID4VP 1.0 §8.1",
            mend = "The vp_token cannot be read: send a JSON object with an array of presentations for each query id.")
    record VpTokenMalformed(String what) implements Rejection {}

    @Reason(
            code = "vp_token_form_not_allowed",
            clause = "OpenID4VP 1.0 §8.1",
            mend =
                    "The vp_token has a form from before the specification: send a JSON object with an array of presentations for each query id.")
    record VpTokenFormNotAllowed(String form) implements Rejection {}

    @Reason(
            code = "credential_type_not_asked",
            clause = "OpenID4VP 1.0 §8.6",
            mend =
                    "Every type of the credential must be one that was asked for: a machine presents a LEARCredentialMachine.")
    record TypeNotAsked(String type) implements Rejection {}

    @Reason(
            code = "asked_claim_missing",
            clause = "OpenID4VP 1.0 §6.4.1, §8.6",
            mend = "The credential lacks a claim that was asked for: present one that has it.")
    record AskedClaimMissing(String path) implements Rejection {}

    @Reason(
            code = "asked_value_missing",
            clause = "OpenID4VP 1.0 §6.3, §8.6",
            mend =
                    "A claim of the credential has none of the values that were asked for: present one that has, of the same JSON type.")
    record AskedValueMissing(String path) implements Rejection {}

    @Reason(
            code = "authority_not_asked",
            clause = "OpenID4VP 1.0 §6.1.1, §8.6",
            mend = "The credential is from none of the authorities that were asked for: present one that is.")
    record AuthorityNotAsked(String issuer) implements Rejection {}

    @Reason(
            code = "trust_chain_broken",
            clause = "OpenID Federation 1.0 §10.2, OpenID4VP 1.0 §6.1.1.3",
            mend =
                    "No chain of valid entity statements leads from the issuer to the trust anchor that was asked for: tell the issuer, or present a credential of another.")
    record TrustChainBroken(String entity, String anchor, String why) implements Rejection {}

    @Reason(
            code = "trust_anchor_not_configured",
            clause = "OpenID Federation 1.0 §10.2, OpenID4VP 1.0 §6.1.1.3",
            mend =
                    "A trust anchor was asked for whose keys this server does not have: its operator sets verifier.trust.federation.<name>.entity-id and .jwks.")
    record TrustAnchorUnknown(String anchor) implements Rejection {}

    @Reason(
            code = "required_type_missing",
            clause = "OpenID4VP 1.0 §8.6",
            mend =
                    "The credential is believed, and of no type that is let in here: present one of another type, or change requirements.types.")
    record RequiredTypeMissing(String types) implements Rejection {}

    @Reason(
            code = "required_issuer_missing",
            clause = "OpenID4VP 1.0 §8.6",
            mend =
                    "The credential is believed, and from no issuer that is let in here: present one from another, or change requirements.issuers.")
    record RequiredIssuerMissing(String issuer) implements Rejection {}

    @Reason(
            code = "required_power_missing",
            clause = "OpenID4VP 1.0 §8.6",
            mend =
                    "The credential is believed, and lacks a power that is needed here: have it granted, or change requirements.powers.")
    record RequiredPowerMissing(String power) implements Rejection {}

    @Reason(
            code = "more_than_asked",
            clause = "OpenID4VP 1.0 §8.1",
            mend = "Present exactly one credential for each query, and none twice.")
    record MoreThanAsked() implements Rejection {}

    @Reason(
            code = "holders_differ",
            clause = "OpenID4VP 1.0 §8.6",
            mend =
                    "The credentials are bound to different keys, so that nothing says that they are one person's: present credentials of one key, or have the operator allow others (verifier.openid4vp.holder-keys).")
    record HoldersDiffer() implements Rejection {}

    @Reason(
            code = "answer_not_asked",
            clause = "OpenID4VP 1.0 §8.1, §8.6",
            mend = "Nothing was asked under this id: answer under the ids of the dcql_query of this request.")
    record AnswerNotAsked() implements Rejection {}

    @Reason(
            code = "query_not_answered",
            clause = "OpenID4VP 1.0 §6.4.2, §8.6",
            mend = "A credential that is required is missing: answer every query, or one option of each required set.")
    record QueryNotAnswered() implements Rejection {}

    // -- what was disclosed

    @Reason(
            code = "disclosure_malformed",
            clause = "RFC 9901 §4.2, §7.1",
            mend =
                    "A disclosure must be a base64url-encoded JSON array of salt, name and value for a member of an object, or of salt and value for an element of an array.")
    record DisclosureMalformed(String what) implements Rejection {}

    @Reason(
            code = "disclosure_not_referenced",
            clause = "RFC 9901 §7.1",
            mend =
                    "Every disclosure must belong to exactly one digest of the credential or of another disclosure: send those of this credential, each once and with those above it.")
    record DisclosureNotReferenced() implements Rejection {}

    @Reason(
            code = "digest_repeated",
            clause = "RFC 9901 §7.1",
            mend = "A digest of the credential must be there once: ask its issuer for a new one.")
    record DigestRepeated() implements Rejection {}

    @Reason(
            code = "digest_algorithm_not_allowed",
            clause = "RFC 9901 §4.1.1",
            mend = "The _sd_alg of the credential must be sha-256, sha-384 or sha-512: ask its issuer for a new one.")
    record DigestAlgorithmNotAllowed(String algorithm) implements Rejection {}

    @Reason(
            code = "claim_disclosed_twice",
            clause = "RFC 9901 §7.1",
            mend = "A disclosure must not write a claim that is there already: ask its issuer for a new credential.")
    record ClaimDisclosedTwice(String claim) implements Rejection {}

    @Reason(
            code = "claim_not_for_disclosure",
            clause = "SD-JWT VC §3.2.2.2",
            mend =
                    "The issuer, the dates, the type, the status and the key of a credential may not be kept for disclosures, nor may what could end a mandate be withheld: show all of it, or ask its issuer for a new one.")
    record ClaimNotForDisclosure(String claim) implements Rejection {}

    @Reason(
            code = "key_binding_missing",
            clause = "RFC 9901 §7.3, HAIP 1.0 §6.1.1.1",
            mend =
                    "The presentation must end with a key binding JWT for this request: sign one with the key of the credential.")
    record KeyBindingMissing() implements Rejection {}

    @Reason(
            code = "key_binding_hash_differs",
            clause = "RFC 9901 §4.3.1",
            mend =
                    "The sd_hash of the key binding JWT must be the digest of everything before it as sent: sign after the disclosures are chosen.")
    record KeyBindingHashDiffers() implements Rejection {}

    @Reason(
            code = "transaction_data_hash_differs",
            clause = "OpenID4VP 1.0 Appendix B.3.3.1",
            mend =
                    "Each of the transaction_data_hashes must be the digest of an entry as sent that names this credential, with an algorithm it allows, echoed where it offers some.")
    record TransactionDataHashDiffers() implements Rejection {}

    @Reason(
            code = "transaction_data_not_authorized",
            clause = "OpenID4VP 1.0 §8.4, Appendix B.3.3.1",
            mend =
                    "Nobody signed for an entry of transaction_data: put its digest among the transaction_data_hashes of the key binding of one of its credentials, an SD-JWT VC.")
    record TransactionDataNotAuthorized() implements Rejection {}

    // -- what mdocs are made of

    @Reason(
            code = "device_response_not_ok",
            clause = "ISO/IEC 18013-5 §8.3.2.1.2.3",
            mend = "The DeviceResponse says that something went wrong: send one with status 0.")
    record DeviceResponseNotOk(long status) implements Rejection {}

    @Reason(
            code = "mdoc_digest_differs",
            clause = "ISO/IEC 18013-5 §9.1.2.5",
            mend =
                    "A disclosed element is not the one its issuer signed: send every IssuerSignedItemBytes as it was issued, under its own name space.")
    record DigestDiffers(String nameSpace) implements Rejection {}

    @Reason(
            code = "mdoc_doctypes_disagree",
            clause = "ISO/IEC 18013-5 §9.1.2.4",
            mend = "The docType of the document must be the one in the MobileSecurityObject that its issuer signed.")
    record DocTypesDisagree(String signed) implements Rejection {}

    @Reason(
            code = "device_auth_missing",
            clause = "ISO/IEC 18013-5 §9.1.3",
            mend = "The document needs deviceSigned with exactly one of deviceSignature and deviceMac.")
    record DeviceAuthMissing() implements Rejection {}

    @Reason(
            code = "device_auth_invalid",
            clause = "ISO/IEC 18013-5 §9.1.3, OpenID4VP 1.0 Appendix B.2.6",
            mend =
                    "The device signature or MAC does not verify: make it with the key of the MSO, over the session transcript of this very request.")
    record DeviceAuthInvalid() implements Rejection {}

    @Reason(
            code = "device_mac_not_supported",
            clause = "ISO/IEC 18013-5 §9.1.3.5",
            mend =
                    "A deviceMac needs a key that this request offered for it, and this one offered none: send a deviceSignature.")
    record DeviceMacNotSupported() implements Rejection {}

    @Reason(
            code = "device_elements_not_authorized",
            clause = "ISO/IEC 18013-5 §9.1.3",
            mend = "The device signed elements that its issuer did not authorize it to sign: leave them out.")
    record DeviceElementsNotAuthorized(String nameSpace) implements Rejection {}

    @Reason(
            code = "handover_missing",
            clause = "OpenID4VP 1.0 Appendix B.2.6",
            mend =
                    "An mdoc is bound to the request it answers, and nothing was requested here: present another format, or answer a request.")
    record HandoverMissing() implements Rejection {}

    // -- who vouches for it

    @Reason(
            code = "certificate_missing",
            clause = "RFC 7515 §4.1.6",
            mend =
                    "The credential needs an x5c header with the issuer's certificate chain: ask its issuer for a new one.")
    record CertificateMissing() implements Rejection {}

    @Reason(
            code = "certificate_not_trusted",
            clause = "RFC 5280 §6.1",
            mend =
                    "The issuer's certificate chain does not lead to an anchor of this server, or may not seal credentials now: ask its operator which authorities it trusts.")
    record CertificateNotTrusted(String why) implements Rejection {}

    @Reason(
            code = "issuer_metadata_unusable",
            clause = "SD-JWT VC §5.2",
            mend =
                    "What the issuer publishes about itself must name it as iss does, and have its keys in either jwks or jwks_uri: tell the issuer.")
    record IssuerMetadataUnusable(String why) implements Rejection {}

    @Reason(
            code = "issuer_key_withdrawn",
            clause = "SD-JWT VC §5.2",
            mend = "The issuer no longer publishes the key that signed the credential: ask it for a new one.")
    record IssuerKeyWithdrawn(String issuer) implements Rejection {}

    @Reason(
            code = "issuer_names_disagree",
            clause = "RFC 8725 §3.8, ETSI EN 319 412-1 §5.1.4",
            mend =
                    "iss, the issuer inside the credential and the organizationIdentifier of its certificate must be one organisation, or iss a URL that the certificate names.")
    record IssuerNamesDisagree() implements Rejection {}

    @Reason(
            code = "issuer_not_trusted",
            clause = "EBSI Trusted Issuers Registry v4",
            mend = "The issuer is not on this server's list: ask its operator to add it.")
    record IssuerNotTrusted(String issuer) implements Rejection {}

    @Reason(
            code = "issuer_not_accredited",
            clause = "EBSI Trusted Issuers Registry v4",
            mend =
                    "The issuer is listed but may not issue this type, now, with these values: ask its operator to extend the accreditation.")
    record IssuerNotAccredited(String issuer, String type) implements Rejection {}

    @Reason(
            code = "mandator_not_trusted",
            clause = "LEARCredential mandate",
            mend =
                    "The organisation that gives the mandate is not among the participants this server knows: ask its operator to add it.")
    record MandatorNotTrusted(String organization) implements Rejection {}

    @Reason(
            code = "trust_unavailable",
            clause = "RFC 6749 §5.2",
            mend = "This server cannot ask its source of trust now: try again later, or ask its operator.")
    record TrustUnavailable(String source) implements Rejection {}

    // -- does it still hold

    @Reason(
            code = "credential_revoked",
            clause = "OpenID4VP 1.0 §8.6",
            mend = "The credential was revoked or suspended: ask its issuer for a new one.")
    record Revoked() implements Rejection {}

    @Reason(
            code = "credential_status_unknown",
            clause = "Token Status List §8.3, Bitstring Status List v1.0 §3.2",
            mend =
                    "The credential says where its status can be looked up, and there is no answer there that can be believed: try again later, or ask its issuer.")
    record StatusUnknown(String why) implements Rejection {}
}
