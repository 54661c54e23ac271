package dev.verifier.server.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.verifier.server.VerifierProperties;
import dev.verifier.server.audit.EventLog;
import dev.verifier.server.audit.VerifierEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Function;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Finds the signing key: configured, or kept from an earlier start, or new. */
@Configuration(proxyBeanMethods = false)
class KeyConfiguration {

    private static final String SIGNING = "verifier.keys.signing";
    private static final String PREVIOUS = "verifier.keys.previous";

    @Bean
    SigningKeys signingKeys(VerifierProperties properties, EventLog events, SecureRandom random) {
        var configured = properties.keys().signing();
        try {
            var current = configured == null
                    ? kept(properties, events, random)
                    : read(SIGNING, configured, KeyText::privateKey, properties, events);
            var previous = properties.keys().previous().stream()
                    .map(value -> read(PREVIOUS, value, KeyText::publicKey, properties, events))
                    .toList();
            var keys = new SigningKeys(current, previous);
            events.publish(new VerifierEvent.KeyLoaded(keys.keyId()));
            return keys;
        } catch (IllegalArgumentException e) {
            throw invalid(SIGNING, "the key cannot be used: " + e.getMessage());
        }
    }

    @Bean
    JWKSource<SecurityContext> jwkSource(SigningKeys keys) {
        return new ImmutableJWKSet<>(keys.keys());
    }

    private static ECKey kept(VerifierProperties properties, EventLog events, SecureRandom random) {
        if (properties.compatibility().strict()) {
            throw invalid(SIGNING, "the strict profile wants a key of your own and generates none");
        }
        var file = new KeyFile(properties.dataDirectory().resolve("signing-key.jwk"));
        try {
            if (!Files.exists(file.path()) && file.generate(random)) {
                events.publish(new VerifierEvent.KeyGenerated(
                        new SigningKeys(file.read(), List.of()).keyId(),
                        file.path().toAbsolutePath()));
            }
            return file.read();
        } catch (IOException | JOSEException | IllegalArgumentException e) {
            throw invalid(SIGNING, "the key in " + file.path() + " cannot be used: " + e.getMessage());
        }
    }

    private static ECKey read(
            String property,
            String value,
            Function<String, ECKey> reader,
            VerifierProperties properties,
            EventLog events) {
        if (value.startsWith("pkcs12:") || value.startsWith("pkcs11:")) {
            throw invalid(property, "pkcs12: and pkcs11: are not supported yet; use PEM or JWK");
        }
        try {
            if (KeyText.isKey(value)) {
                return reader.apply(value);
            }
            var path = Path.of(value.startsWith("file:") ? value.substring("file:".length()) : value);
            warnOfOnlookers(property, new KeyFile(path), properties, events);
            return reader.apply(Files.readString(path));
        } catch (IOException e) {
            throw invalid(property, "cannot read " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw invalid(property, "the key cannot be used: " + e.getMessage());
        }
    }

    private static void warnOfOnlookers(String property, KeyFile file, VerifierProperties properties, EventLog events)
            throws IOException {
        if (!property.equals(SIGNING) || !file.exposed()) {
            return;
        }
        if (properties.compatibility().strict()) {
            throw invalid(property, "others may read " + file.path() + ": chmod 600 it");
        }
        events.publish(new VerifierEvent.KeyExposed(file.path()));
    }

    /** The value itself is a secret or the path to one and is not repeated. */
    private static InvalidConfigurationPropertyValueException invalid(String property, String reason) {
        return new InvalidConfigurationPropertyValueException(property, "(not shown)", reason);
    }
}
