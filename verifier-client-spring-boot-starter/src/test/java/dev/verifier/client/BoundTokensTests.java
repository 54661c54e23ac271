package dev.verifier.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class BoundTokensTests {

    @AfterEach
    void end() {
        RequestContextHolder.resetRequestAttributes();
    }

    @Test
    void a_token_that_is_bound_to_a_key_is_no_bearer_token() {
        arrive("Bearer token");
        assertThat(isAccepted(Map.of("cnf", Map.of("jkt", "thumbprint")))).isFalse();
        assertThat(isAccepted(Map.of("sub", "somebody"))).isTrue();
    }

    /** That the proof is right is Spring Security's to see. */
    @Test
    void with_the_scheme_that_wants_a_proof_it_is_accepted() {
        arrive("DPoP token");
        assertThat(isAccepted(Map.of("cnf", Map.of("jkt", "thumbprint")))).isTrue();
    }

    @Test
    void where_nobody_knows_how_it_came_it_is_refused() {
        assertThat(isAccepted(Map.of("cnf", Map.of("jkt", "thumbprint")))).isFalse();
        assertThat(isAccepted(Map.of("sub", "somebody"))).isTrue();
    }

    private static void arrive(String authorization) {
        var request = new MockHttpServletRequest();
        request.addHeader("Authorization", authorization);
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
    }

    private static boolean isAccepted(Map<String, Object> claims) {
        var token = Jwt.withTokenValue("token")
                .header("typ", "at+jwt")
                .claims(all -> all.putAll(claims))
                .build();
        return !new BoundTokens().validate(token).hasErrors();
    }
}
