package dev.verifier.server.logout;

import dev.verifier.server.key.KeyRing;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Logout tokens (OpenID Connect Back-Channel Logout 1.0 §2.4). Thread-safe. */
record LogoutTokens(KeyRing ring, String issuer, SecureRandom random) {

    private static final String TYPE = "logout+jwt";
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    /** Two minutes at most (§4). */
    private static final Duration LIFETIME = Duration.ofMinutes(2);

    private static final int ID_BYTES = 16;

    String of(Notice notice, Instant at) {
        var id = new byte[ID_BYTES];
        random.nextBytes(id);
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", issuer);
        if (!notice.content().isEmpty()) { // the session says it too (§2.4)
            claims.put("sub", notice.content());
        }
        claims.put("aud", notice.clientId());
        claims.put("iat", at.getEpochSecond());
        claims.put("exp", at.plus(LIFETIME).getEpochSecond());
        claims.put("jti", HexFormat.of().formatHex(id));
        claims.put("events", Map.of(EVENT, Map.of()));
        claims.put("sid", notice.session());
        var keys = ring.at(at);
        return keys.signed(TYPE, keys.keyId(), claims);
    }
}
