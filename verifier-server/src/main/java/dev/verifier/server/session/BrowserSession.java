package dev.verifier.server.session;

import dev.verifier.server.token.PresentedSubject;
import java.time.Instant;

/**
 * Somebody who signed in, in one browser.
 *
 * @param id what clients know it by ({@code sid}, OpenID Connect Back-Channel Logout 1.0 §2.1); worth nothing in a browser
 * @param subject what was proved last
 * @param at when it was believed
 * @param endsAt when nothing that was issued in it is good any more
 */
public record BrowserSession(String id, PresentedSubject subject, Instant at, Instant endsAt) {

    /** The same of somebody of whom less counts. */
    public BrowserSession with(PresentedSubject person) {
        return new BrowserSession(id, person, at, endsAt);
    }
}
