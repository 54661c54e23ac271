package dev.verifier.server.doctor;

import dev.verifier.server.audit.EventLog;
import dev.verifier.server.client.ClientProfile;
import dev.verifier.server.client.TrustedClientsList;
import dev.verifier.server.configuration.TrustDomainProperties;
import dev.verifier.server.configuration.VerifierProperties;
import dev.verifier.server.key.KeyLine;
import dev.verifier.server.list.Fetched;
import dev.verifier.server.list.FileSource;
import dev.verifier.server.list.ListReading;
import dev.verifier.server.list.ListSource;
import dev.verifier.server.outbound.Answer;
import dev.verifier.server.outbound.EgressPolicy;
import dev.verifier.server.outbound.OutboundHttp;
import dev.verifier.server.profile.ProfileSources;
import dev.verifier.server.profile.VerifierInfo;
import dev.verifier.server.trust.AnchorFiles;
import dev.verifier.server.trust.TrustLists;
import dev.verifier.server.trust.TrustedLists;
import dev.verifier.server.trust.TrustedTypes;
import dev.verifier.x509.TrustAnchors;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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
        report.ok("issuer", properties.issuer().toString());
        new Reachability(properties, http, clocks, report).examine();
        new WeakSettings(properties, report).examine();
        dataDirectory(properties.dataDirectory());
        new Database(settings, report).examine();
        new OurKeys(properties, line, clock.instant(), report).examine();
        new Speech(properties, report).examine();
        var trust = properties.trust();
        profile()
                .ifPresent(profile -> list(
                        "clients",
                        properties.clients().location(),
                        "clients",
                        bytes -> TrustedClientsList.read(bytes, profile)));
        anchors("anchors", trust.anchors());
        list("issuers", trust.issuers().list(), "issuers", TrustLists::issuers);
        registry("registry", trust.issuers().registry());
        trust.domains().forEach(this::domain);
        new Federations(http, properties.outbound().maxListBytes().toBytes(), clock, report)
                .examine(trust.federation());
        if (!"issuers".equals(trust.participants())) {
            list("participants", trust.participants(), "organisations", TrustLists::participants);
        }
        list("revoked", trust.revokedCredentials(), "credentials", TrustLists::revoked);
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

    private void domain(String name, TrustDomainProperties domain) {
        anchors(TrustDomainProperties.listName("anchors", name), domain.anchors());
        var trusted = domain.trustedList();
        if (trusted != null) {
            trustedList(name, trusted);
        }
        var issuers = domain.issuers();
        list(TrustDomainProperties.listName("issuers", name), issuers.list(), "issuers", TrustLists::issuers);
        registry(TrustDomainProperties.listName("registry", name), issuers.registry());
        report.ok("domain-" + name, String.join(", ", domain.types()));
    }

    private void trustedList(String name, TrustDomainProperties.TrustedList list) {
        var subject = TrustDomainProperties.listName("signers", name);
        anchors(subject, list.signers());
        var paths = list.signers().stream().map(FileSource::path).toList();
        var files = new FileSource(paths, properties.outbound().maxListBytes().toBytes()).fetch("");
        var signers = files instanceof Fetched.Document document
                ? Optional.ofNullable(AnchorFiles.read(document.bytes(), clock).value())
                : Optional.<TrustAnchors>empty();
        var reader = TrustedLists.of(list, () -> signers, properties.limits().certificates(), clock);
        list(TrustDomainProperties.listName("trusted-list", name), list.location(), "anchors", reader::read);
    }

    private void anchors(String subject, List<String> configured) {
        if (configured.isEmpty()) {
            return;
        }
        var paths = configured.stream().map(FileSource::path).toList();
        var source = new FileSource(paths, properties.outbound().maxListBytes().toBytes());
        read(subject, source, "certificates", pem -> AnchorFiles.read(pem, clock));
    }

    private <T> void list(
            String subject, @Nullable String location, String entries, Function<byte[], ListReading<T>> reader) {
        if (location == null) {
            return;
        }
        try {
            var largest = properties.outbound().maxListBytes().toBytes();
            read(subject, ListSource.at(location, http, largest), entries, reader);
        } catch (IllegalArgumentException e) {
            report.error(subject, location + ": " + e.getMessage());
        }
    }

    private <T> void read(String subject, ListSource source, String entries, Function<byte[], ListReading<T>> reader) {
        var fetched = source.fetch("");
        clocks.look();
        switch (fetched) {
            case Fetched.Document document -> {
                var reading = reader.apply(document.bytes());
                if (reading.value() != null) {
                    report.ok(subject, "%d %s in %s".formatted(reading.size(), entries, source.location()));
                }
                reading.findings().forEach(finding -> report.finding(subject, finding));
            }
            case Fetched.Unavailable(var reason) ->
                report.error(subject, source.location() + ": " + reason + copy(subject));
            case Fetched.Unchanged _ -> throw new IllegalStateException("nothing was known that could be unchanged");
        }
    }

    /** What a server has instead, which has read the list before. */
    private String copy(String subject) {
        try {
            var copy = properties.dataDirectory().resolve("lists").resolve(subject + ".last-good");
            var age = Duration.between(Files.getLastModifiedTime(copy).toInstant(), clock.instant());
            return "; a server goes on with its copy, which is " + age.toHours() + " hours old";
        } catch (IOException e) {
            return "";
        }
    }

    private void registry(String subject, @Nullable URI registry) {
        if (registry == null) {
            return;
        }
        // Any answer will do: that nobody has this name is what a registry that works says.
        var answer = http.document(URI.create(registry + "did:elsi:NOBODY"));
        if (answer instanceof Answer.Failed(var reason)) {
            report.error(subject, registry + ": " + reason);
        } else {
            report.ok(subject, registry + " answers");
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
