package dev.verifier.server.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.verifier.server.configuration.Rate;
import dev.verifier.server.error.Refusal;
import dev.verifier.server.limit.Throttle;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;

/**
 * Whether a presented secret is the client's. A slow hash is computed once for a secret that is right and then remembered, and for
 * guesses only so often for each network and so many at once: it is slow for whoever guesses and not for whoever asks for tokens.
 * Thread-safe.
 */
final class ClientSecrets {

    private static final int LONGEST = 512;

    /** bcrypt looks at no more than that: whatever follows would be anything. */
    private static final int LONGEST_OF_BCRYPT = 72;

    private static final int MOST_REMEMBERED = 10_000;

    private final PasswordEncoder slow = new DelegatingPasswordEncoder(
            "bcrypt",
            Map.of(
                    "bcrypt", new BCryptPasswordEncoder(),
                    "pbkdf2", earlierPbkdf2(),
                    "pbkdf2@SpringSecurity_v5_8", Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8()));

    private final Cache<String, String> right =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    private final Throttle perNetwork = new Throttle(new Rate(60, Duration.ofMinutes(1)));
    private final Semaphore atOnce =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));

    /** No new hash is made like that, but lists have them. */
    @SuppressWarnings("deprecation")
    private static PasswordEncoder earlierPbkdf2() {
        return Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_5();
    }

    boolean matches(String clientId, ClientSecret secret, PresentedSecret presented) {
        var length = presented.secret().getBytes(StandardCharsets.UTF_8).length;
        if (length == 0 || length > (secret.isBcrypt() ? LONGEST_OF_BCRYPT : LONGEST)) {
            return false;
        }
        return secret.isQuick()
                ? secret.quicklyMatches(clientId, presented.secret())
                : slowlyMatches(secret.stored(), presented);
    }

    private boolean slowlyMatches(String stored, PresentedSecret presented) {
        var digest = ClientSecret.digest(stored, presented.secret());
        var remembered = right.getIfPresent(stored);
        if (remembered != null && ClientSecret.same(remembered, digest)) {
            return true;
        }
        if (perNetwork.acquire(presented.network()).isPositive() || !atOnce.tryAcquire()) {
            throw Refusal.RATE_LIMITED.asException();
        }
        try {
            var matches = slow.matches(presented.secret(), stored);
            if (matches) {
                right.put(stored, digest);
            }
            return matches;
        } finally {
            atOnce.release();
        }
    }
}
