package dev.verifier.sample.office;

import dev.verifier.client.Registration;
import dev.verifier.client.SignIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.ClientAuthorizationException;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.annotation.RegisteredOAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.WebAttributes;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.SessionAttribute;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a person sees, and the buttons on it. Signing in and out is Spring Security's. */
@Controller
class Pages {

    private static final String HOME = "redirect:/";

    private final OAuth2AuthorizedClientRepository clients;
    private final FreshTokens tokens;
    private final Api api;
    private final String registration;

    Pages(
            OAuth2AuthorizedClientRepository clients,
            FreshTokens tokens,
            Api api,
            Registration registration,
            Settings settings) {
        this.clients = clients;
        this.tokens = tokens;
        this.api = api;
        this.registration = registration.calling(settings.api().toString()).yaml();
    }

    @GetMapping("/")
    String home(@Nullable OAuth2AuthenticationToken login, HttpServletRequest request, Model model) {
        if (login != null && login.getPrincipal() instanceof OidcUser user) {
            OAuth2AuthorizedClient client = clients.loadAuthorizedClient(SignIn.VERIFIER, login, request);
            if (client != null) {
                model.addAttribute("person", Person.of(user));
                model.addAttribute("tokens", TokenFacts.of(user.getIdToken(), client.getAccessToken()));
                model.addAttribute("refreshable", client.getRefreshToken() != null);
            }
        }
        model.addAttribute("registration", registration);
        return "home";
    }

    /** With a token that Spring Security refreshes by itself when it has ended. */
    @PostMapping("/call")
    String call(RedirectAttributes next) {
        next.addFlashAttribute("called", api.ask());
        return HOME;
    }

    /** What Spring Security does by itself when a token has ended, now. */
    @PostMapping("/refresh")
    String refresh(
            @RegisteredOAuth2AuthorizedClient(SignIn.VERIFIER) OAuth2AuthorizedClient client,
            OAuth2AuthenticationToken login,
            RedirectAttributes next) {
        tokens.instead(client, login);
        next.addFlashAttribute("refreshed", true);
        return HOME;
    }

    @GetMapping("/problem")
    String problem(
            @SessionAttribute(name = WebAttributes.AUTHENTICATION_EXCEPTION, required = false) @Nullable
                    AuthenticationException failure,
            Model model) {
        model.addAttribute("problem", Problem.of(failure));
        return "problem";
    }

    /** Verifier gives no more tokens: whoever was signed in is so no more. */
    @ExceptionHandler
    String ended(
            ClientAuthorizationException refusal,
            OAuth2AuthenticationToken login,
            HttpServletRequest request,
            HttpServletResponse response) {
        new SecurityContextLogoutHandler().logout(request, response, login);
        request.getSession()
                .setAttribute(
                        WebAttributes.AUTHENTICATION_EXCEPTION, new OAuth2AuthenticationException(refusal.getError()));
        return "redirect:/problem";
    }
}
