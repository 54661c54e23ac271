package dev.verifier.server.token;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.verifier.server.key.KeyRing;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;

/**
 * Signs what Spring issues with the key that signs at this moment, wherever that is. Spring's own encoder makes its signers itself, out of
 * private keys that it is shown. Thread-safe.
 *
 * @param ring our keys
 * @param clock tells which of them signs
 */
record TokenEncoder(KeyRing ring, Clock clock) implements JwtEncoder {

    @Override
    public Jwt encode(JwtEncoderParameters parameters) {
        var keys = ring.at(clock.instant());
        var header = JwsHeader.from(Objects.requireNonNull(parameters.getJwsHeader()))
                .keyId(keys.keyId())
                .build();
        var claims = parameters.getClaims();
        var payload = new JWTClaimsSet.Builder();
        claims.getClaims()
                .forEach((name, value) -> payload.claim(name, value instanceof Instant at ? Date.from(at) : value));
        payload.issuer(claims.getClaimAsString("iss"));
        var compact = keys.signed(
                Objects.requireNonNull(header.getType()),
                keys.keyId(),
                payload.build().toJSONObject());
        return new Jwt(compact, claims.getIssuedAt(), claims.getExpiresAt(), header.getHeaders(), claims.getClaims());
    }
}
