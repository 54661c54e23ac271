package dev.verifier.client;

import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.oauth2.client.endpoint.AbstractOAuth2AuthorizationGrantRequest;
import org.springframework.security.oauth2.client.endpoint.NimbusJwtClientAuthenticationParametersConverter;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * Client assertions (RFC 7523 §2.2), which Spring Security makes, addressed to the issuer, which no other server can use.
 *
 * @param key that signs them
 * @param issuer whom they are for
 */
record Assertions(ClientKey key, URI issuer) {

    /** @param more what else they are to say */
    <T extends AbstractOAuth2AuthorizationGrantRequest> Converter<T, MultiValueMap<String, String>> saying(
            Consumer<JwtClaimsSet.Builder> more) {
        var assertions = new NimbusJwtClientAuthenticationParametersConverter<T>(registration -> key.jwk());
        assertions.setJwtClientAssertionCustomizer(context -> {
            context.getHeaders().algorithm(SignatureAlgorithm.ES256);
            context.getClaims().audience(List.of(issuer.toString()));
            more.accept(context.getClaims());
        });
        return request -> {
            var parameters = assertions.convert(request);
            return parameters == null ? new LinkedMultiValueMap<>() : parameters;
        };
    }

    <T extends AbstractOAuth2AuthorizationGrantRequest> Converter<T, MultiValueMap<String, String>> plain() {
        return saying(claims -> {});
    }
}
