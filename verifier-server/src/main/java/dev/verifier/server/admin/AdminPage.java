package dev.verifier.server.admin;

import dev.verifier.server.list.Finding;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.http.MediaType;

/**
 * {@code /admin} on the management port: what an operator wants to see first, as a page, and as JSON for programs. It only reads. Whoever
 * reaches that port may see it, as with metrics. Thread-safe.
 */
@WebEndpoint(id = "admin")
public final class AdminPage {

    private final Supplier<Overview> overview;
    private final Sheet sheet = new Sheet("admin");

    AdminPage(Supplier<Overview> overview) {
        this.overview = overview;
    }

    /**
     * Whether there is a reason to look.
     *
     * @param waiting logins that have not ended, on all nodes; null where the database does not say
     * @param away lists whose source brought nothing the last time, or never did
     * @param leftOut entries of lists that are not used for what is wrong with them
     * @param refusals what this node remembers
     */
    public record Glance(@Nullable Long waiting, long away, long leftOut, int refusals) {}

    /** For programs. */
    @ReadOperation
    public Object facts() {
        return overview.get();
    }

    /** For people. */
    @ReadOperation(produces = MediaType.TEXT_HTML_VALUE)
    public String page() {
        return sheet.with(Map.of("now", overview.get()));
    }

    /** For people who look after several. */
    public Glance glance() {
        var now = overview.get();
        var logins = now.logins();
        return new Glance(
                logins == null
                        ? null
                        : logins.values().stream().mapToLong(Long::longValue).sum(),
                now.lists().stream()
                        .filter(list -> list.asOf() == null || !list.problem().isEmpty())
                        .count(),
                now.lists().stream()
                        .flatMap(list -> list.findings().stream())
                        .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                        .count(),
                now.refusals().size());
    }
}
