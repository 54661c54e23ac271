package dev.verifier.client;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.resource.OAuth2ResourceServerConfigurer;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.web.client.RestTemplate;

/**
 * Which access tokens an API accepts, and what they permit: those that its Verifier has signed, of the right type (RFC 9068), for this
 * audience. Thread-safe.
 */
public final class AccessTokens {

    private static final String INVALID_TOKEN = "invalid_token";
    private static final String CLIENT_ID = "client_id";

    private final URI issuer;
    private final String audience;
    private final ClientProperties.ResourceServer settings;
    private final JwtDecoder decoder;

    /** @param audience by which tokens name this API */
    AccessTokens(URI issuer, String audience, ClientProperties.ResourceServer settings) {
        this.issuer = issuer;
        this.audience = audience;
        this.settings = settings;
        // Verifier's keys are where its metadata say, which are read with the first token: it need not be up before.
        this.decoder = new SupplierJwtDecoder(this::keys);
    }

    /** For an application with filter chains of its own: {@code http.oauth2ResourceServer(accessTokens::accept)}. */
    public void accept(OAuth2ResourceServerConfigurer<HttpSecurity> server) {
        server.authenticationEntryPoint(new TokenRefused())
                .accessDeniedHandler(new PowerMissing())
                .jwt(jwt -> jwt.decoder(decoder).jwtAuthenticationConverter(authorities()));
    }

    JwtDecoder decoder() {
        return decoder;
    }

    private JwtDecoder keys() {
        var keys = NimbusJwtDecoder.withIssuerLocation(issuer.toString())
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .validateType(false)
                .restOperations(new RestTemplate(TokenEndpoint.http()))
                .build();
        keys.setJwtValidator(validator());
        return keys;
    }

    JwtAuthenticationConverter authorities() {
        var converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(new TokenAuthorities(new Powers(settings.domain())));
        return converter;
    }

    private OAuth2TokenValidator<Jwt> validator() {
        return JwtValidators.createAtJwtValidator()
                .issuer(issuer.toString())
                .audience(audience)
                .validators(all -> {
                    all.put("cnf", new BoundTokens());
                    // RFC 9068 §2.2.1: there is one, whoever it is. Spring Security 6.5 wants to be told, 7 knows it.
                    all.putIfAbsent(CLIENT_ID, new JwtClaimValidator<>(CLIENT_ID, Objects::nonNull));
                    all.put(JwtClaimNames.AUD, this::audience);
                    if (!settings.tokenType().equals("at+jwt")) {
                        all.put("typ", new JwtTypeValidator(settings.tokenType()));
                    }
                })
                .build();
    }

    private OAuth2TokenValidatorResult audience(Jwt token) {
        List<String> named = token.getAudience();
        return named != null && named.contains(audience)
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error(
                        INVALID_TOKEN,
                        "The aud of the token does not name this API, " + audience
                                + ": put it among the audience of the client in the trusted services list",
                        null));
    }
}
