package dev.verifier.server.key;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.verifier.server.audit.EventLog;
import dev.verifier.server.audit.VerifierEvent;
import dev.verifier.server.configuration.VerifierProperties;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class KeyConfiguration {

    @Bean
    SigningKeys signingKeys(VerifierProperties properties, EventLog events, SecureRandom random) {
        var source = new KeySource(properties);
        var strict = properties.compatibility().strict();
        if (strict && properties.keys().signing() == null) {
            throw KeySource.invalid(
                    "verifier.keys.signing", "the strict profile wants a key of your own and generates none");
        }
        if (strict && source.exposed()) {
            throw KeySource.invalid("verifier.keys.signing", "others may read its file: chmod 600 it");
        }
        var generated = source.find().isEmpty() && source.generate(random);
        var keys = source.find().orElseThrow();
        var file = source.file().map(Path::toAbsolutePath);
        if (generated) {
            events.publish(new VerifierEvent.KeyGenerated(keys.keyId(), file.orElseThrow()));
        }
        if (source.exposed()) {
            events.publish(new VerifierEvent.KeyExposed(file.orElseThrow()));
        }
        events.publish(new VerifierEvent.KeyLoaded(keys.keyId()));
        return keys;
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
    WalletIdentities walletIdentities(VerifierProperties properties, SigningKeys keys, EventLog events, Clock clock) {
        var at = clock.instant();
        return new WalletIdentities(IdentitySource.all(properties).stream()
                .map(source -> {
                    source.exposed().ifPresent(file -> {
                        source.requireNotStrict();
                        events.publish(new VerifierEvent.KeyExposed(file.toAbsolutePath()));
                    });
                    return source.read(keys, at);
                })
                .toList());
    }

    @Bean
    SharedSecrets sharedSecrets(JdbcClient database, SecureRandom random) {
        return new SharedSecrets(database, random);
    }

    @Bean
    EncryptionKey encryptionKey(SigningKeys keys) {
        return keys.encryptionKey();
    }

    /** Readers who take the first key take one that signs. */
    @Bean
    JWKSource<SecurityContext> jwkSource(SigningKeys keys, EncryptionKey encryption) {
        var all = new ArrayList<>(keys.keys().getKeys());
        all.add(encryption.published());
        return new ImmutableJWKSet<>(new JWKSet(all));
    }
}
