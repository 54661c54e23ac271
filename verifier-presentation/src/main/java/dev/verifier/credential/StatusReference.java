package dev.verifier.credential;

import java.util.List;

/** Where a credential says its status can be read. Absence is a case of its own, not a null. */
public sealed interface StatusReference {

    /** The credential offers no status. */
    record NotOffered() implements StatusReference {}

    /**
     * A place in a Token Status List (IETF draft Token Status List §6.2).
     *
     * @param uri of the list, compared character by character
     * @param index of the credential in it, from zero on
     */
    record TokenStatusList(String uri, long index) implements StatusReference {}

    /**
     * A place in a W3C Bitstring Status List (Bitstring Status List v1.0 §2.1).
     *
     * @param uri of the list's credential
     * @param purpose {@code revocation} or {@code suspension}
     * @param index of the credential in it, from zero on
     * @param size of an entry, in bits
     */
    record BitstringEntry(String uri, String purpose, long index, int size) implements StatusReference {}

    /**
     * A name that is on a list of names once the credential is revoked, as the ecosystem's first issuers have it.
     *
     * @param uri of the list
     * @param name that is looked for
     */
    record PlainListEntry(String uri, String name) implements StatusReference {}

    /**
     * More than one: each of them must be clear.
     *
     * @param entries none of them of this kind
     */
    record Several(List<StatusReference> entries) implements StatusReference {

        public Several {
            entries = List.copyOf(entries);
        }
    }

    /**
     * The credential has a status entry of a type that nothing here reads.
     *
     * @param type such as {@code StatusList2021Entry}
     */
    record Unreadable(String type) implements StatusReference {}
}
