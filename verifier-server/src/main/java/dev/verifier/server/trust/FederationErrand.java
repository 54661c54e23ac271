package dev.verifier.server.trust;

import dev.verifier.federation.Statements;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.server.outbound.Answer;
import dev.verifier.server.outbound.OutboundHttp;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;

/** One search for a chain on the web: so many fetches altogether, for so long, each of a document that is not large. For one thread. */
final class FederationErrand implements Statements {

    private static final String ACCEPTED = "application/entity-statement+jwt";
    private static final int MOST = 25;

    /** Four hosts may be as slow as one may be. */
    private static final int PATIENCE = 4;

    private final OutboundHttp http;
    private final Clock clock;
    private final Instant until;
    private int fetched;

    private FederationErrand(OutboundHttp http, Clock clock, Instant until) {
        this.http = http;
        this.clock = clock;
        this.until = until;
    }

    static FederationErrand begin(OutboundHttp http, Clock clock) {
        return new FederationErrand(
                http, clock, clock.instant().plus(http.longest().multipliedBy(PATIENCE)));
    }

    /** That a host knows no such statement is an answer: it takes back what was there before. */
    @Override
    public String require(URI location) throws RejectedException {
        if (fetched++ >= MOST || !clock.instant().isBefore(until)) {
            throw new RejectedException(new Rejection.TrustUnavailable("a federation too large to be searched"));
        }
        return switch (http.document(location, ACCEPTED, FederationKeys.STATEMENTS.characters())) {
            case Answer.Body body -> new String(body.bytes(), StandardCharsets.ISO_8859_1);
            case Answer.NotFound _ ->
                throw new RejectedException(
                        new Rejection.Malformed(Part.ENTITY_STATEMENT, "nothing is at " + location));
            case Answer.NotModified _ -> throw away(location);
            case Answer.Failed _ -> throw away(location);
        };
    }

    private static RejectedException away(URI location) {
        return new RejectedException(new Rejection.TrustUnavailable("entity statement at " + location.getHost()));
    }
}
