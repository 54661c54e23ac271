package dev.verifier.sample.api;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;

/** Which tokens are accepted, and what their powers permit. */
@Configuration(proxyBeanMethods = false)
class AccessTokens {

    /** Access tokens are {@code typ: at+jwt} (RFC 9068); Spring's standard decoder knows only {@code JWT}. */
    @Bean
    JwtDecoder decoder(@Value("${sample.issuer}") String issuer, @Value("${sample.audience}") String audience) {
        return new SupplierJwtDecoder(() -> {
            var decoder = NimbusJwtDecoder.withIssuerLocation(issuer)
                    .jwsAlgorithm(SignatureAlgorithm.ES256)
                    .validateType(false)
                    .build();
            decoder.setJwtValidator(JwtValidators.createAtJwtValidator()
                    .issuer(issuer)
                    .audience(audience)
                    .build());
            return decoder;
        });
    }

    @Bean
    SecurityFilterChain api(HttpSecurity http) {
        var powers = new JwtAuthenticationConverter();
        powers.setJwtGrantedAuthoritiesConverter(AccessTokens::powers);
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/onboardings")
                        .hasAuthority("DOME/Onboarding/Execute")
                        .anyRequest()
                        .authenticated())
                .cors(Customizer.withDefaults())
                .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.jwtAuthenticationConverter(powers)))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    /** Which web apps may call from a browser, and read the answer. */
    @Bean
    CorsConfigurationSource corsConfigurationSource(@Value("${sample.web-apps}") List<String> origins) {
        var permitted = new CorsConfiguration();
        permitted.setAllowedOrigins(origins);
        permitted.setAllowedMethods(List.of("GET"));
        permitted.setAllowedHeaders(List.of(HttpHeaders.AUTHORIZATION));
        permitted.setExposedHeaders(List.of(HttpHeaders.WWW_AUTHENTICATE));
        return _ -> permitted;
    }

    /** Each power of the mandate as {@code domain/function/action}. */
    private static Collection<GrantedAuthority> powers(Jwt token) {
        List<Map<String, Object>> powers = token.getClaim("power");
        return powers == null
                ? List.of()
                : powers.stream().flatMap(AccessTokens::actions).toList();
    }

    private static Stream<GrantedAuthority> actions(Map<String, Object> power) {
        var actions = power.get("action") instanceof Collection<?> several ? several : List.of(power.get("action"));
        return actions.stream()
                .map(action -> new SimpleGrantedAuthority(
                        "%s/%s/%s".formatted(power.get("domain"), power.get("function"), action)));
    }
}
