package dev.verifier.server.key;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.verifier.server.audit.EventLog;
import dev.verifier.server.audit.VerifierEvent;
import dev.verifier.server.configuration.VerifierProperties;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;

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
            @Value("${spring.datasource.url:}") String sharedDatabase,
            EventLog events,
            SecureRandom random,
            Clock clock) {
        var source = new KeySource(properties, line);
        var rings = new KeyRings(properties, source, events, clock.instant());
        source.requireStrictly();
        var ring = properties.keys().rotation() == null
                ? rings.standing(random)
                : rings.rotating(new SigningKeyTable(database, data, random));
        var keyId = ring.at(clock.instant()).keyId();
        // What is embedded is one node's own.
        if (properties.keys().rotation() == null && !sharedDatabase.isEmpty()) {
            var known = new KnownKeys(database);
            if (properties.keys().signing() == null) {
                known.requireGenerated(keyId);
            } else {
                known.remember(keyId);
            }
        }
        events.publish(new VerifierEvent.KeyLoaded(keyId));
        return ring;
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
        return new SharedSecrets(database, columns, random);
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

    /** Readers who take the first key take one that signs. */
    @Bean
    JWKSource<SecurityContext> jwkSource(KeyRing ring, EncryptionKey encryption, Clock clock) {
        return (selector, _) -> {
            var all = new ArrayList<>(ring.at(clock.instant()).published().getKeys());
            all.add(encryption.published());
            return selector.select(new JWKSet(all));
        };
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
    KeyUpkeep keyUpkeep(KeyRing ring, WalletIdentities identities, VouchingWatch watch, Clock clock) {
        var all = Stream.concat(Stream.of(ring), identities.all().stream().map(WalletIdentity::ring))
                .distinct()
                .toList();
        return new KeyUpkeep(all, watch, clock);
    }

    /** Keys that change where they are kept. */
    record KeyUpkeep(List<KeyRing> rings, VouchingWatch watch, Clock clock) {

        @Scheduled(fixedDelay = 30_000, initialDelay = 30_000)
        void refresh() {
            rings.forEach(ring -> ring.refresh(clock.instant()));
        }

        @Scheduled(fixedDelay = 3_600_000, initialDelay = 3_600_000)
        void remind() {
            watch.look();
        }
    }
}
