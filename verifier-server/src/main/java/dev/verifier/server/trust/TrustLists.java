package dev.verifier.server.trust;

import dev.verifier.credential.CredentialType;
import dev.verifier.credential.IssuerId;
import dev.verifier.credential.ValidityWindow;
import dev.verifier.server.list.Finding;
import dev.verifier.server.list.ListReading;
import dev.verifier.server.list.Yaml;
import dev.verifier.server.list.YamlObject;
import dev.verifier.status.RevokedCredentials;
import dev.verifier.trust.Accreditation;
import dev.verifier.trust.AllowedValues;
import dev.verifier.trust.TrustedIssuersList;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the YAML lists of the trust framework. Stateless. */
public final class TrustLists {

    private static final Set<String> ACCREDITATION = Set.of("credentialsType", "validFrom", "validUntil", "claims");

    private static final Set<String> CLAIM = Set.of("name", "allowedValues");

    private TrustLists() {}

    /**
     * {@code trustedIssuers:} a map from issuer to accreditations. An accreditation with a member that is not understood does
     * not count, for it may be a restriction; its issuer stays on the list.
     */
    public static ListReading<TrustedIssuersList> issuers(byte[] document) {
        var findings = new ArrayList<Finding>();
        var issuers = Yaml.parse(document, findings).flatMap(root -> root.object("trustedIssuers"));
        if (issuers.isEmpty()) {
            findings.add(missing("trustedIssuers"));
            return ListReading.unreadable(findings);
        }
        var accreditations = new LinkedHashMap<IssuerId, List<Accreditation>>();
        for (var name : issuers.get().names()) {
            var entries = issuers.get().objects(name).stream()
                    .flatMap(entry -> accreditation(entry, name).stream())
                    .toList();
            IssuerId.parse(name)
                    .ifPresentOrElse(
                            issuer -> accreditations.merge(issuer, entries, TrustLists::both),
                            () -> issuers.get().error(name, "is no name of an issuer"));
        }
        return new ListReading<>(new TrustedIssuersList(accreditations), accreditations.size(), findings);
    }

    private static List<Accreditation> both(List<Accreditation> some, List<Accreditation> others) {
        var all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    private static Optional<Accreditation> accreditation(YamlObject entry, String issuer) {
        entry.named(issuer);
        entry.onlyHas(ACCREDITATION);
        var type = entry.text("credentialsType");
        if (type.isEmpty()) {
            entry.error("credentialsType", "is missing; it names the credential type the issuer may issue");
        }
        var from = instant(entry, "validFrom").orElse(Instant.MIN);
        var until = instant(entry, "validUntil").orElse(Instant.MAX);
        var allowed = new ArrayList<AllowedValues>();
        for (var claim : entry.objects("claims")) {
            claim.onlyHas(CLAIM);
            var values = new HashSet<>(claim.texts("allowedValues"));
            claim.text("name")
                    .ifPresentOrElse(
                            name -> allowed.add(new AllowedValues(name, values)),
                            () -> claim.error("name", "is missing; it names the claim that is restricted"));
        }
        return entry.broken()
                ? Optional.empty()
                : type.map(
                        name -> new Accreditation(new CredentialType(name), new ValidityWindow(from, until), allowed));
    }

    private static Optional<Instant> instant(YamlObject entry, String field) {
        try {
            return entry.text(field).map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
        } catch (DateTimeParseException e) {
            entry.error(field, "must be a date and time with offset, such as 2030-01-01T00:00:00Z");
            return Optional.empty();
        }
    }

    /** {@code participants:} organisation identifiers. */
    public static ListReading<Set<IssuerId>> participants(byte[] document) {
        var findings = new ArrayList<Finding>();
        var root = Yaml.parse(document, findings).filter(list -> list.names().contains("participants"));
        if (root.isEmpty()) {
            findings.add(missing("participants"));
            return ListReading.unreadable(findings);
        }
        var participants = new LinkedHashSet<IssuerId>();
        for (var name : root.get().texts("participants")) {
            IssuerId.parse(name)
                    .ifPresentOrElse(
                            participants::add,
                            () -> root.get().error("participants", "\"" + name + "\" names no organisation"));
        }
        return new ListReading<>(Set.copyOf(participants), participants.size(), findings);
    }

    /** {@code revoked_credentials:} credential ids. */
    public static ListReading<RevokedCredentials> revoked(byte[] document) {
        var findings = new ArrayList<Finding>();
        var root = Yaml.parse(document, findings).filter(list -> list.names().contains("revoked_credentials"));
        if (root.isEmpty()) {
            findings.add(missing("revoked_credentials"));
            return ListReading.unreadable(findings);
        }
        var ids = new HashSet<>(root.get().texts("revoked_credentials"));
        if (root.get().broken()) {
            return ListReading.unreadable(findings);
        }
        return new ListReading<>(new RevokedCredentials(ids), ids.size(), findings);
    }

    private static Finding missing(String field) {
        return new Finding(Finding.Severity.ERROR, 0, "", field, "the list must have this field at its root");
    }
}
