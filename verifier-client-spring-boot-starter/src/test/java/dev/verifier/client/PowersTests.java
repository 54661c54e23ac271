package dev.verifier.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.security.oauth2.jwt.Jwt;

class PowersTests {

    private static final Map<String, Object> ONBOARDING =
            Map.of("type", "domain", "domain", "DOME", "function", "Onboarding", "action", List.of("Execute", "Read"));

    /** Verifier's own tokens have them flat. */
    @Test
    void each_action_of_a_power_is_an_authority_with_its_domain_and_without() {
        assertThat(authorities(null, Map.of("power", List.of(ONBOARDING))))
                .containsExactlyInAnyOrder(
                        "POWER_Onboarding.Execute",
                        "POWER_DOME/Onboarding.Execute",
                        "POWER_Onboarding.Read",
                        "POWER_DOME/Onboarding.Read");
    }

    @Test
    void the_names_of_the_first_generation_mean_the_same() {
        Map<String, Object> power =
                Map.of("tmf_domain", List.of("DOME"), "tmf_function", "Onboarding", "tmf_action", "Execute");

        assertThat(authorities(null, Map.of("power", List.of(power))))
                .containsExactlyInAnyOrder("POWER_Onboarding.Execute", "POWER_DOME/Onboarding.Execute");
    }

    @Test
    void they_are_found_where_the_ecosystem_s_other_tokens_have_them() {
        Map<String, Object> mandate = Map.of("power", List.of(ONBOARDING));

        assertThat(authorities(null, Map.of("mandate", mandate))).contains("POWER_Onboarding.Execute");
        assertThat(authorities(null, Map.of("vc", Map.of("credentialSubject", Map.of("mandate", mandate)))))
                .contains("POWER_Onboarding.Execute");
    }

    @Test
    void powers_of_another_domain_do_not_count_where_one_is_said() {
        assertThat(authorities("DOME", Map.of("power", List.of(ONBOARDING)))).contains("POWER_Onboarding.Execute");
        assertThat(authorities("OTHER", Map.of("power", List.of(ONBOARDING)))).isEmpty();
        assertThat(authorities("DOME", Map.of("power", List.of(Map.of("function", "Onboarding", "action", "Execute")))))
                .isEmpty();
    }

    @Test
    void what_could_be_read_as_another_power_is_none() {
        for (var power : List.of(
                Map.of("function", "A.B", "action", "C"),
                Map.of("function", "A", "action", "B.C"),
                Map.of("function", "A/B", "action", "C"),
                Map.of("function", "", "action", "C"),
                Map.of("function", List.of("A"), "action", "C"),
                Map.of("action", "C"))) {
            assertThat(authorities(null, Map.of("power", List.of(power)))).isEmpty();
        }
        assertThat(authorities(null, Map.of("power", "Onboarding"))).isEmpty();
        assertThat(authorities(null, Map.of("power", List.of(Map.of("function", "A", "domain", "X/A", "action", "C")))))
                .containsExactly("POWER_A.C");
    }

    @Test
    void scopes_are_authorities_too() {
        assertThat(authorities(null, Map.of("scope", "openid machine")))
                .containsExactlyInAnyOrder("SCOPE_openid", "SCOPE_machine");
    }

    @Test
    void a_person_who_has_signed_in_has_the_powers_that_userinfo_shows() {
        var idToken = new OidcIdToken("token", null, null, Map.of("sub", "somebody"));
        var shown = new OidcUserInfo(Map.of("sub", "somebody", "power", List.of(ONBOARDING)));
        var mapper = new PersonPowers(new Powers(null));

        assertThat(mapper.mapAuthorities(List.of(new OidcUserAuthority(idToken, shown))))
                .extracting(GrantedAuthority::getAuthority)
                .contains("OIDC_USER", "POWER_Onboarding.Execute");
        assertThat(mapper.mapAuthorities(List.of(new OidcUserAuthority(idToken, null))))
                .extracting(GrantedAuthority::getAuthority)
                .containsExactly("OIDC_USER");
    }

    private static List<String> authorities(@Nullable String domain, Map<String, Object> claims) {
        var token = Jwt.withTokenValue("token")
                .header("typ", "at+jwt")
                .subject("somebody")
                .claims(all -> all.putAll(claims))
                .build();
        return Objects.requireNonNull(new TokenAuthorities(new Powers(domain)).convert(token)).stream()
                .map(GrantedAuthority::getAuthority)
                .toList();
    }
}
