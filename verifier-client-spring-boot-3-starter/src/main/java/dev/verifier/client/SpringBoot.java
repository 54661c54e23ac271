package dev.verifier.client;

/** What is called otherwise in another Spring Boot. These are the names in 3.5. */
final class SpringBoot {

    private static final String SECURITY = "org.springframework.boot.autoconfigure.security.";

    /** On the class path where people can sign in. */
    static final String OAUTH2_CLIENT = SECURITY + "oauth2.client.OAuth2ClientProperties";

    /** The condition for an application without a filter chain of its own. */
    static final String DEFAULT_WEB_SECURITY = SECURITY + "ConditionalOnDefaultWebSecurity";

    /** What configures a login where nobody else does. */
    static final String CLIENT_CONFIGURATION = SECURITY + "oauth2.client.OAuth2ClientAutoConfiguration";

    /** Its filter chain. */
    static final String CLIENT_CHAIN = SECURITY + "oauth2.client.servlet.OAuth2ClientWebSecurityAutoConfiguration";

    /** What configures a resource server where nobody else does. */
    static final String RESOURCE_SERVER_CONFIGURATION =
            SECURITY + "oauth2.resource.servlet.OAuth2ResourceServerAutoConfiguration";

    /** Its filter chain, which is there, too. */
    static final String RESOURCE_SERVER_CHAIN = RESOURCE_SERVER_CONFIGURATION;

    /** What closes everything where nobody else configures anything. */
    static final String CLOSED_CHAIN = SECURITY + "servlet.SecurityAutoConfiguration";

    /** What to add where people cannot sign in yet. */
    static final String CLIENT_STARTER = "spring-boot-starter-oauth2-client";

    /** What to add where tokens cannot be accepted yet. */
    static final String RESOURCE_SERVER_STARTER = "spring-boot-starter-oauth2-resource-server";

    private SpringBoot() {}
}
