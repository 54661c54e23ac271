package dev.verifier.server.explain;

import dev.verifier.check.Check;
import dev.verifier.check.Step;
import dev.verifier.check.Trace;
import dev.verifier.jose.Claims;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.server.client.TrustedClient;
import dev.verifier.server.client.TrustedClients;
import dev.verifier.server.error.Refusal;
import dev.verifier.server.request.RequestObjects;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationValidator;

/**
 * Request objects of clients.
 *
 * @param clients whose they may be
 * @param objects how they are verified
 * @param endpoint where they are sent
 */
record Requests(TrustedClients clients, RequestObjects objects, String endpoint) {

    private static final List<Step> PLAN = Stream.of(
                    Check.CLIENT,
                    Check.READ,
                    Check.KEY,
                    Check.ALGORITHM,
                    Check.TYPE,
                    Check.HEADERS,
                    Check.SIGNATURE,
                    Check.PURPOSE,
                    Check.CLIENT_NAMES,
                    Check.AUDIENCE,
                    Check.FRESHNESS,
                    Check.PARAMETERS)
            .map(check -> new Step(Part.REQUEST_OBJECT, check))
            .toList();

    List<Section> explain(Question question) {
        var alleged = Alleged.of(question.text());
        var clientId = alleged.map(Requests::clientId).orElse("");
        var judgement = Judgement.of(() -> {
            var client = clients.client(clientId).orElseThrow(Refusal.AUTHORIZATION_CLIENT_UNKNOWN::asException);
            Trace.passed(Part.REQUEST_OBJECT, Check.CLIENT, client::clientId);
            var asked = objects.require(client, question.text(), question.at());
            requireRegistered(client, asked);
            Trace.passed(Part.REQUEST_OBJECT, Check.PARAMETERS, () -> "redirect_uri and scope");
            return Optional.empty();
        });
        var note = "What else it asks for (PKCE, prompt, claims, …) is looked at where it is sent.";
        return List.of(new Section(
                "a request object",
                alleged.map(Alleged::shown).orElse(Map.of()),
                List.of(note),
                judgement.lines(PLAN, Map.of())));
    }

    private static String clientId(Alleged alleged) {
        return alleged.text("client_id").isEmpty() ? alleged.text("iss") : alleged.text("client_id");
    }

    /** By Spring's rules, which are the server's: redirect_uri and scope are among those that are registered. */
    private TrustedClient requireRegistered(TrustedClient client, Claims asked) throws RejectedException {
        var scopes = asked.optionalText("scope").map(Requests::words).orElse(Set.of());
        var request = new OAuth2AuthorizationCodeRequestAuthenticationToken(
                endpoint,
                client.clientId(),
                new AnonymousAuthenticationToken("explain", "nobody", AuthorityUtils.createAuthorityList("NOBODY")),
                asked.optionalText("redirect_uri").orElse(null),
                asked.optionalText("state").orElse(null),
                scopes,
                Map.of());
        new OAuth2AuthorizationCodeRequestAuthenticationValidator()
                .accept(OAuth2AuthorizationCodeRequestAuthenticationContext.with(request)
                        .registeredClient(Objects.requireNonNull(clients.findByClientId(client.clientId())))
                        .build());
        return client;
    }

    private static Set<String> words(String scope) {
        return Arrays.stream(scope.split(" ")).filter(word -> !word.isEmpty()).collect(Collectors.toUnmodifiableSet());
    }
}
