package dev.verifier.credential;

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
     * The credential has a status entry of a type that nothing here reads yet.
     *
     * @param type such as {@code BitstringStatusListEntry}
     */
    record Unreadable(String type) implements StatusReference {}
}
