package dev.verifier.server.client;

import dev.verifier.jose.Claims;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
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
            return jwt(assertion, verify(client, assertion, clock.instant()));
        } catch (RejectedException e) {
            throw new BadJwtException(e.rejection().code(), e);
        }
    }

    private Claims verify(TrustedClient client, String assertion, Instant at) throws RejectedException {
        var asserted = signatures.requireAssertion(client, assertion, at);
        if (!replays.firstUse(client.clientId(), asserted.id(), asserted.worthlessFrom())) {
            throw new RejectedException(new Rejection.Replayed(Part.CLIENT_ASSERTION));
        }
        return asserted.claims();
    }

    private static RejectedException unknownKey() {
        return new RejectedException(new Rejection.KeyUnknown(Part.CLIENT_ASSERTION));
    }

    /** What of a verified assertion the machine's step needs; the rest has served its purpose. */
    private static Jwt jwt(String assertion, Claims claims) throws RejectedException {
        var jwt = Jwt.withTokenValue(assertion).header("typ", "JWT").subject(claims.text("sub"));
        for (var name : List.of("vp_token", "vp")) {
            var value = claims.asMap().get(name);
            if (value != null) {
                jwt.claim(name, value);
            }
        }
        return jwt.build();
    }
}
