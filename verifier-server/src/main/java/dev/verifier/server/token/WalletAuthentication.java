package dev.verifier.server.token;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.FactorGrantedAuthority;

/**
 * A person whose presentation was believed. Its details are what was presented; its one authority is the factor, with the moment
 * from which {@code auth_time} (OpenID Connect Core §2) is told.
 */
public final class WalletAuthentication extends AbstractAuthenticationToken {

    /** The factor's name, as Spring Security counts factors. */
    public static final String FACTOR = "FACTOR_VERIFIABLE_PRESENTATION";

    private final PresentedSubject subject;
    private final Instant at;
    private final @Nullable String session;
    private final boolean bySession;
    private final @Nullable String login;

    /**
     * @param subject what was proved
     * @param at when it was believed
     * @param session the browser session it belongs to ({@code sid}); null where it was granted before there were any
     */
    public WalletAuthentication(PresentedSubject subject, Instant at, @Nullable String session) {
        this(subject, at, session, false, null);
    }

    private WalletAuthentication(
            PresentedSubject subject, Instant at, @Nullable String session, boolean bySession, @Nullable String login) {
        super(List.of(FactorGrantedAuthority.withAuthority(FACTOR).issuedAt(at).build()));
        this.subject = subject;
        this.at = at;
        this.session = session;
        this.bySession = bySession;
        this.login = login;
        setDetails(subject);
        super.setAuthenticated(true);
    }

    /** Somebody whom a browser session answers for: only as long as there is that session. */
    public static WalletAuthentication known(PresentedSubject subject, Instant at, String session) {
        return new WalletAuthentication(subject, at, session, true, null);
    }

    /**
     * The same, of which it is known where it came from.
     *
     * @param login the login's identifier
     */
    public WalletAuthentication by(@Nullable String login) {
        return new WalletAuthentication(subject, at, session, bySession, login);
    }

    /** The login in which it was presented; null where a browser session answers, or nobody knows any more. */
    public @Nullable String login() {
        return login;
    }

    /** Whether a browser session answers for them, and not their wallet. */
    public boolean isKnown() {
        return bySession;
    }

    public PresentedSubject subject() {
        return subject;
    }

    /** When the presentation was believed. */
    public Instant at() {
        return at;
    }

    /** The browser session it belongs to. */
    public @Nullable String session() {
        return session;
    }

    /** The holder's identifier. */
    @Override
    public String getName() {
        return subject.holder();
    }

    @Override
    public Object getPrincipal() {
        return subject.holder();
    }

    /** None: what was presented is not kept. */
    @Override
    public String getCredentials() {
        return "";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WalletAuthentication that
                && subject.equals(that.subject)
                && at.equals(that.at)
                && Objects.equals(session, that.session);
    }

    @Override
    public int hashCode() {
        return Objects.hash(subject, at, session);
    }
}
