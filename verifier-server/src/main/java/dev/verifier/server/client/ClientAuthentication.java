package dev.verifier.server.client;

import dev.verifier.rejection.Part;
import dev.verifier.rejection.Rejection;
import dev.verifier.server.error.Refusal;
import dev.verifier.server.limit.Throttle;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;

/**
 * Who a confidential client is, at every endpoint that wants to know: by the provider for the way it authenticates in, with our words
 * for clients that are unknown or registered for another. Thread-safe.
 */
final class ClientAuthentication implements ReplayGuard.Together {

    private final TrustedClients clients;
    private final Map<ClientAuthenticationMethod, AuthenticationProvider> methods;
    private final Throttle perClient;
    private final ReplayGuard replays;

    ClientAuthentication(
            TrustedClients clients,
            Map<ClientAuthenticationMethod, AuthenticationProvider> methods,
            Throttle perClient,
            ReplayGuard replays) {
        this.clients = clients;
        this.methods = Map.copyOf(methods);
        this.perClient = perClient;
        this.replays = replays;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication authentication, ReplayGuard.Beside beside) {
        var method = ((OAuth2ClientAuthenticationToken) authentication).getClientAuthenticationMethod();
        var provider = methods.get(method);
        if (provider == null) {
            return null;
        }
        var client = clients.client(authentication.getName()).orElseThrow(Refusal.CLIENT_UNKNOWN::asException);
        if (!client.authenticatesBy(method)) {
            throw Refusal.CLIENT_METHOD_NOT_REGISTERED.asException();
        }
        var authenticated = provider.authenticate(authentication);
        if (authenticated == null) {
            return null;
        }
        var asserted = ClientAssertions.use(authenticated);
        // Who is over its rate is refused below; what it brought is not worth looking at.
        var tooOften = perClient.isExhausted(client.clientId());
        var looked = tooOften
                ? new Looked(Optional.empty(), Optional.empty())
                : look(beside, (OAuth2ClientAuthenticationToken) authenticated);
        var uses = Stream.concat(asserted.stream(), looked.use().stream()).toList();
        var replayed = uses.isEmpty() ? List.<ReplayGuard.Use>of() : replays.replayed(uses);
        if (asserted.filter(replayed::contains).isPresent()) {
            throw Refusal.invalidClient(new Rejection.Replayed(Part.CLIENT_ASSERTION));
        }
        // Counted now and not before: nobody can use up the share of a client whose key he does not have.
        if (tooOften || perClient.acquire(client.clientId()).isPositive()) {
            throw Refusal.RATE_LIMITED.asException();
        }
        looked.refusal().ifPresent(refusal -> {
            throw refusal;
        });
        looked.use().filter(replayed::contains).ifPresent(use -> {
            throw Refusal.invalidClient(new Rejection.Replayed(use.part()));
        });
        return authenticated;
    }

    /** What was seen beside the assertion, or why it was refused, which is not told yet. */
    private record Looked(Optional<ReplayGuard.Use> use, Optional<RuntimeException> refusal) {}

    private static Looked look(ReplayGuard.Beside beside, OAuth2ClientAuthenticationToken client) {
        try {
            return new Looked(beside.look(client), Optional.empty());
        } catch (OAuth2AuthenticationException e) {
            return new Looked(Optional.empty(), Optional.of(e));
        }
    }
}
