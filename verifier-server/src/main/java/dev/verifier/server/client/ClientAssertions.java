package dev.verifier.server.client;

import dev.verifier.jose.Claims;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * Client assertions (RFC 7523 §3, OpenID Connect Core §9) for Spring's provider: the keys the client has now, one of our names as
 * the only audience, minutes of life, and each one once. Thread-safe.
 */
final class ClientAssertions implements JwtDecoderFactory<RegisteredClient> {

    /** A name that no claim of an assertion gets this far with. */
    private static final String USE = "use";

    private static final List<String> PRESENTED = List.of("vp_token", "vp");

    private final TrustedClients clients;
    private final ClientSignatures signatures;
    private final ReplayGuard replays;
    private final Clock clock;

    ClientAssertions(TrustedClients clients, ClientSignatures signatures, ReplayGuard replays, Clock clock) {
        this.clients = clients;
        this.signatures = signatures;
        this.replays = replays;
        this.clock = clock;
    }

    @Override
    public JwtDecoder createDecoder(RegisteredClient registered) {
        return assertion -> decode(registered, assertion);
    }

    /** A door: Spring wants an exception of its own, which carries the rejection on. */
    private Jwt decode(RegisteredClient registered, String assertion) {
        try {
            var client = clients.client(registered.getClientId()).orElseThrow(() -> unknownKey());
            return decode(client, assertion);
        } catch (RejectedException e) {
            throw new BadJwtException(e.rejection().code(), e);
        }
    }

    /** That of a machine with a presentation is used up together with it, which {@link ClientAuthentication} does; any other one now. */
    private Jwt decode(TrustedClient client, String assertion) throws RejectedException {
        var asserted = signatures.requireAssertion(client, ReadAssertion.underWay(assertion), clock.instant());
        var use =
                new ReplayGuard.Use(Part.CLIENT_ASSERTION, client.clientId(), asserted.id(), asserted.worthlessFrom());
        var jwt = jwt(assertion, asserted.claims());
        if (client.isMachine() && PRESENTED.stream().anyMatch(asserted.claims()::has)) {
            return jwt.claim(USE, use).build();
        }
        if (!replays.replayed(List.of(use)).isEmpty()) {
            throw new RejectedException(new Rejection.Replayed(Part.CLIENT_ASSERTION));
        }
        return jwt.build();
    }

    /** What is left to use up of an assertion that was verified. */
    static Optional<ReplayGuard.Use> use(Authentication client) {
        return client.getCredentials() instanceof Jwt assertion
                        && assertion.getClaims().get(USE) instanceof ReplayGuard.Use use
                ? Optional.of(use)
                : Optional.empty();
    }

    private static RejectedException unknownKey() {
        return new RejectedException(new Rejection.KeyUnknown(Part.CLIENT_ASSERTION));
    }

    /** What of a verified assertion the machine's step needs; the rest has served its purpose. */
    private static Jwt.Builder jwt(String assertion, Claims claims) throws RejectedException {
        var jwt = Jwt.withTokenValue(assertion).header("typ", "JWT").subject(claims.text("sub"));
        for (var name : PRESENTED) {
            var value = claims.asMap().get(name);
            if (value != null) {
                jwt.claim(name, value);
            }
        }
        return jwt;
    }
}
