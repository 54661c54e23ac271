package dev.verifier.server.trust;

import dev.verifier.credential.IssuerId;
import dev.verifier.jose.Limits;
import dev.verifier.presentation.TrustFramework;
import dev.verifier.server.configuration.VerifierProperties;
import dev.verifier.server.list.FileSource;
import dev.verifier.server.list.Lists;
import dev.verifier.server.outbound.OutboundHttp;
import dev.verifier.status.RevokedCredentials;
import dev.verifier.status.StatusCheck;
import dev.verifier.trust.Participants;
import dev.verifier.trust.TrustDomain;
import dev.verifier.trust.TrustDomains;
import dev.verifier.trust.TrustedIssuers;
import dev.verifier.trust.TrustedIssuersList;
import dev.verifier.x509.TrustAnchors;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TrustConfiguration {

    @Bean
    TrustSources trustSources(
            Supplier<Optional<TrustFramework>> trustFramework, VerifierProperties properties, Limits limits) {
        return new TrustSources(trustFramework, limits, properties.limits().certificates());
    }

    @Bean
    Standing standing(Supplier<Optional<TrustFramework>> trustFramework) {
        return new Standing(trustFramework);
    }

    /** What is believed beforehand at this moment; empty while a source was never loaded. */
    @Bean
    Supplier<Optional<TrustFramework>> trustFramework(
            VerifierProperties properties, Lists lists, OutboundHttp http, Clock clock) {
        var trust = properties.trust();
        var anchors = anchors(trust.anchors(), lists, clock);
        var issuers = issuers(trust.issuers(), lists, http, clock);
        var participants = participants(trust.participants(), issuers, lists);
        var revoked = revoked(trust.revokedCredentials(), lists);
        return () -> framework(anchors.get(), issuers.get(), participants.get(), revoked.get());
    }

    private static Optional<TrustFramework> framework(
            Optional<TrustAnchors> anchors,
            Optional<TrustedIssuers> issuers,
            Optional<Participants> participants,
            Optional<RevokedCredentials> revoked) {
        return anchors.isEmpty() || issuers.isEmpty() || participants.isEmpty() || revoked.isEmpty()
                ? Optional.empty()
                : Optional.of(new TrustFramework(
                        TrustDomains.of(new TrustDomain(anchors.get(), issuers.get())),
                        participants.get(),
                        new StatusCheck(revoked.get())));
    }

    private static Supplier<Optional<TrustAnchors>> anchors(List<String> configured, Lists lists, Clock clock) {
        if (configured.isEmpty()) {
            return Optional::empty;
        }
        var paths = configured.stream().map(FileSource::path).toList();
        return lists.open("anchors", "verifier.trust.anchors", paths, pem -> AnchorFiles.read(pem, clock))::current;
    }

    private static Supplier<Optional<TrustedIssuers>> issuers(
            VerifierProperties.Trust.Issuers configured, Lists lists, OutboundHttp http, Clock clock) {
        var registry = configured.registry() == null
                ? (TrustedIssuers) new TrustedIssuersList(Map.of())
                : new EbsiTrustedIssuers(configured.registry(), http, clock);
        if (configured.list() == null) {
            return () -> Optional.of(registry);
        }
        var list = lists.open("issuers", "verifier.trust.issuers.list", configured.list(), TrustLists::issuers);
        return () -> list.current().map(current -> firstOf(current, registry));
    }

    /** Whom the list names, the list decides about, even where it leaves nothing of an accreditation. */
    private static TrustedIssuers firstOf(TrustedIssuersList list, TrustedIssuers registry) {
        return issuer ->
                list.issuers().containsKey(issuer) ? list.accreditations(issuer) : registry.accreditations(issuer);
    }

    private static Supplier<Optional<Participants>> participants(
            @Nullable String configured, Supplier<Optional<TrustedIssuers>> issuers, Lists lists) {
        if (configured == null) {
            return () -> Optional.of(Participants.whomeverAnIssuerNames());
        }
        if (configured.equals("issuers")) {
            return () -> issuers.get().map(Participants::among);
        }
        var list = lists.open("participants", "verifier.trust.participants", configured, TrustLists::participants);
        return () -> list.current().map((Set<IssuerId> organizations) -> Participants.among(organizations));
    }

    private static Supplier<Optional<RevokedCredentials>> revoked(@Nullable String configured, Lists lists) {
        if (configured == null) {
            return () -> Optional.of(new RevokedCredentials(Set.of()));
        }
        return lists.open("revoked", "verifier.trust.revoked-credentials", configured, TrustLists::revoked)::current;
    }
}
