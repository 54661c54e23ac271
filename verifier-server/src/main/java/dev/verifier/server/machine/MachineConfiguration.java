package dev.verifier.server.machine;

import dev.verifier.server.client.ClientSignatures;
import dev.verifier.server.client.ReplayGuard;
import dev.verifier.server.client.TrustedClients;
import dev.verifier.server.compatibility.Tolerance;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.profile.CredentialProfiles;
import dev.verifier.server.token.Policy;
import dev.verifier.server.trust.TrustSources;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.web.authentication.AuthenticationConverter;

@Configuration(proxyBeanMethods = false)
class MachineConfiguration {

    /** How clients prove who they are: machines with a presentation beside their assertion, public clients by what they bring. */
    @Bean
    List<AuthenticationProvider> clientProviders(
            ReplayGuard.Together assertions,
            TrustedClients clients,
            @Qualifier("publicClientAuthentication") AuthenticationProvider publicClients,
            ClientSignatures signatures,
            TrustSources trust,
            Policy policy,
            CredentialProfiles profiles,
            Surface surface,
            Tolerance tolerance,
            Clock clock) {
        var asked = MachineQuestion.of(profiles, surface, tolerance);
        return List.of(
                new MachineAuthentication(assertions, clients, signatures, trust, asked, policy, clock), publicClients);
    }

    @Bean
    AuthenticationConverter machineTokenRequests() {
        return new MachineTokenRequests();
    }
}
