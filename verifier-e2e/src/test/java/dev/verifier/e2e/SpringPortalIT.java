package dev.verifier.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import dev.verifier.wallet.WalletKey;
import java.net.URI;
import java.security.interfaces.ECPublicKey;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.AbstractOAuth2AuthorizationGrantRequest;
import org.springframework.security.oauth2.client.endpoint.NimbusJwtClientAuthenticationParametersConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.web.util.UriComponentsBuilder;

/** What Spring Security does where people sign in, with its own parts and without the pages around them. */
@ExtendWith(Village.Shared.class)
class SpringPortalIT {

    private final ECKey key;
    private final String callback;
    private final ClientRegistration portal;

    SpringPortalIT(Village village) {
        key = key(village.portalKey());
        callback = village.portal() + "/callback";
        portal = ClientRegistrations.fromIssuerLocation(village.issuer())
                .registrationId("verifier")
                .clientId(key.getKeyID())
                .clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                .redirectUri(callback)
                .scope("openid", "learcredential")
                .build();
    }

    @Test
    void a_person_signs_in(Village village) {
        var person = (OidcUser) Objects.requireNonNull(signIn(village).getPrincipal());

        assertThat(person.getFullName()).isEqualTo("Ann Lee");
        assertThat(Objects.requireNonNull(person.getUserInfo()).getEmail()).contains("@");
    }

    @Test
    void the_portal_gets_new_tokens_without_the_person(Village village) {
        var login = signIn(village);
        var refresh = Objects.requireNonNull(login.getRefreshToken());
        var client = new RestClientRefreshTokenTokenResponseClient();
        var assertions = this.<OAuth2RefreshTokenGrantRequest>assertions();
        client.addParametersConverter(request -> Objects.requireNonNull(assertions.convert(request)));

        var fresh = client.getTokenResponse(
                new OAuth2RefreshTokenGrantRequest(portal, Objects.requireNonNull(login.getAccessToken()), refresh));

        assertThat(fresh.getAccessToken().getTokenValue())
                .isNotEqualTo(login.getAccessToken().getTokenValue());
        assertThat(Objects.requireNonNull(fresh.getRefreshToken()).getTokenValue())
                .isNotEqualTo(refresh.getTokenValue());
        assertThat(fresh.getAdditionalParameters()).containsKey("id_token");
    }

    /** As {@code OidcClientInitiatedLogoutSuccessHandler} would send them. */
    @Test
    void who_signs_out_comes_back_to_the_portal(Village village) {
        var person = (OidcUser) Objects.requireNonNull(signIn(village).getPrincipal());
        var logout = UriComponentsBuilder.fromUriString(String.valueOf(
                        portal.getProviderDetails().getConfigurationMetadata().get("end_session_endpoint")))
                .queryParam("id_token_hint", person.getIdToken().getTokenValue())
                .queryParam("post_logout_redirect_uri", village.portal() + "/goodbye")
                .encode()
                .toUriString();
        try (var browser = new PlainBrowser(village.portal())) {
            assertThat(browser.open(logout).address()).hasToString(village.portal() + "/goodbye");
        }
    }

    private OAuth2LoginAuthenticationToken signIn(Village village) {
        var asked = OAuth2AuthorizationRequest.authorizationCode()
                .clientId(portal.getClientId())
                .authorizationUri(
                        Objects.requireNonNull(portal.getProviderDetails().getAuthorizationUri()))
                .redirectUri(callback)
                .scopes(portal.getScopes())
                .state(UUID.randomUUID().toString());
        OAuth2AuthorizationRequestCustomizers.withPkce().accept(asked);
        var request = asked.build();
        try (var browser = new PlainBrowser(callback)) {
            var end = new Person(browser, village.phone()).signIn(request.getAuthorizationRequestUri());
            var login = new OAuth2LoginAuthenticationToken(
                    portal, new OAuth2AuthorizationExchange(request, response(end.address())));
            return (OAuth2LoginAuthenticationToken)
                    Objects.requireNonNull(provider().authenticate(login));
        }
    }

    private OAuth2AuthorizationResponse response(URI arrival) {
        var parameters = UriComponentsBuilder.fromUri(arrival).build().getQueryParams();
        return OAuth2AuthorizationResponse.success(Objects.requireNonNull(parameters.getFirst("code")))
                .redirectUri(callback)
                .state(Objects.requireNonNull(parameters.getFirst("state")))
                .build();
    }

    /** Redeems the code, checks the ID token, and asks for userinfo. */
    private OidcAuthorizationCodeAuthenticationProvider provider() {
        var codes = new RestClientAuthorizationCodeTokenResponseClient();
        var assertions = this.<OAuth2AuthorizationCodeGrantRequest>assertions();
        codes.addParametersConverter(request -> Objects.requireNonNull(assertions.convert(request)));
        var provider = new OidcAuthorizationCodeAuthenticationProvider(codes, new OidcUserService());
        var idTokens = new OidcIdTokenDecoderFactory();
        idTokens.setJwsAlgorithmResolver(_ -> SignatureAlgorithm.ES256);
        provider.setJwtDecoderFactory(idTokens);
        return provider;
    }

    private <T extends AbstractOAuth2AuthorizationGrantRequest>
            NimbusJwtClientAuthenticationParametersConverter<T> assertions() {
        var assertions = new NimbusJwtClientAuthenticationParametersConverter<T>(_ -> key);
        assertions.setJwtClientAssertionCustomizer(
                context -> context.getHeaders().algorithm(SignatureAlgorithm.ES256));
        return assertions;
    }

    private static ECKey key(WalletKey key) {
        return new ECKey.Builder(Curve.P_256, (ECPublicKey) key.publicKey())
                .privateKey(key.privateKey())
                .keyID(key.did())
                .build();
    }
}
