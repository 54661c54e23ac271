package dev.verifier.server.list;

/** Where a list comes from. Implementations are thread-safe. */
public interface ListSource {

    /**
     * Asks for the list.
     *
     * @param knownVersion the version held already; empty where none is
     */
    Fetched fetch(String knownVersion);

    /** As the operator configured it. */
    String location();

    /** Whether the source is this machine's own disk: what is missing there is a mistake, not an outage. */
    boolean local();
}
