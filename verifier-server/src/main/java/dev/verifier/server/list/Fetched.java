package dev.verifier.server.list;

/** What a source of a list answered. */
public sealed interface Fetched {

    /**
     * The list as it is now.
     *
     * @param bytes the document
     * @param version what to show the source next time, so that it can say "unchanged"
     */
    @SuppressWarnings("ArrayRecordComponent") // carried from source to reader, never compared
    record Document(byte[] bytes, String version) implements Fetched {}

    /** The list is as it was. */
    record Unchanged() implements Fetched {}

    /**
     * The source is away or gives no usable answer.
     *
     * @param reason for the operator
     */
    record Unavailable(String reason) implements Fetched {}
}
