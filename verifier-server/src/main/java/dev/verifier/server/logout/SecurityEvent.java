package dev.verifier.server.logout;

import dev.verifier.rejection.Reason;
import dev.verifier.rejection.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a client is told of the end of a credential (OpenID CAEP 1.0 §3), as it is kept until then.
 *
 * @param type of the event, by its name
 * @param subject the person, as the client knows them
 * @param reason the code of what is not believed any more
 * @param at when access ended, in seconds since 1970
 */
record SecurityEvent(String type, String subject, String reason, long at) {

    /** CAEP 1.0 §3.1. */
    static final String SESSION_REVOKED = "session-revoked";

    /** CAEP 1.0 §3.3. */
    static final String CREDENTIAL_CHANGE = "credential-change";

    private static final String REVOKED = Objects.requireNonNull(Rejection.Revoked.class.getAnnotation(Reason.class))
            .code();

    /** What a client hears: that the session is over, and that the credential was revoked or suspended where that is the reason. */
    static List<SecurityEvent> of(String subject, String reason, Instant at) {
        return Stream.of(SESSION_REVOKED, CREDENTIAL_CHANGE)
                .filter(type -> type.equals(SESSION_REVOKED) || reason.equals(REVOKED))
                .map(type -> new SecurityEvent(type, subject, reason, at.getEpochSecond()))
                .toList();
    }
}
