package dev.verifier.server.trust;

import dev.verifier.credential.IssuerId;
import dev.verifier.federation.EntityId;
import dev.verifier.federation.Federation;
import dev.verifier.jose.JwkSet;
import dev.verifier.jose.Limits;
import dev.verifier.presentation.PresentationLimits;
import dev.verifier.presentation.TrustFramework;
import dev.verifier.server.audit.EventLog;
import dev.verifier.server.compatibility.Tolerance;
import dev.verifier.server.configuration.FederationProperties;
import dev.verifier.server.configuration.VerifierProperties;
import dev.verifier.server.list.FileSource;
import dev.verifier.server.list.Lists;
import dev.verifier.server.outbound.OutboundHttp;
import dev.verifier.status.RevokedCredentials;
import dev.verifier.status.StatusCheck;
import dev.verifier.status.StatusListReader;
import dev.verifier.status.StatusPolicy;
import dev.verifier.trust.IssuerMetadata;
import dev.verifier.trust.Participants;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TrustConfiguration {

    @Bean
    TrustSources trustSources(
            Supplier<Optional<TrustFramework>> trustFramework,
            VerifierProperties properties,
            Limits limits,
            Tolerance tolerance) {
        var most = properties.limits();
        return new TrustSources(
                trustFramework,
                new PresentationLimits(limits, most.certificates(), most.disclosures()),
                tolerance.formerSdJwtType());
    }

    @Bean
    Standing standing(Supplier<Optional<TrustFramework>> trustFramework) {
        return new Standing(trustFramework);
    }

    @Bean
    TrustedTypes trustedTypes(VerifierProperties properties) {
        return TrustedTypes.of(properties.trust());
    }

    @Bean
    HttpStatusLists statusLists(
            VerifierProperties properties,
            Tolerance tolerance,
            OutboundHttp http,
            EventLog events,
            MeterRegistry registry,
            Clock clock) {
        var lists = statusLists(properties, tolerance, http, events, clock);
        TimeGauge.builder("verifier.list.age", lists, TimeUnit.MILLISECONDS, HttpStatusLists::ageMillis)
                .tag("list", "status")
                .register(registry);
        return lists;
    }

    private static HttpStatusLists statusLists(
            VerifierProperties properties, Tolerance tolerance, OutboundHttp http, EventLog events, Clock clock) {
        var largest = properties.outbound().maxListBytes().toBytes();
        var reader = new StatusListReader(
                tolerance.statusListForms(), properties.limits().certificates(), (int)
                        Math.min(largest, Integer.MAX_VALUE - Byte.SIZE));
        var hosts = new StatusListHosts(allowedHosts(properties));
        return new HttpStatusLists(reader, hosts, http, events, clock);
    }

    /** What is believed beforehand at this moment; empty while it was never known what is revoked. */
    @Bean
    Supplier<Optional<TrustFramework>> trustFramework(
            VerifierProperties properties,
            Tolerance tolerance,
            Lists lists,
            HttpStatusLists statusLists,
            OutboundHttp http,
            EventLog events,
            Clock clock) {
        var trust = properties.trust();
        var published = Apart.of(() -> new HttpIssuerMetadata(allowedHosts(properties), http, clock));
        IssuerMetadata metadata = issuer -> published.get().require(issuer);
        var status = Apart.of(statusLists, statusLists(properties, tolerance, http, events, clock));
        var certificates = properties.limits().certificates();
        var domains = new OpenedSources(lists, http, metadata, clock, certificates).open(trust);
        var participants = participants(trust.participants(), domains, lists);
        var revoked = revoked(trust.revokedCredentials(), lists);
        var policy = StatusPolicy.acceptStaleUpTo(trust.status().staleUpTo());
        var federation = federation(trust.federation(), lists, http, clock);
        return () -> revoked.get()
                .map(list -> new TrustFramework(
                        domains.current(),
                        participants.get(),
                        new StatusCheck(list, (source, at) -> status.get().find(source, at), policy),
                        federation));
    }

    private static Federation federation(
            Map<String, FederationProperties> configured, Lists lists, OutboundHttp http, Clock clock) {
        var anchors = new HashMap<EntityId, Supplier<Optional<JwkSet>>>();
        configured.forEach((name, federation) -> {
            var property = "verifier.trust.federation." + name + ".jwks";
            var paths = List.of(FileSource.path(federation.jwks()));
            var keys = lists.open(FederationProperties.listName(name), property, paths, FederationKeys::read);
            anchors.put(new EntityId(federation.entityId()), keys::current);
        });
        var federations = Apart.of(() -> new HttpFederation(anchors, http, clock));
        return (entity, anchor, at) -> federations.get().require(entity, anchor, at);
    }

    private static Set<String> allowedHosts(VerifierProperties properties) {
        return properties.outbound().allowedHosts().stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Supplier<Participants> participants(
            @Nullable String configured, DomainSources domains, Lists lists) {
        if (configured == null) {
            return Participants::whomeverAnIssuerNames;
        }
        if (configured.equals("issuers")) {
            return domains::issuersThemselves;
        }
        var list = lists.open("participants", "verifier.trust.participants", configured, TrustLists::participants);
        return () -> list.current()
                .map((Set<IssuerId> organizations) -> Participants.among(organizations))
                .orElseGet(Participants::away);
    }

    private static Supplier<Optional<RevokedCredentials>> revoked(@Nullable String configured, Lists lists) {
        if (configured == null) {
            return () -> Optional.of(new RevokedCredentials(Set.of()));
        }
        return lists.open("revoked", "verifier.trust.revoked-credentials", configured, TrustLists::revoked)::current;
    }
}
