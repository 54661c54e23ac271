package dev.verifier.server.doctor;

import dev.verifier.server.audit.EventLog;
import dev.verifier.server.client.ClientProfile;
import dev.verifier.server.configuration.VerifierProperties;
import dev.verifier.server.key.KeyLine;
import dev.verifier.server.outbound.EgressPolicy;
import dev.verifier.server.outbound.OutboundHttp;
import dev.verifier.server.profile.ProfileSources;
import dev.verifier.server.profile.VerifierInfo;
import dev.verifier.server.trust.TrustedTypes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.Environment;

/** Examines keys, how wallets are asked, lists, anchors, their sources and the clock. */
final class Doctor {

    private final VerifierProperties properties;
    private final OutboundHttp http;
    private final KeyLine line;
    private final Clock clock;
    private final Clocks clocks;
    private final Report report = new Report();

    private Doctor(VerifierProperties properties, OutboundHttp http, KeyLine line, Clock clock) {
        this.properties = properties;
        this.http = http;
        this.line = line;
        this.clock = clock;
        this.clocks = new Clocks(http, clock);
    }

    /** @param settings of Spring, which are not among ours */
    static Report examine(VerifierProperties properties, Environment settings, Clock clock) throws IOException {
        var events = EventLog.of(clock, new SimpleMeterRegistry());
        try (var http = OutboundHttp.open(EgressPolicy.of(properties.outbound()), events);
                var line = KeyLine.open(properties, events)) {
            return new Doctor(properties, http, line, clock).examine(settings);
        }
    }

    private Report examine(Environment settings) {
        if (properties.tenant() != null) {
            report.ok("tenant", properties.tenant());
        }
        report.ok("issuer", properties.issuer().toString());
        new Reachability(properties, http, clocks, report).examine();
        new WeakSettings(properties, report).examine();
        dataDirectory(properties.dataDirectory());
        new Database(settings, report).examine();
        new OurKeys(properties, line, clock.instant(), report).examine();
        new Speech(properties, report).examine();
        var profile = profile();
        var sources = new TrustedSources(properties, http, clocks, clock, report);
        profile.ifPresent(sources::clients);
        sources.examine();
        warnOfEmptiness();
        clocks.report(report);
        return report;
    }

    private Optional<ClientProfile> profile() {
        try {
            var profile = ClientProfile.of(properties);
            var sources = ProfileSources.of(
                    properties, profile.credentials(), TrustedTypes.of(properties.trust())::haveSourceFor);
            sources.require();
            var info = VerifierInfo.of(properties).entries();
            if (!info.isEmpty()) {
                report.ok(
                        "verifier-info",
                        info.size() + " entries in " + properties.openid4vp().verifierInfo());
            }
            report.ok("profiles", String.join(", ", profile.credentials().names()));
            if (!properties.trust().domains().isEmpty()) {
                sources.findings().forEach(finding -> report.warning("profiles", finding));
            }
            return Optional.of(profile);
        } catch (InvalidConfigurationPropertyValueException e) {
            report.error("profiles", e.getName() + ": " + e.getReason());
            return Optional.empty();
        }
    }

    private void dataDirectory(Path directory) {
        var existing = directory.toAbsolutePath();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing != null && Files.isDirectory(existing) && Files.isWritable(existing)) {
            report.ok("data", directory.toAbsolutePath().toString());
        } else {
            report.error(
                    "data", directory.toAbsolutePath() + " cannot be written; choose another verifier.data-directory");
        }
    }

    private void warnOfEmptiness() {
        var trust = properties.trust();
        if (properties.clients().location() == null) {
            report.warning("clients", "none: set verifier.clients.location");
        }
        if (trust.anchors().isEmpty() && !trust.domains().isEmpty()) {
            return; // types of no domain are not believed, as configured
        }
        if (trust.anchors().isEmpty()) {
            report.warning("anchors", "none, so no credential will be believed: set verifier.trust.anchors");
        }
        if (trust.issuers().list() == null && trust.issuers().registry() == null) {
            report.warning(
                    "issuers", "none, so no credential will be believed: set verifier.trust.issuers.list or .registry");
        }
    }
}
