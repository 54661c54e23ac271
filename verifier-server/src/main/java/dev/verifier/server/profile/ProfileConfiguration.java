package dev.verifier.server.profile;

import dev.verifier.server.configuration.VerifierProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ProfileConfiguration {

    @Bean
    CredentialProfiles credentialProfiles(VerifierProperties properties) {
        return CredentialProfiles.of(properties);
    }

    @Bean
    VerifierInfo verifierInfo(VerifierProperties properties) {
        return VerifierInfo.of(properties);
    }
}
