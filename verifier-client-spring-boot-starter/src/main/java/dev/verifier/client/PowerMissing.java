package dev.verifier.client;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorityAuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ExpressionAuthorizationDecision;
import org.springframework.security.oauth2.server.resource.web.access.BearerTokenAccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Says which power a token lacks (RFC 6750 §3.1, insufficient_scope); for everything else Spring Security has words. Thread-safe. */
final class PowerMissing implements AccessDeniedHandler {

    /** In an expression or in a list of authorities; only what is safe in a quoted string. */
    private static final Pattern POWER = Pattern.compile("POWER_([\\w ./:-]+)");

    private final AccessDeniedHandler others = new BearerTokenAccessDeniedHandler();

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException, ServletException {
        var powers = denied instanceof AuthorizationDeniedException why ? powers(why.getAuthorizationResult()) : "";
        if (powers.isEmpty()) {
            others.handle(request, response, denied);
            TokenRefused.repeat(response);
            return;
        }
        response.setHeader(
                HttpHeaders.WWW_AUTHENTICATE,
                "Bearer error=\"insufficient_scope\", error_description=\"This needs a mandate with the power " + powers
                        + ", which the token does not show\"");
        response.setStatus(HttpStatus.FORBIDDEN.value());
        TokenRefused.repeat(response);
    }

    private static String powers(AuthorizationResult result) {
        var text = result instanceof ExpressionAuthorizationDecision decision
                ? decision.getExpression().getExpressionString()
                : result instanceof AuthorityAuthorizationDecision decision
                        ? decision.getAuthorities().toString()
                        : "";
        return POWER.matcher(text)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
