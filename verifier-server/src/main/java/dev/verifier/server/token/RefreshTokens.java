package dev.verifier.server.token;

import dev.verifier.server.audit.EventLog;
import dev.verifier.server.audit.VerifierEvent;
import dev.verifier.server.client.TrustedClients;
import dev.verifier.server.error.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2RefreshTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/**
 * Refresh tokens (RFC 6749 §1.5): the name that a whole family has in common, which only its client knows, and a secret. The first
 * secret is random. A successor's is made from its predecessor, so that whoever asks again because an answer was lost is told the
 * same. The family ends when its first token would have ended, and never after the credential. Thread-safe.
 */
public final class RefreshTokens implements OAuth2TokenGenerator<OAuth2RefreshToken> {

    private static final int FAMILY_BYTES = 18;
    private static final int FAMILY_LENGTH = 24;
    private static final int SECRET_BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{67}");

    private final TrustedClients clients;
    private final Supplier<String> key;
    private final SecureRandom random;
    private final EventLog events;
    private final Clock clock;

    /** @param key what successors are made with; the same on every node and after every start */
    RefreshTokens(TrustedClients clients, Supplier<String> key, SecureRandom random, EventLog events, Clock clock) {
        this.clients = clients;
        this.key = key;
        this.random = random;
        this.events = events;
        this.clock = clock;
    }

    /** The name of the family that a text would belong to if it is a refresh token; empty where it is none. */
    public static Optional<String> family(String text) {
        return FORM.matcher(text).matches() ? Optional.of(text.substring(0, FAMILY_LENGTH)) : Optional.empty();
    }

    @Override
    public @Nullable OAuth2RefreshToken generate(OAuth2TokenContext context) {
        if (!OAuth2TokenType.REFRESH_TOKEN.equals(context.getTokenType())) {
            return null;
        }
        var asked = context.<Authentication>getAuthorizationGrant();
        return asked instanceof OAuth2RefreshTokenAuthenticationToken refresh
                ? token(successor(refresh.getRefreshToken()), endOfFamily(context))
                : first(context);
    }

    private OAuth2RefreshToken first(OAuth2TokenContext context) {
        var client = context.getRegisteredClient();
        var person = (WalletAuthentication) Objects.requireNonNull(context.<Authentication>getPrincipal());
        if (clients.client(client.getClientId())
                .filter(entry -> entry.grants().contains(AuthorizationGrantType.REFRESH_TOKEN))
                .isEmpty()) {
            events.publish(new VerifierEvent.QuirkUsed("refresh-unregistered"));
        }
        var longest = clock.instant().plus(client.getTokenSettings().getRefreshTokenTimeToLive());
        var credential = person.subject().validUntil();
        return token(random(FAMILY_BYTES) + random(SECRET_BYTES), credential.isBefore(longest) ? credential : longest);
    }

    private static Instant endOfFamily(OAuth2TokenContext context) {
        var authorization = Objects.requireNonNull(context.getAuthorization());
        var current = Objects.requireNonNull(authorization.getRefreshToken()).getToken();
        return Objects.requireNonNull(current.getExpiresAt());
    }

    private OAuth2RefreshToken token(String value, Instant end) {
        var at = clock.instant();
        if (!at.isBefore(end)) {
            throw Refusal.GRANT_INVALID.asException();
        }
        return new OAuth2RefreshToken(value, at, end);
    }

    private String successor(String token) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.get().getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            return token.substring(0, FAMILY_LENGTH) + text(mac.doFinal(token.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has HmacSHA256", e);
        }
    }

    private String random(int bytes) {
        var octets = new byte[bytes];
        random.nextBytes(octets);
        return text(octets);
    }

    private static String text(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
