package dev.verifier.server.page;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why it was refused, in as few kinds as a person can do something different about. Each has a sentence and a next step in words. */
enum Explanation {
    CREDENTIAL_EXPIRED("credential_expired"),
    CREDENTIAL_NOT_YET_VALID("credential_not_yet_valid"),
    CREDENTIAL_REVOKED("credential_revoked"),
    CREDENTIAL_UNUSABLE(
            "credential_malformed",
            "credential_cbor_malformed",
            "credential_xml_malformed",
            "credential_too_large",
            "credential_algorithm_not_allowed",
            "credential_typ_not_allowed",
            "credential_header_not_allowed",
            "credential_key_unknown",
            "issuer_key_withdrawn",
            "credential_signature_invalid",
            "credential_claim_missing",
            "credential_lives_too_long",
            "credential_wrong_audience",
            "credential_wrong_nonce",
            "credential_replayed",
            "digest_repeated",
            "mdoc_digest_differs",
            "mdoc_doctypes_disagree",
            "digest_algorithm_not_allowed",
            "claim_disclosed_twice",
            "claim_not_for_disclosure"),
    CREDENTIAL_WRONG(
            "credential_type_not_asked",
            "more_than_asked",
            "presentation_missing",
            "answer_not_asked",
            "query_not_answered",
            "holders_differ",
            "asked_claim_missing",
            "asked_value_missing",
            "authority_not_asked",
            "trust_anchor_not_configured",
            "trust_chain_broken"),
    ISSUER_NOT_RECOGNISED(
            "certificate_missing",
            "certificate_not_trusted",
            "issuer_names_disagree",
            "issuer_not_trusted",
            "issuer_not_accredited"),
    ORGANISATION_NOT_RECOGNISED("mandator_not_trusted"),
    NOT_LET_IN("required_type_missing", "required_issuer_missing"),
    POWER_MISSING("required_power_missing"),
    HOLDER_NOT_PROVEN(
            "holder_key_missing",
            "holder_keys_disagree",
            "holder_not_bound",
            "holder_is_not_client",
            "key_not_usable",
            "did_not_supported",
            "presentation_key_unknown",
            "presentation_signature_invalid",
            "device_auth_missing",
            "device_auth_invalid",
            "key_binding_missing",
            "key_binding_hash_differs"),
    ANSWER_UNREADABLE(
            "vp_token_malformed",
            "response_not_encrypted",
            "response_encryption_not_offered",
            "response_not_decrypted",
            "response_malformed",
            "vp_token_form_not_allowed",
            "presentation_malformed",
            "presentation_cbor_malformed",
            "presentation_xml_malformed",
            "presentation_too_large",
            "presentation_algorithm_not_allowed",
            "presentation_typ_not_allowed",
            "presentation_header_not_allowed",
            "presentation_claim_missing",
            "presentation_lives_too_long",
            "device_response_not_ok",
            "device_mac_not_supported",
            "device_elements_not_authorized",
            "disclosure_malformed",
            "disclosure_not_referenced"),
    ANSWER_TO_ANOTHER_REQUEST(
            "wallet_state_differs",
            "handover_missing",
            "transaction_data_hash_differs",
            "transaction_data_not_authorized",
            "presentation_wrong_nonce",
            "presentation_wrong_audience",
            "presentation_replayed",
            "presentation_expired",
            "presentation_not_yet_valid"),
    CANNOT_CHECK_NOW("trust_unavailable", "issuer_metadata_unusable", "credential_status_unknown"),
    DECLINED("wallet_declined"),
    WALLET_FAILED("wallet_error"),
    CODE_WRONG("match_code_wrong"),
    TOO_LATE("login_expired"),
    TOO_MANY_ATTEMPTS("too_many_attempts"),
    ELSEWHERE("login_elsewhere"),
    APPLICATION_AT_FAULT(
            "client_assertion_malformed",
            "client_assertion_cbor_malformed",
            "client_assertion_xml_malformed",
            "client_assertion_too_large",
            "client_assertion_algorithm_not_allowed",
            "client_assertion_typ_not_allowed",
            "client_assertion_header_not_allowed",
            "client_assertion_key_unknown",
            "client_assertion_signature_invalid",
            "client_assertion_claim_missing",
            "client_assertion_expired",
            "client_assertion_not_yet_valid",
            "client_assertion_lives_too_long",
            "client_assertion_wrong_audience",
            "client_assertion_wrong_nonce",
            "client_assertion_replayed",
            "request_object_malformed",
            "request_object_cbor_malformed",
            "request_object_xml_malformed",
            "request_object_too_large",
            "request_object_algorithm_not_allowed",
            "request_object_typ_not_allowed",
            "request_object_header_not_allowed",
            "request_object_key_unknown",
            "request_object_signature_invalid",
            "request_object_claim_missing",
            "request_object_expired",
            "request_object_not_yet_valid",
            "request_object_lives_too_long",
            "request_object_wrong_audience",
            "request_object_wrong_nonce",
            "request_object_replayed",
            "dpop_proof_malformed",
            "dpop_proof_cbor_malformed",
            "dpop_proof_xml_malformed",
            "dpop_proof_too_large",
            "dpop_proof_algorithm_not_allowed",
            "dpop_proof_typ_not_allowed",
            "dpop_proof_header_not_allowed",
            "dpop_proof_key_unknown",
            "dpop_proof_signature_invalid",
            "dpop_proof_claim_missing",
            "dpop_proof_expired",
            "dpop_proof_not_yet_valid",
            "dpop_proof_lives_too_long",
            "dpop_proof_wrong_audience",
            "dpop_proof_wrong_nonce",
            "dpop_proof_replayed",
            "dpop_proof_method_differs",
            "dpop_proof_target_differs",
            "dpop_proof_token_differs",
            "dpop_nonce_needed",
            "client_names_disagree"),
    NOTHING_HERE("not_found", "unknown_host"),
    BUSY("rate_limited", "out_of_order"),
    BROKEN("broken"),
    /** For codes that nobody has put into a kind yet; a test sees to it that there are none. */
    NOT_ACCEPTED("not_accepted");

    private final String codes;

    Explanation(String... codes) {
        this.codes = String.join(" ", codes);
    }

    List<String> codes() {
        return List.of(codes.split(" "));
    }

    /** What its words are filed under. */
    String key() {
        return "why." + name().toLowerCase(Locale.ROOT);
    }

    static Optional<Explanation> known(String code) {
        return Arrays.stream(values())
                .filter(kind -> kind.codes().contains(code))
                .findFirst();
    }

    /** Of an answer that a wallet gave. */
    static Explanation of(String code) {
        return known(code).orElse(NOT_ACCEPTED);
    }

    /** Of an error page: codes that are OAuth's mean that the application asked in a wrong way. */
    static Explanation of(String code, int status) {
        return known(code).orElseGet(() -> switch (status) {
            case 404, 405 -> NOTHING_HERE;
            case 429, 503 -> BUSY;
            default -> status >= 500 ? BROKEN : APPLICATION_AT_FAULT;
        });
    }
}
