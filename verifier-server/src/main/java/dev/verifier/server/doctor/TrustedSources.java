package dev.verifier.server.doctor;

import dev.verifier.credential.CredentialType;
import dev.verifier.server.client.ClientProfile;
import dev.verifier.server.client.TrustedClientsList;
import dev.verifier.server.configuration.TrustDomainProperties;
import dev.verifier.server.configuration.VerifierProperties;
import dev.verifier.server.list.Fetched;
import dev.verifier.server.list.FileSource;
import dev.verifier.server.list.ListReading;
import dev.verifier.server.list.ListSource;
import dev.verifier.server.outbound.Answer;
import dev.verifier.server.outbound.OutboundHttp;
import dev.verifier.server.trust.AnchorFiles;
import dev.verifier.server.trust.TrustLists;
import dev.verifier.server.trust.TrustedLists;
import dev.verifier.trust.Accreditation;
import dev.verifier.trust.TrustedIssuersList;
import dev.verifier.x509.TrustAnchors;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lists, anchors and registries, fetched and read as a server does; and what in them has ended. */
record TrustedSources(VerifierProperties properties, OutboundHttp http, Clocks clocks, Clock clock, Report report) {

    void clients(ClientProfile profile) {
        list("clients", properties.clients().location(), "clients", bytes -> TrustedClientsList.read(bytes, profile));
    }

    void examine() {
        var trust = properties.trust();
        anchors("anchors", trust.anchors());
        issuers("issuers", trust.issuers().list());
        registry("registry", trust.issuers().registry());
        trust.domains().forEach(this::domain);
        new Federations(http, largest(), clock, report).examine(trust.federation());
        if (!"issuers".equals(trust.participants())) {
            list("participants", trust.participants(), "organisations", TrustLists::participants);
        }
        list("revoked", trust.revokedCredentials(), "credentials", TrustLists::revoked);
        report.ok(
                "status",
                "not looked at: status lists are named by credentials, and by no setting; doctor explain reads those of one");
    }

    private void domain(String name, TrustDomainProperties domain) {
        anchors(TrustDomainProperties.listName("anchors", name), domain.anchors());
        var trusted = domain.trustedList();
        if (trusted != null) {
            trustedList(name, trusted);
        }
        var issuers = domain.issuers();
        issuers(TrustDomainProperties.listName("issuers", name), issuers.list());
        registry(TrustDomainProperties.listName("registry", name), issuers.registry());
        report.ok("domain-" + name, String.join(", ", domain.types()));
    }

    private void trustedList(String name, TrustDomainProperties.TrustedList list) {
        var subject = TrustDomainProperties.listName("signers", name);
        anchors(subject, list.signers());
        var paths = list.signers().stream().map(FileSource::path).toList();
        var files = new FileSource(paths, largest()).fetch("");
        var signers = files instanceof Fetched.Document document
                ? Optional.ofNullable(AnchorFiles.read(document.bytes(), clock).value())
                : Optional.<TrustAnchors>empty();
        var reader = TrustedLists.of(list, () -> signers, properties.limits().certificates(), clock);
        list(TrustDomainProperties.listName("trusted-list", name), list.location(), "anchors", reader::read);
    }

    private void anchors(String subject, List<String> configured) {
        if (!configured.isEmpty()) {
            var paths = configured.stream().map(FileSource::path).toList();
            read(subject, new FileSource(paths, largest()), "certificates", pem -> AnchorFiles.read(pem, clock));
        }
    }

    private void issuers(String subject, @Nullable String location) {
        list(subject, location, "issuers", TrustLists::issuers).ifPresent(listed -> ended(subject, listed));
    }

    /** A type that nobody may issue any more is as good as none; one issuer who may not is perhaps meant. */
    private void ended(String subject, TrustedIssuersList listed) {
        var at = clock.instant();
        var inForce = new TreeMap<String, Boolean>();
        listed.issuers()
                .forEach((issuer, accreditations) -> byType(accreditations).forEach((type, same) -> {
                    var holds = same.stream()
                            .anyMatch(one -> at.isBefore(one.window().until()));
                    inForce.merge(type.name(), holds, Boolean::logicalOr);
                    if (!holds) {
                        report.warning(
                                subject,
                                "%s may issue no %s since %s".formatted(issuer.value(), type.name(), end(same)));
                    }
                }));
        inForce.forEach((type, holds) -> {
            if (!holds) {
                report.error(subject, "nobody may issue " + type + " any more: all accreditations for it have ended");
            }
        });
    }

    private static Map<CredentialType, List<Accreditation>> byType(List<Accreditation> accreditations) {
        return accreditations.stream().collect(Collectors.groupingBy(Accreditation::type));
    }

    private static Instant end(List<Accreditation> ended) {
        return ended.stream()
                .map(one -> one.window().until())
                .max(Instant::compareTo)
                .orElseThrow();
    }

    private <T> Optional<T> list(
            String subject, @Nullable String location, String entries, Function<byte[], ListReading<T>> reader) {
        if (location == null) {
            return Optional.empty();
        }
        try {
            return read(subject, ListSource.at(location, http, largest()), entries, reader);
        } catch (IllegalArgumentException e) {
            report.error(subject, location + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private <T> Optional<T> read(
            String subject, ListSource source, String entries, Function<byte[], ListReading<T>> reader) {
        var fetched = source.fetch("");
        clocks.look();
        return switch (fetched) {
            case Fetched.Document document -> {
                var reading = reader.apply(document.bytes());
                if (reading.value() != null) {
                    report.ok(subject, "%d %s in %s".formatted(reading.size(), entries, source.location()));
                }
                reading.findings().forEach(finding -> report.finding(subject, finding));
                yield Optional.ofNullable(reading.value());
            }
            case Fetched.Unavailable(var reason) -> {
                report.error(subject, source.location() + ": " + reason + copy(subject));
                yield Optional.empty();
            }
            case Fetched.Unchanged _ -> throw new IllegalStateException("nothing was known that could be unchanged");
        };
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

    private long largest() {
        return properties.outbound().maxListBytes().toBytes();
    }
}
