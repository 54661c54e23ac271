package dev.verifier.server.client;

import dev.verifier.server.configuration.VerifierProperties.Login.CrossDevice;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

/**
 * One entry of the trusted services list, checked. Immutable.
 *
 * @param id stable registration id, the same after every reload
 * @param clientId a did:key or a plain identifier
 * @param url home of the client; null where the list has none
 * @param redirectUris compared character by character
 * @param postLogoutRedirectUris likewise
 * @param backchannelLogoutUri where it hears that somebody signed out; null where it does not want to
 * @param securityEventUri where it hears that a credential ended; null where it does not want to
 * @param scopes as registered
 * @param methods how it may authenticate
 * @param grants what it may ask for
 * @param requireAuthorizationConsent whether the person is asked
 * @param requireProofKey whether PKCE is required; always so for public clients
 * @param keys with which its assertions are verified; empty where it has none of its own
 * @param keySet where else they are; null where they are in the list
 * @param secret what it may authenticate with instead; null where it has none
 * @param certificate whose certificate it may authenticate with; null where it has none
 * @param assertsToIssuerOnly whether its assertions must be addressed to the issuer and to no endpoint
 * @param audience audience of its access tokens; empty for the issuer
 * @param dpopBoundAccessTokens whether its tokens must be bound to a key (RFC 9449 §5.2)
 * @param tenant copied into its tokens; null where the list has none
 * @param requests how it asks for people
 * @param signIn how people sign in at it
 * @param credentials what it may ask them to present, and what it takes to be let in at it
 */
public record TrustedClient(
        String id,
        String clientId,
        @Nullable String url,
        Set<String> redirectUris,
        Set<String> postLogoutRedirectUris,
        @Nullable String backchannelLogoutUri,
        @Nullable String securityEventUri,
        Set<String> scopes,
        Set<ClientAuthenticationMethod> methods,
        Set<AuthorizationGrantType> grants,
        boolean requireAuthorizationConsent,
        boolean requireProofKey,
        List<ClientKey> keys,
        @Nullable KeySetLocation keySet,
        @Nullable ClientSecret secret,
        @Nullable CertificateSubject certificate,
        boolean assertsToIssuerOnly,
        List<String> audience,
        boolean dpopBoundAccessTokens,
        @Nullable String tenant,
        RequestRules requests,
        SignIn signIn,
        CredentialRules credentials) {

    /**
     * How people sign in at a client, where that is not as everywhere: the list's word counts before the configuration's.
     *
     * @param crossDevice whether their wallet may be on another device; null for the server's rule
     * @param page the client's own login page; null for the server's
     */
    public record SignIn(
            @Nullable CrossDevice crossDevice, @Nullable URI page) {

        /** As everywhere. */
        public static final SignIn AS_EVERYWHERE = new SignIn(null, null);
    }

    public TrustedClient {
        redirectUris = Set.copyOf(redirectUris);
        postLogoutRedirectUris = Set.copyOf(postLogoutRedirectUris);
        scopes = Set.copyOf(scopes);
        methods = Set.copyOf(methods);
        grants = Set.copyOf(grants);
        keys = List.copyOf(keys);
        audience = List.copyOf(audience);
    }

    /** Whether it authenticates with a signed assertion; {@code client_secret_jwt} is the ecosystem's name for that. */
    public boolean authenticatesByAssertion() {
        return methods.contains(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                || methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_JWT);
    }

    /** Whether it is registered for a way to authenticate. */
    boolean authenticatesBy(ClientAuthenticationMethod method) {
        return ClientAssertionConverter.JWT_BEARER.equals(method)
                ? authenticatesByAssertion()
                : methods.contains(method);
    }

    /** Whether it is an app without a secret, which cannot authenticate (RFC 6749 §2.1). */
    public boolean isPublic() {
        return methods.contains(ClientAuthenticationMethod.NONE);
    }

    /** Whether people sign in at it. */
    public boolean signsPeopleIn() {
        return grants.contains(AuthorizationGrantType.AUTHORIZATION_CODE);
    }

    /** Whether it may ask for a token on its own behalf. */
    public boolean isMachine() {
        return grants.contains(AuthorizationGrantType.CLIENT_CREDENTIALS);
    }
}
