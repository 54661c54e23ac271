package dev.verifier.rejection;

/** The signed thing that a rejection speaks of. */
public enum Part {
    CLIENT_ASSERTION,
    PRESENTATION,
    CREDENTIAL,
    REQUEST_OBJECT,
    DPOP_PROOF,
    STATUS_LIST,
    TRUSTED_LIST,
    ENTITY_STATEMENT;

    /** The word this part has in codes, such as {@code client_assertion}. */
    public String word() {
        return switch (this) {
            case CLIENT_ASSERTION -> "client_assertion";
            case PRESENTATION -> "presentation";
            case CREDENTIAL -> "credential";
            case REQUEST_OBJECT -> "request_object";
            case DPOP_PROOF -> "dpop_proof";
            case STATUS_LIST -> "status_list";
            case TRUSTED_LIST -> "trusted_list";
            case ENTITY_STATEMENT -> "entity_statement";
        };
    }
}
