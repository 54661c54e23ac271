package dev.verifier.server.key;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.verifier.server.audit.EventLog;
import dev.verifier.server.audit.VerifierEvent;
import dev.verifier.server.configuration.VerifierProperties;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class KeyConfiguration {

    @Bean(destroyMethod = "close")
    KeyLine keyLine(VerifierProperties properties, EventLog events) {
        return KeyLine.open(properties, events);
    }

    @Bean
    KeyRing keyRing(
            VerifierProperties properties,
            KeyLine line,
            DataKey data,
            JdbcClient database,
            KnownKeys known,
            EventLog events,
            SecureRandom random,
            Clock clock) {
        var source = new KeySource(properties, line);
        var rings = new KeyRings(properties, source, events, clock.instant());
        source.requireStrictly();
        var ring = properties.keys().rotation() == null
                ? rings.standing(known, random)
                : rings.rotating(known, new SigningKeyTable(database, data, random));
        events.publish(new VerifierEvent.KeyLoaded(ring.at(clock.instant()).keyId()));
        return ring;
    }

    @Bean
    KnownKeys knownKeys(JdbcClient database, @Value("${spring.datasource.url:}") String sharedDatabase) {
        return new KnownKeys(database, !sharedDatabase.isEmpty());
    }

    @Bean
    OurKey ourKey(VerifierProperties properties, KnownKeys known, KeyRing ring, Clock clock) {
        return new OurKey(properties.keys(), known, ring.at(clock.instant()).keyId());
    }

    @Bean
    DataKey dataKey(VerifierProperties properties, JdbcClient database, EventLog events, SecureRandom random) {
        var source = new DataKeySource(properties);
        var generated = source.find(random).isEmpty() && source.generate(random);
        var key = source.find(random).orElseThrow();
        var file = source.file().map(Path::toAbsolutePath);
        if (generated) {
            events.publish(new VerifierEvent.KeyGenerated("data:" + key.id(), file.orElseThrow()));
        }
        if (source.exposed()) {
            if (properties.compatibility().strict()) {
                throw KeySource.invalid("verifier.keys.data", "others may read its file: chmod 600 it");
            }
            events.publish(new VerifierEvent.KeyExposed(file.orElseThrow()));
        }
        return new DatabaseSeal(database, key).requireOurs();
    }

    @Bean
    WalletIdentities walletIdentities(
            VerifierProperties properties, KeyRing ring, KeyLine line, EventLog events, Clock clock) {
        var at = clock.instant();
        var standing = new KeySource(properties, line).find();
        return new WalletIdentities(IdentitySource.all(properties).stream()
                .map(source -> {
                    source.exposed().ifPresent(file -> {
                        source.requireNotStrict();
                        events.publish(new VerifierEvent.KeyExposed(file.toAbsolutePath()));
                    });
                    return source.read(source.ring(ring, standing), line, at);
                })
                .toList());
    }

    @Bean
    SealedColumns sealedColumns(VerifierProperties properties, DataKey key) {
        return new SealedColumns(key, properties.keys().dataUse());
    }

    @Bean
    SharedSecrets sharedSecrets(JdbcClient database, SealedColumns columns, SecureRandom random) {
        return new SharedSecrets(database, columns, random).sealed();
    }

    @Bean
    EncryptionKey encryptionKey(VerifierProperties properties, KeyLine line, DataKey data, Clock clock) {
        var standing = new KeySource(properties, line).find().map(ring -> ring.at(clock.instant()));
        var secrets = standing.map(SigningKeys::secrets).orElseGet(List::of);
        return properties.keys().rotation() != null
                        || standing.isEmpty()
                        || standing.get().isApart()
                ? EncryptionKey.derivedFrom(data, secrets)
                : EncryptionKey.derivedFrom(secrets);
    }

    @Bean
    PublishedKeys publishedKeys(KeyRing ring, EncryptionKey encryption, Clock clock) {
        return new PublishedKeys(ring, encryption, clock.instant());
    }

    /** Readers who take the first key take one that signs. */
    @Bean
    JWKSource<SecurityContext> jwkSource(PublishedKeys published, Clock clock) {
        return (selector, _) -> selector.select(published.set(clock.instant()));
    }

    @Bean
    KeyStates keyStates(KeyRing ring, WalletIdentities identities) {
        return new KeyStates(ring, identities);
    }

    @Bean
    VouchingWatch vouchingWatch(WalletIdentities identities, EventLog events, MeterRegistry registry, Clock clock) {
        var watch = new VouchingWatch(identities, events, registry, clock);
        watch.look();
        return watch;
    }

    /** Ready as long as wallets know us by what most clients are asked for with. */
    @Bean
    HealthIndicator certificatesHealthIndicator(VouchingWatch watch) {
        return watch::health;
    }

    @Bean
    KeyUpkeep keyUpkeep(KeyRing ring, WalletIdentities identities, VouchingWatch watch, EventLog events, Clock clock) {
        var all = Stream.concat(Stream.of(ring), identities.all().stream().map(WalletIdentity::ring))
                .distinct()
                .toList();
        return new KeyUpkeep(all, watch, events, clock);
    }

    /** What the others hear of the key of a node that is without rotation. */
    record OurKey(VerifierProperties.Keys keys, KnownKeys known, String keyId) {

        /** Not before: a start that fails tells nobody anything. */
        @EventListener(ApplicationReadyEvent.class)
        void ready() {
            if (keys.rotation() == null && keys.signing() == null) {
                known.requireGenerated(keyId); // others may have begun since
            } else if (keys.rotation() == null) {
                known.remember(keyId);
            }
        }
    }
}
