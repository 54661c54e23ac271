package dev.verifier.server.wallet;

import dev.verifier.server.audit.EventLog;
import dev.verifier.server.audit.VerifierEvent;
import dev.verifier.server.authorize.AskedTransaction;
import dev.verifier.server.authorize.AuthorizationAnswers;
import dev.verifier.server.authorize.AuthorizationQuery;
import dev.verifier.server.authorize.ClientRedirect;
import dev.verifier.server.authorize.Wishes;
import dev.verifier.server.client.TrustedClients;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.error.ErrorAnswers;
import dev.verifier.server.error.Refusal;
import dev.verifier.server.profile.ClientQuery;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * Where somebody comes whose authorization request is in order and who is not signed in: a login is begun for exactly that request,
 * and the browser goes to its page. Thread-safe.
 */
final class LoginEntryPoint implements AuthenticationEntryPoint {

    private final LoginRules rules;
    private final TrustedClients clients;
    private final WalletRequests requests;
    private final Manners manners;
    private final WalletLogins logins;
    private final OpenLogins open;
    private final RequestClaims claims;
    private final KnownPersons known;
    private final BrowserCookie browsers;
    private final RandomText random;
    private final AuthorizationAnswers authorization;
    private final ErrorAnswers answers;
    private final Surface surface;
    private final EventLog events;
    private final Clock clock;

    LoginEntryPoint(
            LoginRules rules,
            TrustedClients clients,
            WalletRequests requests,
            Manners manners,
            WalletLogins logins,
            OpenLogins open,
            RequestClaims claims,
            KnownPersons known,
            BrowserCookie browsers,
            RandomText random,
            AuthorizationAnswers authorization,
            ErrorAnswers answers,
            Surface surface,
            EventLog events,
            Clock clock) {
        this.rules = rules;
        this.clients = clients;
        this.requests = requests;
        this.manners = manners;
        this.logins = logins;
        this.open = open;
        this.claims = claims;
        this.known = known;
        this.browsers = browsers;
        this.random = random;
        this.authorization = authorization;
        this.answers = answers;
        this.surface = surface;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        var asked = (OAuth2AuthorizationCodeRequestAuthenticationToken) Objects.requireNonNull(
                request.getAttribute(OAuth2AuthorizationCodeRequestAuthenticationToken.class.getName()),
                "only requests that were looked at come here");
        var back = ClientRedirect.of(
                Objects.requireNonNull(asked.getRedirectUri()),
                asked.getState(),
                asked.getAdditionalParameters().get("response_mode"));
        switch (claims.way(request, clock.instant())) {
            case RequestClaims.Open(var order) -> goTo(order, response);
            case RequestClaims.Used _ -> answers.refuse(request, response, Refusal.REQUEST_URI_USED);
            case RequestClaims.Free _ -> begin(asked, back, request, response);
        }
    }

    private void begin(
            OAuth2AuthorizationCodeRequestAuthenticationToken asked,
            ClientRedirect back,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var wishes = Wishes.of(asked.getAdditionalParameters());
        // Whoever is known and comes here all the same has to agree first.
        var person = known.find(wishes, asked.getClientId(), asked.getScopes(), request);
        if (wishes.silent()) {
            var refusal = person.isPresent() ? Refusal.CONSENT_REQUIRED : Refusal.LOGIN_REQUIRED;
            authorization.refuse(request, response, refusal, back);
            return;
        }
        if (person.isEmpty() && !open.admitOne()) {
            answers.refuse(request, response, Refusal.TOO_BUSY);
            return;
        }
        var id = random.next();
        if (!claims.take(request, id, clock.instant())) {
            answers.refuse(request, response, Refusal.REQUEST_URI_USED);
            return;
        }
        var order = order(id, asked, back, wishes, AuthorizationQuery.of(request), browsers.give(id, response));
        var endsAt = order.startedAt().plus(rules.timeout());
        logins.add(
                person.isEmpty()
                        ? new WalletLogin.Requested(order, endsAt, false, 0, null)
                        : WalletLogin.Presented.before(order, endsAt, person.get(), random.next()));
        events.publish(new VerifierEvent.LoginStarted(id, asked.getClientId()));
        leadTo(person.isEmpty() ? page(order) : surface.url(Surface.LOGIN + "/" + id + "/continue"), response);
    }

    private void goTo(LoginOrder order, HttpServletResponse response) throws IOException {
        leadTo(page(order), response);
    }

    private static void leadTo(String page, HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.sendRedirect(page);
    }

    /** Ours, or the client's or the operator's with the parameters that the ecosystem's login pages know. */
    private String page(LoginOrder order) {
        var page = rules.page(clients.signIn(order.clientId()));
        return page == null
                ? surface.url(Surface.LOGIN + "/" + order.id())
                : UriComponentsBuilder.fromUri(page)
                        .queryParam(
                                "authRequest",
                                encoded(requests.link(order, rules.flow(order, WalletFlow.CROSS_DEVICE))))
                        .queryParam("state", order.id())
                        .queryParam("homeUri", encoded(clients.home(order.clientId())))
                        .build(true)
                        .toUriString();
    }

    private static String encoded(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }

    private LoginOrder order(
            String id,
            OAuth2AuthorizationCodeRequestAuthenticationToken asked,
            ClientRedirect back,
            Wishes wishes,
            String query,
            String browserSecret) {
        return new LoginOrder(
                id,
                random.next(),
                random.next(),
                random.next(),
                Digest.of(browserSecret),
                asked.getClientId(),
                asked.getScopes(),
                Asked.of(
                        clients.asked(asked.getClientId(), asked.getScopes()),
                        ClientQuery.ofGranted(asked.getAdditionalParameters().get(ClientQuery.PARAMETER)),
                        AskedTransaction.of(asked.getAdditionalParameters())),
                manners.next(clients.identity(asked.getClientId())),
                back,
                query,
                wishes.consent(),
                wishes.uiLocales(),
                rules.crossDevice(clients.signIn(asked.getClientId())),
                clock.instant());
    }
}
