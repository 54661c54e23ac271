package dev.verifier.server.explain;

import dev.verifier.jose.Limits;
import dev.verifier.server.client.ClientSignatures;
import dev.verifier.server.client.TrustedClients;
import dev.verifier.server.compatibility.Tolerance;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.configuration.VerifierProperties;
import dev.verifier.server.key.KeyRing;
import dev.verifier.server.profile.CredentialProfiles;
import dev.verifier.server.request.RequestObjects;
import dev.verifier.server.trust.TrustSources;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "verifier.playground", havingValue = "true")
class PlaygroundConfiguration {

    @Bean
    Explainer explainer(
            VerifierProperties properties,
            TrustSources trust,
            TrustedClients clients,
            ClientSignatures signatures,
            CredentialProfiles profiles,
            KeyRing keys,
            Surface surface,
            Tolerance tolerance,
            Limits limits) {
        return new Explainer(
                trust,
                clients,
                signatures,
                RequestObjects.inTheOpen(properties, signatures, surface, tolerance),
                profiles,
                () -> Optional.of(keys),
                surface,
                tolerance,
                limits);
    }
}
