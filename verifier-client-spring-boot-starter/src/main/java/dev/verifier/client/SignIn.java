package dev.verifier.client;

import java.util.Map;
import java.util.function.Consumer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.LogoutConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.client.OAuth2LoginConfigurer;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;

/**
 * How people sign in at Verifier, and out, for filter chains of Spring Security:
 * {@code http.oauth2Login(signIn::login).logout(signIn::logout)}. Thread-safe.
 */
public final class SignIn {

    /** Under which name Spring Security knows Verifier ({@code registrationId}). */
    public static final String VERIFIER = "verifier";

    /** Where a browser begins to sign in. */
    public static final String PATH = "/oauth2/authorization/" + VERIFIER;

    private final ClientRegistrationRepository registrations;
    private final Consumer<Map<String, Object>> form;
    private final String callback;
    private final String signedOut;

    /**
     * For one Verifier.
     *
     * @param form what becomes of the parameters of a request
     * @param callback path at which browsers come back with a code
     * @param signedOut address at which they come back signed out
     */
    SignIn(
            ClientRegistrationRepository registrations,
            Consumer<Map<String, Object>> form,
            String callback,
            String signedOut) {
        this.registrations = registrations;
        this.form = form;
        this.callback = callback;
        this.signedOut = signedOut;
    }

    /** Whoever is not signed in is sent to Verifier; who is refused there reads why. Set after this, what the application sets counts. */
    public void login(OAuth2LoginConfigurer<HttpSecurity> login) {
        var resolver = new DefaultOAuth2AuthorizationRequestResolver(
                registrations, OAuth2AuthorizationRequestRedirectFilter.DEFAULT_AUTHORIZATION_REQUEST_BASE_URI);
        resolver.setAuthorizationRequestCustomizer(this::shape);
        login.loginPage(PATH)
                .authorizationEndpoint(endpoint -> endpoint.authorizationRequestResolver(resolver))
                .redirectionEndpoint(endpoint -> endpoint.baseUri(callback))
                .failureHandler(new SignInFailure(PATH));
    }

    /** Who signs out here is signed out at Verifier, too (OpenID Connect RP-Initiated Logout 1.0). */
    public void logout(LogoutConfigurer<HttpSecurity> logout) {
        var handler = new OidcClientInitiatedLogoutSuccessHandler(registrations);
        handler.setPostLogoutRedirectUri(signedOut);
        logout.logoutSuccessHandler(handler);
    }

    private void shape(OAuth2AuthorizationRequest.Builder request) {
        request.attributes(attributes -> {
            if (VERIFIER.equals(attributes.get(OAuth2ParameterNames.REGISTRATION_ID))) {
                request.parameters(form);
            }
        });
    }
}
