package dev.verifier.server.trust;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.verifier.credential.CredentialType;
import dev.verifier.server.configuration.TrustDomainProperties;
import dev.verifier.server.configuration.VerifierProperties;
import dev.verifier.server.list.FileSource;
import dev.verifier.server.list.LatestGood;
import dev.verifier.server.list.Lists;
import dev.verifier.server.outbound.OutboundHttp;
import dev.verifier.trust.AnchoredIssuers;
import dev.verifier.trust.IssuerMetadata;
import dev.verifier.trust.Source;
import dev.verifier.trust.TrustedIssuers;
import dev.verifier.trust.TrustedIssuersList;
import dev.verifier.trust.TrustedList;
import java.net.URI;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens the sources of trust that are configured. */
record OpenedSources(Lists lists, OutboundHttp http, IssuerMetadata metadata, Clock clock, int longestChain) {

    private static final String PROPERTY = "verifier.trust";

    private static final Comparator<TrustedList> EDITIONS =
            Comparator.comparingLong(TrustedList::sequence).thenComparing(TrustedList::issued);

    DomainSources open(VerifierProperties.Trust trust) {
        var others = new DomainSource(
                Set.of(),
                anchors("anchors", PROPERTY, trust.anchors()),
                issuers(
                        "issuers",
                        PROPERTY,
                        trust.issuers().list(),
                        trust.issuers().registry()),
                Optional.empty());
        var named = trust.domains().entrySet().stream()
                .map(domain -> open(domain.getKey(), domain.getValue()))
                .toList();
        return new DomainSources(named, others);
    }

    private DomainSource open(String name, TrustDomainProperties domain) {
        var property = PROPERTY + ".domains." + name;
        var types = domain.types().stream().map(CredentialType::new).collect(toUnmodifiableSet());
        var list = domain.trustedList();
        var anchors = list == null
                ? anchors(TrustDomainProperties.listName("anchors", name), property, domain.anchors())
                : trustedList(name, property + ".trusted-list", list);
        var issuers = domain.issuers();
        return new DomainSource(
                types,
                anchors,
                issuers.anchored()
                        ? () -> Optional.of(new AnchoredIssuers(types))
                        : issuers(
                                TrustDomainProperties.listName("issuers", name),
                                property,
                                issuers.list(),
                                issuers.registry()),
                issuers.metadata() ? Optional.of(metadata) : Optional.empty());
    }

    private Supplier<Optional<DomainAnchors>> anchors(String name, String property, List<String> configured) {
        if (configured.isEmpty()) {
            return Optional::empty;
        }
        var paths = configured.stream().map(FileSource::path).toList();
        var files = lists.open(name, property + ".anchors", paths, pem -> AnchorFiles.read(pem, clock));
        return () -> DomainAnchors.of(files);
    }

    private Supplier<Optional<DomainAnchors>> trustedList(
            String name, String property, TrustDomainProperties.TrustedList configured) {
        var paths = configured.signers().stream().map(FileSource::path).toList();
        var signers = lists.open(
                TrustDomainProperties.listName("signers", name),
                property + ".signers",
                paths,
                pem -> AnchorFiles.read(pem, clock));
        var reader = TrustedLists.of(configured, signers::current, longestChain, clock);
        var list = lists.open(
                TrustDomainProperties.listName("trusted-list", name),
                property + ".location",
                configured.location(),
                reader::read,
                EDITIONS);
        return () -> DomainAnchors.of(list, signers.current(), clock.instant());
    }

    private Supplier<Optional<TrustedIssuers>> issuers(
            String name, String property, @Nullable String listed, @Nullable URI registered) {
        var registry = registered == null ? new TrustedIssuersList(Map.of()) : registry(registered);
        if (listed == null) {
            return () -> Optional.of(registry);
        }
        var list = lists.open(name, property + ".issuers.list", listed, TrustLists::issuers);
        return () -> list.current().map(current -> firstOf(current, list, registry));
    }

    private TrustedIssuers registry(URI location) {
        var registries = Apart.of(() -> new EbsiTrustedIssuers(location, http, clock));
        return issuer -> registries.get().accreditations(issuer);
    }

    /** Whom the list names, the list decides about, even where it leaves nothing of an accreditation. */
    private static TrustedIssuers firstOf(
            TrustedIssuersList current, LatestGood<TrustedIssuersList> list, TrustedIssuers registry) {
        var asOf = list.asOf();
        return issuer -> current.issuers().containsKey(issuer)
                ? current.accreditations(issuer).stream()
                        .map(accreditation -> accreditation.from(
                                new Source(list.name(), issuer.value(), null, asOf, list.location())))
                        .toList()
                : registry.accreditations(issuer);
    }
}
