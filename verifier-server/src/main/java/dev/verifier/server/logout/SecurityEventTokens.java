package dev.verifier.server.logout;

import dev.verifier.server.key.KeyRing;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Security event tokens (RFC 8417) with an event of CAEP 1.0, one in each, and a subject as the Shared Signals Framework has it (SSF 1.0
 * §3): the person under the name that the client knows, and the session. One that is sent again is the same one. Thread-safe.
 */
record SecurityEventTokens(KeyRing ring, String issuer) {

    private static final String TYPE = "secevent+jwt";
    private static final String EVENTS = "https://schemas.openid.net/secevent/caep/event-type/";
    private static final JsonMapper JSON = new JsonMapper();

    static String kept(SecurityEvent event) {
        return JSON.writeValueAsString(event);
    }

    /** No {@code exp} and no {@code sub}: it is neither an ID token nor an access token, and cannot be taken for one (RFC 8417 §4.5). */
    String of(Notice notice, Instant at) {
        var event = JSON.readValue(notice.content(), SecurityEvent.class);
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", issuer);
        claims.put("jti", notice.id());
        claims.put("iat", event.at());
        claims.put("aud", notice.clientId());
        claims.put(
                "sub_id",
                Map.of(
                        "format",
                        "complex",
                        "user",
                        Map.of("format", "iss_sub", "iss", issuer, "sub", event.subject()),
                        "session",
                        Map.of("format", "opaque", "id", notice.session())));
        claims.put("events", Map.of(EVENTS + event.type(), details(event)));
        var keys = ring.at(at);
        return keys.signed(TYPE, keys.keyId(), claims);
    }

    private static Map<String, Object> details(SecurityEvent event) {
        var details = new LinkedHashMap<String, Object>();
        details.put("event_timestamp", event.at());
        details.put("initiating_entity", "policy");
        details.put("reason_admin", Map.of("en", event.reason()));
        if (event.type().equals(SecurityEvent.CREDENTIAL_CHANGE)) {
            details.put("credential_type", "verifiable-credential");
            details.put("change_type", "revoke");
        }
        return details;
    }
}
