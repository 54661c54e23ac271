package dev.verifier.client;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.mapping.GrantedAuthoritiesMapper;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;

/** The powers of a person who has signed in, as authorities beside those that Spring Security gives. Thread-safe. */
final class PersonPowers implements GrantedAuthoritiesMapper {

    private final Powers powers;

    PersonPowers(Powers powers) {
        this.powers = powers;
    }

    @Override
    public Collection<? extends GrantedAuthority> mapAuthorities(Collection<? extends GrantedAuthority> authorities) {
        var all = new LinkedHashSet<GrantedAuthority>(authorities);
        for (var authority : authorities) {
            if (authority instanceof OidcUserAuthority person) {
                all.addAll(powers.of(person.getIdToken().getClaims()));
                var userInfo = person.getUserInfo();
                all.addAll(powers.of(userInfo == null ? Map.of() : userInfo.getClaims()));
            }
        }
        return all;
    }
}
