package dev.verifier.client;

/** What is called otherwise in another Spring Boot. These are the names in 4. */
final class SpringBoot {

    private static final String SECURITY = "org.springframework.boot.security.";

    /** On the class path where people can sign in. */
    static final String OAUTH2_CLIENT = SECURITY + "oauth2.client.autoconfigure.OAuth2ClientProperties";

    /** The condition for an application without a filter chain of its own. */
    static final String DEFAULT_WEB_SECURITY = SECURITY + "autoconfigure.web.servlet.ConditionalOnDefaultWebSecurity";

    /** What configures a login where nobody else does. */
    static final String CLIENT_CONFIGURATION = SECURITY + "oauth2.client.autoconfigure.OAuth2ClientAutoConfiguration";

    /** Its filter chain. */
    static final String CLIENT_CHAIN =
            SECURITY + "oauth2.client.autoconfigure.servlet.OAuth2ClientWebSecurityAutoConfiguration";

    /** What configures a resource server where nobody else does. */
    static final String RESOURCE_SERVER_CONFIGURATION =
            SECURITY + "oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration";

    /** Its filter chain. */
    static final String RESOURCE_SERVER_CHAIN =
            SECURITY + "oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration";

    /** What closes everything where nobody else configures anything. */
    static final String CLOSED_CHAIN = SECURITY + "autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration";

    /** What to add where people cannot sign in yet. */
    static final String CLIENT_STARTER = "spring-boot-starter-security-oauth2-client";

    /** What to add where tokens cannot be accepted yet. */
    static final String RESOURCE_SERVER_STARTER = "spring-boot-starter-security-oauth2-resource-server";

    private SpringBoot() {}
}
