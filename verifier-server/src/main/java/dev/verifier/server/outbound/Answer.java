package dev.verifier.server.outbound;

/** What came back from outside. */
public sealed interface Answer {

    /**
     * A document.
     *
     * @param bytes its body, within the limit
     * @param etag its entity tag; empty where it has none
     */
    @SuppressWarnings("ArrayRecordComponent") // carried from client to reader, never compared
    record Body(byte[] bytes, String etag) implements Answer {}

    /** The document is the one that is known already. */
    record NotModified() implements Answer {}

    /** The server knows no such document. */
    record NotFound() implements Answer {}

    /**
     * There is no usable answer: the policy forbids the target, or the server is away, slow, too talkative or broken.
     *
     * @param reason for the operator; one of a few words
     */
    record Failed(String reason) implements Answer {}
}
