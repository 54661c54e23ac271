package dev.verifier.client;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** What every part of the starter needs, and what is said where a part is missing. */
@AutoConfiguration
@EnableConfigurationProperties(ClientProperties.class)
class ClientAutoConfiguration {

    /** Read where somebody signs with it: an application that only accepts tokens has none. */
    @Bean
    @Lazy
    ClientKey verifierClientKey(ClientProperties properties) {
        return ClientKey.of(properties);
    }

    /** Whoever sets an issuer wants something of it. */
    @Bean
    InitializingBean verifierClientPurpose(ClientProperties properties) {
        return properties::requirePurpose;
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("verifier.client.url")
    @ConditionalOnMissingClass(SpringBoot.OAUTH2_CLIENT)
    static class NoLogin {

        @Bean
        InitializingBean verifierClientNoLogin() {
            throw new MisconfiguredException(
                    ClientProperties.PREFIX + ".url",
                    "it is set, but what signs people in is not on the class path",
                    "Add the dependency org.springframework.boot:" + SpringBoot.CLIENT_STARTER + ", or remove it.");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("verifier.client.resource-server.audience")
    @ConditionalOnMissingClass(
            "org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter")
    static class NoResourceServer {

        @Bean
        InitializingBean verifierClientNoResourceServer() {
            throw new MisconfiguredException(
                    ClientProperties.PREFIX + ".resource-server.audience",
                    "it is set, but what accepts tokens is not on the class path",
                    "Add the dependency org.springframework.boot:" + SpringBoot.RESOURCE_SERVER_STARTER
                            + ", or remove it.");
        }
    }
}
