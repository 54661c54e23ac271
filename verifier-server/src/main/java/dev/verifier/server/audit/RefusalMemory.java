package dev.verifier.server.audit;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * The last refusals and failures of this server, for whoever was told a support id and does not have the audit at hand. As many as this
 * and no more, since the last start. Thread-safe.
 */
public final class RefusalMemory {

    private static final int MOST = 200;

    private final ArrayDeque<Remembered> last = new ArrayDeque<>();

    RefusalMemory() {}

    /**
     * One of them, in words of ours.
     *
     * @param at when
     * @param id the support id that the caller was told
     * @param endpoint the endpoint's canonical path; empty where something of ours failed
     * @param client the client, once it was known to exist; empty before
     * @param error OAuth error
     * @param code stable code of the first check that failed
     * @param clause where it is written; empty where it is a rule of ours
     */
    public record Remembered(
            Instant at, String id, String endpoint, String client, String error, String code, String clause) {}

    /** The newest first. */
    public List<Remembered> newest() {
        synchronized (last) {
            return List.copyOf(last);
        }
    }

    void keep(VerifierEvent event, Instant at) {
        remembered(event, at).ifPresent(one -> {
            synchronized (last) {
                last.addFirst(one);
                if (last.size() > MOST) {
                    last.removeLast();
                }
            }
        });
    }

    /** What knocked where there is no door would leave no room for what did. */
    private static Optional<Remembered> remembered(VerifierEvent event, Instant at) {
        return switch (event) {
            case VerifierEvent.Refused refused
            when !refused.endpoint().equals("other") ->
                Optional.of(new Remembered(
                        at,
                        refused.id(),
                        refused.endpoint(),
                        refused.client(),
                        refused.error(),
                        refused.code(),
                        refused.rejection() == null
                                ? ""
                                : refused.rejection().reason().clause()));
            case VerifierEvent.Failed failed ->
                Optional.of(new Remembered(
                        at,
                        failed.id(),
                        "",
                        "",
                        failed.away() ? "temporarily_unavailable" : "server_error",
                        failed.cause().getClass().getSimpleName(),
                        ""));
            default -> Optional.empty();
        };
    }
}
