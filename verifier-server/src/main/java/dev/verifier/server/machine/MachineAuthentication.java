package dev.verifier.server.machine;

import dev.verifier.presentation.PresentationRequest;
import dev.verifier.presentation.Verdict;
import dev.verifier.presentation.VpToken;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.server.client.ClientSignatures;
import dev.verifier.server.client.ReplayGuard;
import dev.verifier.server.client.TrustedClients;
import dev.verifier.server.error.Refusal;
import dev.verifier.server.token.Policy;
import dev.verifier.server.token.PresentedSubject;
import dev.verifier.server.trust.TrustSources;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;

/**
 * The machine's step of client authentication: a client that asks for a token of its own also presents its credential, and what
 * it proved goes with it as the details of its authentication. Decorates the provider for assertions. Thread-safe.
 */
final class MachineAuthentication implements AuthenticationProvider {

    private final ReplayGuard.Together assertions;
    private final TrustedClients clients;
    private final ClientSignatures signatures;
    private final TrustSources trust;
    private final PresentationRequest asked;
    private final Policy policy;
    private final Clock clock;

    MachineAuthentication(
            ReplayGuard.Together assertions,
            TrustedClients clients,
            ClientSignatures signatures,
            TrustSources trust,
            PresentationRequest asked,
            Policy policy,
            Clock clock) {
        this.assertions = assertions;
        this.clients = clients;
        this.signatures = signatures;
        this.trust = trust;
        this.asked = asked;
        this.policy = policy;
        this.clock = clock;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication authentication) {
        if (!isMachine((OAuth2ClientAuthenticationToken) authentication)) {
            return assertions.authenticate(authentication, _ -> Optional.empty());
        }
        var presented = new AtomicReference<Verdict.@Nullable Accepted>();
        var client = (OAuth2ClientAuthenticationToken)
                assertions.authenticate(authentication, asserted -> Optional.of(look(asserted, presented)));
        if (client != null) {
            client.setDetails(admitted(client, presented.get()));
        }
        return client;
    }

    /** Whoever is not registered for the grant presents nothing; Spring's provider for the grant refuses it. */
    private boolean isMachine(OAuth2ClientAuthenticationToken request) {
        var grant = request.getAdditionalParameters().get(OAuth2ParameterNames.GRANT_TYPE);
        return AuthorizationGrantType.CLIENT_CREDENTIALS.getValue().equals(grant)
                && clients.client(request.getName())
                        .filter(client -> client.isMachine())
                        .isPresent();
    }

    /** A door: Spring wants an exception of its own, which carries the rejection on. */
    private ReplayGuard.Use look(
            OAuth2ClientAuthenticationToken client, AtomicReference<Verdict.@Nullable Accepted> presented) {
        try {
            var believed = believe(client, clock.instant());
            presented.set(believed);
            var holder = believed.all().getFirst().holder();
            return new ReplayGuard.Use(
                    Part.PRESENTATION, "presentation of " + holder.did(), holder.id(), holder.worthlessFrom());
        } catch (RejectedException e) {
            throw Refusal.invalidClient(e.rejection());
        }
    }

    /** Nobody was believed who was not looked at. */
    private PresentedSubject admitted(OAuth2ClientAuthenticationToken client, Verdict.@Nullable Accepted presented) {
        if (presented == null) {
            throw Refusal.invalidClient(new Rejection.PresentationMissing());
        }
        var machine = PresentedSubject.of(presented, asked.query());
        return switch (policy.admitMachine(machine, client.getName())) {
            case Policy.Admission.Admitted(var admitted) -> admitted;
            case Policy.Admission.Missed(var why) -> throw Refusal.unauthorizedClient(why);
        };
    }

    private Verdict.Accepted believe(OAuth2ClientAuthenticationToken client, Instant at) throws RejectedException {
        if (!(client.getCredentials() instanceof Jwt assertion)) {
            throw new RejectedException(new Rejection.PresentationMissing());
        }
        var vpToken =
                VpToken.of(asked.query(), VpTokenClaim.presentation(assertion.getClaims(), assertion.getTokenValue()));
        var believed = switch (trust.verify(vpToken, asked, at)) {
            case Verdict.Accepted accepted -> accepted;
            case Verdict.Rejected(var why) -> throw new RejectedException(why);
        };
        var holder = believed.all().getFirst().holder();
        var registered = clients.client(client.getName()).orElseThrow(Refusal.CLIENT_UNKNOWN::asException);
        if (!signatures.isKeyOf(registered, holder.key())) {
            throw new RejectedException(new Rejection.HolderIsNotClient());
        }
        return believed;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2ClientAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
