package dev.verifier.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.ExpressionAuthorizationDecision;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** What a program that calls an API is told: an exception of its HTTP client shows the body, and not the header. */
class TokenRefusedTests {

    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void what_is_wrong_with_a_token_is_in_the_body_as_it_is_in_the_header() throws Exception {
        new TokenRefused().commence(request, response, new InvalidBearerTokenException("The aud is another"));
        assertThat(response.getStatus()).isEqualTo(401);
        assertThat(response.getContentAsString())
                .contains("invalid_token", "The aud is another")
                .isEqualTo(response.getHeader("WWW-Authenticate"));
        assertThat(response.getContentType()).startsWith("text/plain");
    }

    @Test
    void so_is_the_power_that_is_missing() throws Exception {
        var wanted = new SpelExpressionParser().parseExpression("hasAuthority('POWER_Onboarding.Execute')");
        new PowerMissing()
                .handle(
                        request,
                        response,
                        new AuthorizationDeniedException("no", new ExpressionAuthorizationDecision(false, wanted)));
        assertThat(response.getStatus()).isEqualTo(403);
        assertThat(response.getContentAsString()).contains("Onboarding.Execute");
    }

    @Test
    void whoever_has_no_token_is_told_that_one_is_wanted_and_nothing_else() throws Exception {
        new TokenRefused().commence(request, response, new InsufficientAuthenticationException("none"));
        assertThat(response.getStatus()).isEqualTo(401);
        assertThat(response.getHeader("WWW-Authenticate")).startsWith("Bearer");
        assertThat(response.getContentAsString()).isEmpty();
    }
}
