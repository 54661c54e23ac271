package dev.verifier.server.audit;

import dev.verifier.server.audit.VerifierEvent.Evidence;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;
import tools.jackson.databind.json.JsonMapper;

/**
 * One JSON object a line for each event. What strangers wrote is cut short and kept to printable characters; who they are is a
 * digest. Thread-safe.
 */
final class AuditLog {

    private static final Logger AUDIT = LoggerFactory.getLogger("dev.verifier.audit");
    private static final int LONGEST_FACT = 80;
    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x20-\\x7e]");

    private final JsonMapper json = new JsonMapper();
    private final Clock clock;
    private final @Nullable String tenant;

    AuditLog(Clock clock, @Nullable String tenant) {
        this.clock = clock;
        this.tenant = tenant;
    }

    void write(VerifierEvent event) {
        var level = level(event);
        if (AUDIT.isEnabledForLevel(level)) {
            var line = new LinkedHashMap<String, Object>();
            line.put("event", event.getClass().getSimpleName());
            line.put("at", clock.instant().toString());
            if (tenant != null) {
                line.put("tenant", tenant);
            }
            // Where tracing is on, the line and the trace can be found from one another.
            var trace = MDC.get("traceId");
            if (trace != null) {
                line.put("trace", trace);
            }
            LoginLeg.current().ifPresent(login -> line.put("login", login));
            line.putAll(facts(event));
            var cause = event instanceof VerifierEvent.Failed failed && !failed.away() ? failed.cause() : null;
            AUDIT.atLevel(level).setCause(cause).log(json.writeValueAsString(line));
        }
    }

    private static Level level(VerifierEvent event) {
        return switch (event) {
            case VerifierEvent.Failed _ -> Level.ERROR;
            case VerifierEvent.ListKept _ -> Level.WARN;
            case VerifierEvent.ListFromCopy _ -> Level.WARN;
            case VerifierEvent.OutboundDenied _ -> Level.WARN;
            case VerifierEvent.StatusListAsked asked -> asked.reason().isEmpty() ? Level.DEBUG : Level.WARN;
            case VerifierEvent.KeyGenerated _ -> Level.WARN;
            case VerifierEvent.KeyExposed _ -> Level.WARN;
            case VerifierEvent.SignerAway _ -> Level.WARN;
            case VerifierEvent.DatabaseAway _ -> Level.ERROR;
            case VerifierEvent.DatabaseBack _ -> Level.WARN;
            case VerifierEvent.UpkeepFailed _ -> Level.WARN;
            case VerifierEvent.KeyAdded _ -> Level.INFO;
            case VerifierEvent.VouchingEnds ends -> ends.over() ? Level.ERROR : Level.WARN;
            case VerifierEvent.KeyRetired _ -> Level.INFO;
            case VerifierEvent.CryptoChosen chosen -> chosen.accelerated() ? Level.INFO : Level.WARN;
            case VerifierEvent.TokenIssued _ -> Level.INFO;
            case VerifierEvent.GrantEnded ended -> ended.reason().equals("revoked") ? Level.INFO : Level.WARN;
            case VerifierEvent.TokenRevoked _ -> Level.INFO;
            case VerifierEvent.LoginStarted _ -> Level.INFO;
            case VerifierEvent.LoginAccepted _ -> Level.INFO;
            case VerifierEvent.LoginEnded _ -> Level.INFO;
            case VerifierEvent.SessionUsed _ -> Level.INFO;
            case VerifierEvent.SessionEnded _ -> Level.INFO;
            case VerifierEvent.SessionUnread _ -> Level.WARN;
            case VerifierEvent.LogoutNotice notice -> notice.outcome().equals("delivered") ? Level.INFO : Level.WARN;
            case VerifierEvent.SecurityEventNotice told -> told.outcome().equals("delivered") ? Level.INFO : Level.WARN;
            case VerifierEvent.UnknownVariable _ -> Level.WARN;
            case VerifierEvent.Ready _ -> Level.INFO;
            // Somebody who knocks where there is no door is not worth a line in the log.
            case VerifierEvent.Refused refused -> refused.endpoint().equals("other") ? Level.DEBUG : Level.INFO;
            case VerifierEvent.Introspected _ -> Level.INFO;
            case VerifierEvent.ListLoaded _ -> Level.INFO;
            case VerifierEvent.KeyLoaded _ -> Level.INFO;
            case VerifierEvent.ListUnchanged _ -> Level.DEBUG;
            case VerifierEvent.QuirkUsed _ -> Level.DEBUG;
        };
    }

    private static Map<String, Object> facts(VerifierEvent event) {
        return switch (event) {
            case VerifierEvent.TokenIssued(var client, var grant, var evidence) -> {
                var facts = facts("outcome", "issued", "client", client, "grant", grant);
                if (evidence != null) {
                    facts.putAll(facts(evidence));
                }
                yield facts;
            }
            case VerifierEvent.LoginStarted(var login, var client) -> facts("login", login, "client", client);
            case VerifierEvent.LoginAccepted(var login, var client, var evidence, var others) -> {
                var facts = facts("outcome", "accepted", "login", login, "client", client);
                facts.putAll(facts(evidence));
                if (!others.isEmpty()) {
                    facts.put("beside", others.stream().map(AuditLog::facts).toList());
                }
                yield facts;
            }
            case VerifierEvent.LoginEnded(var login, var client, var outcome, var reason) ->
                facts("outcome", outcome, "login", login, "client", client, "reason", reason);
            case VerifierEvent.SessionUsed(var client) -> facts("client", client);
            case VerifierEvent.SessionEnded(var reason, var clients, var why) ->
                facts("reason", reason, "clients", clients, "why", why);
            case VerifierEvent.SessionUnread(var problem) -> facts("problem", problem);
            case VerifierEvent.LogoutNotice(var client, var outcome, var reason) ->
                facts("outcome", outcome, "client", client, "reason", reason);
            case VerifierEvent.SecurityEventNotice(var client, var outcome, var reason) ->
                facts("outcome", outcome, "client", client, "reason", reason);
            case VerifierEvent.Refused(var id, var endpoint, var client, var grant, var error, var code, var why) -> {
                var facts = facts("outcome", "refused", "id", id, "endpoint", endpoint, "client", client);
                facts.putAll(facts("grant", grant, "error", error, "reason", code));
                if (why != null) {
                    facts.put("facts", printable(why.toString()));
                    facts.put("clause", why.reason().clause());
                }
                yield facts;
            }
            case VerifierEvent.Introspected(var client, var active) -> facts("client", client, "active", active);
            case VerifierEvent.GrantEnded(var client, var reason, var caller) ->
                facts("outcome", "ended", "client", client, "reason", reason, "caller", caller);
            case VerifierEvent.TokenRevoked(var client) -> facts("outcome", "revoked", "client", client);
            case VerifierEvent.QuirkUsed(var quirk) -> facts("quirk", quirk);
            case VerifierEvent.ListLoaded(var list, var entries, var findings) ->
                facts("list", list, "entries", entries, "findings", findings);
            case VerifierEvent.ListUnchanged(var list) -> facts("list", list);
            case VerifierEvent.ListKept(var list, var result, var reason) ->
                facts("list", list, "result", result, "reason", reason);
            case VerifierEvent.ListFromCopy(var list, var asOf) -> facts("list", list, "as_of", asOf.toString());
            case VerifierEvent.StatusListAsked(var host, var result, var reason) ->
                facts("host", printable(host), "result", result, "reason", reason);
            case VerifierEvent.OutboundDenied(var reason) -> facts("reason", reason);
            case VerifierEvent.KeyGenerated(var did, var file) -> facts("key", did, "file", file.toString());
            case VerifierEvent.KeyExposed(var file) -> facts("file", file.toString(), "mend", "chmod 600");
            case VerifierEvent.VouchingEnds(var identity, var kind, var endsAt, var over) ->
                facts("identity", identity, "kind", kind, "ends_at", endsAt.toString(), "over", over);
            case VerifierEvent.KeyAdded(var did, var signsFrom) ->
                facts("key", did, "signs_from", signsFrom.toString());
            case VerifierEvent.KeyRetired(var did) -> facts("key", did);
            case VerifierEvent.SignerAway(var reason) -> facts("reason", printable(reason));
            case VerifierEvent.KeyLoaded(var did) -> facts("key", did);
            case VerifierEvent.Ready(var issuer, var port) -> facts("issuer", issuer, "port", port);
            case VerifierEvent.UnknownVariable(var name, var nearest) -> facts("name", name, "nearest", nearest);
            case VerifierEvent.CryptoChosen(var name, var accelerated) ->
                facts("provider", name, "accelerated", accelerated);
            case VerifierEvent.DatabaseAway(var state) -> facts("state", state);
            case VerifierEvent.DatabaseBack(var after) -> facts("after_ms", after.toMillis());
            case VerifierEvent.UpkeepFailed(var problem) -> facts("problem", problem);
            case VerifierEvent.Failed(var id, var cause, var away) ->
                facts("id", id, "cause", cause.getClass().getName(), "away", away, "state", sqlState(cause));
        };
    }

    /** What the database said, as a code and not in its words, which may be about somebody. */
    private static String sqlState(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(cause -> ((SQLException) cause).getSQLState())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    private static Map<String, Object> facts(Evidence evidence) {
        var facts = facts("subject", digest(evidence.holder()), "issuer", evidence.issuer());
        facts.put("types", evidence.types());
        if (evidence.anchor() != null && evidence.certificate() != null) {
            facts.putAll(facts("anchor", evidence.anchor(), "certificate", evidence.certificate()));
        }
        if (evidence.grounds() != null) {
            facts.putAll(facts(evidence.grounds()));
        }
        return facts;
    }

    private static Map<String, Object> facts(Grounds grounds) {
        var facts = facts("format", grounds.format(), "seal_key", grounds.sealKey());
        if (grounds.anchorThumbprint() != null) {
            facts.put("anchor_x5t", grounds.anchorThumbprint());
        }
        if (grounds.keyFrom() != null) {
            facts.put("key_from", facts(grounds.keyFrom()));
        }
        if (grounds.anchorFrom() != null) {
            facts.put("anchor_from", facts(grounds.anchorFrom()));
        }
        facts.put(
                "accredited_by",
                grounds.accreditedBy().stream().map(AuditLog::facts).toList());
        facts.put("status", grounds.status());
        return facts;
    }

    private static Map<String, Object> facts(Grounds.Entry entry) {
        var facts = facts("list", entry.list(), "entry", printable(entry.entry()));
        if (entry.issued() != null) {
            facts.put("issued", entry.issued().toString());
        }
        facts.put("as_of", entry.asOf().toString());
        return facts;
    }

    private static Map<String, Object> facts(Object... namesAndValues) {
        var facts = new LinkedHashMap<String, Object>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            facts.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return facts;
    }

    private static String printable(String text) {
        var printable = UNPRINTABLE.matcher(text).replaceAll("?");
        return printable.length() <= LONGEST_FACT * 3 ? printable : printable.substring(0, LONGEST_FACT * 3) + "...";
    }

    private static String digest(String name) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(sha256, 12));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
