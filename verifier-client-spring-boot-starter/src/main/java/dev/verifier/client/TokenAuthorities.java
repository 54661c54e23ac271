package dev.verifier.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;

/** What a token permits: its powers, and its scopes as Spring Security has them. Thread-safe. */
final class TokenAuthorities implements Converter<Jwt, Collection<GrantedAuthority>> {

    private final JwtGrantedAuthoritiesConverter scopes = new JwtGrantedAuthoritiesConverter();
    private final Powers powers;

    TokenAuthorities(Powers powers) {
        this.powers = powers;
    }

    @Override
    public Collection<GrantedAuthority> convert(Jwt token) {
        var authorities = new ArrayList<>(Objects.requireNonNullElse(scopes.convert(token), List.of()));
        authorities.addAll(powers.of(token.getClaims()));
        return authorities;
    }
}
