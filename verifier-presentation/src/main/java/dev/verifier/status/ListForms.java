package dev.verifier.status;

/**
 * Which forms of status lists are read beside those of the specifications. Asked about a form when a list needs it, and before it is
 * read.
 */
@FunctionalInterface
public interface ListForms {

    /** Lists as the specifications have them, and no others. */
    ListForms STANDARD = _ -> false;

    /** Whether this form may be read; where it may, the list that needs it will be. */
    boolean tolerates(Form form);

    /** What issuers of the ecosystem publish. */
    enum Form {
        /** A list of names in plain JSON, which nobody signs: it is worth what the TLS certificate of its host is worth. */
        PLAIN,
        /** A Token Status List that is compressed with gzip and counts its bits from the most significant one on. */
        GZIP,
        /** A Bitstring Status List of less than 131072 bits, in which it shows whose status is asked for. */
        SHORT,
        /** A Bitstring Status List that does not say where it is: whoever has the host can put one of its issuer's in another's place. */
        NAMELESS
    }
}
