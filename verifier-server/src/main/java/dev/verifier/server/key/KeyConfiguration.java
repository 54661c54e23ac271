package dev.verifier.server.key;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.verifier.server.audit.EventLog;
import dev.verifier.server.audit.VerifierEvent;
import dev.verifier.server.configuration.VerifierProperties;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
    KeyRing keyRing(VerifierProperties properties, KeyLine line, EventLog events, SecureRandom random, Clock clock) {
        var source = new KeySource(properties, line);
        var strict = properties.compatibility().strict();
        if (strict && properties.keys().signing() == null) {
            throw KeySource.invalid(
                    "verifier.keys.signing", "the strict profile wants a key of your own and generates none");
        }
        if (strict && source.exposed()) {
            throw KeySource.invalid("verifier.keys.signing", "others may read its file: chmod 600 it");
        }
        var generated = source.find().isEmpty() && source.generate(random);
        var ring = source.find().orElseThrow();
        var keyId = ring.at(clock.instant()).keyId();
        var file = source.file().map(Path::toAbsolutePath);
        if (generated) {
            events.publish(new VerifierEvent.KeyGenerated(keyId, file.orElseThrow()));
        }
        if (source.exposed()) {
            events.publish(new VerifierEvent.KeyExposed(file.orElseThrow()));
        }
        events.publish(new VerifierEvent.KeyLoaded(keyId));
        return ring;
    }

    @Bean
    DataKey dataKey(VerifierProperties properties, EventLog events, SecureRandom random) {
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
        return key;
    }

    @Bean
    WalletIdentities walletIdentities(
            VerifierProperties properties, KeyRing ring, KeyLine line, EventLog events, Clock clock) {
        var at = clock.instant();
        return new WalletIdentities(IdentitySource.all(properties).stream()
                .map(source -> {
                    source.exposed().ifPresent(file -> {
                        source.requireNotStrict();
                        events.publish(new VerifierEvent.KeyExposed(file.toAbsolutePath()));
                    });
                    return source.read(ring, line, at);
                })
                .toList());
    }

    @Bean
    SealedColumns sealedColumns(VerifierProperties properties, JdbcClient database, DataKey key) {
        return new SealedColumns(
                new DatabaseSeal(database, key).requireOurs(), properties.keys().dataUse());
    }

    @Bean
    SharedSecrets sharedSecrets(JdbcClient database, SealedColumns columns, SecureRandom random) {
        return new SharedSecrets(database, columns, random);
    }

    @Bean
    EncryptionKey encryptionKey(KeyRing ring, DataKey data, Clock clock) {
        var keys = ring.at(clock.instant());
        return keys.isApart()
                ? EncryptionKey.derivedFrom(data, keys.secrets())
                : EncryptionKey.derivedFrom(keys.secrets());
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
    KeyUpkeep keyUpkeep(KeyRing ring, WalletIdentities identities, Clock clock) {
        var all = Stream.concat(Stream.of(ring), identities.all().stream().map(WalletIdentity::ring))
                .distinct()
                .toList();
        return new KeyUpkeep(all, clock);
    }

    /** Keys that change where they are kept. */
    record KeyUpkeep(List<KeyRing> rings, Clock clock) {

        @Scheduled(fixedDelay = 30_000, initialDelay = 30_000)
        void refresh() {
            rings.forEach(ring -> ring.refresh(clock.instant()));
        }
    }
}
