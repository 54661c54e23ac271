package dev.verifier.server.doctor;

import dev.verifier.federation.EntityId;
import dev.verifier.server.configuration.FederationProperties;
import dev.verifier.server.list.Fetched;
import dev.verifier.server.list.FileSource;
import dev.verifier.server.outbound.OutboundHttp;
import dev.verifier.server.trust.FederationKeys;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Examines trust anchors of federations: whether their keys can be read, and whether they say of themselves what these keys sign. */
record Federations(OutboundHttp http, long maxBytes, Clock clock, Report report) {

    void examine(Map<String, FederationProperties> federations) {
        federations.forEach((name, federation) -> examine(FederationProperties.listName(name), federation));
    }

    private void examine(String subject, FederationProperties federation) {
        var source = new FileSource(List.of(FileSource.path(federation.jwks())), maxBytes);
        switch (source.fetch("")) {
            case Fetched.Document document -> {
                var reading = FederationKeys.read(document.bytes());
                reading.findings().forEach(finding -> report.finding(subject, finding));
                var keys = reading.value();
                if (keys != null) {
                    var anchor = new EntityId(federation.entityId());
                    FederationKeys.problem(anchor, keys, http, clock)
                            .ifPresentOrElse(
                                    problem -> report.error(subject, anchor + ": " + problem),
                                    () -> report.ok(subject, keys.size() + " keys, and " + anchor + " signs with one"));
                }
            }
            case Fetched.Unavailable(var reason) -> report.error(subject, source.location() + ": " + reason);
            case Fetched.Unchanged _ -> throw new IllegalStateException("nothing was known that could be unchanged");
        }
    }
}
