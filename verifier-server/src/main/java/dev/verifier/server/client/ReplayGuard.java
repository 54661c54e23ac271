package dev.verifier.server.client;

import dev.verifier.rejection.Part;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;

/**
 * Remembers what was used once until it is worthless anyway. Of several that try at once exactly one is the first, on this
 * node or another. Only digests are kept. Thread-safe.
 */
public final class ReplayGuard {

    private final UsedOnce used;

    ReplayGuard(JdbcClient database) {
        this(database, UsedOnce.LONGEST_WAIT);
    }

    /** @param longestWait for others who are writing */
    ReplayGuard(JdbcClient database, Duration longestWait) {
        this.used = new UsedOnce(database, longestWait);
    }

    /**
     * Whether this is the first use.
     *
     * @param owner whose id it is, so that nobody can use up another's ids
     * @param id what is used
     * @param worthlessFrom until when it is remembered
     */
    public boolean firstUse(String owner, String id, Instant worthlessFrom) {
        return used.add(List.of(new UsedOnce.Entry(digest(owner, id), worthlessFrom)))
                .getFirst();
    }

    /**
     * Something that a client sent and that is good once.
     *
     * @param part what it is
     * @param owner whose id it is, so that nobody can use up another's ids
     * @param id what is used
     * @param worthlessFrom until when it is remembered
     */
    public record Use(Part part, String owner, String id, Instant worthlessFrom) {

        private UsedOnce.Entry entry() {
            return new UsedOnce.Entry(digest(owner, id), worthlessFrom);
        }
    }

    /** What a client brings beside its assertion. */
    @FunctionalInterface
    public interface Beside {

        /**
         * Looks at it, and says what is used up with it.
         *
         * @param client who was authenticated, though perhaps by an assertion that was used before: nothing may follow from this yet
         */
        Optional<Use> look(OAuth2ClientAuthenticationToken client);
    }

    /** How clients authenticate that bring something beside their assertion. */
    @FunctionalInterface
    public interface Together {

        /**
         * The client, once what it brought was looked at. Both are used up together, whatever is wrong with what came beside; of that is
         * told only who authenticated with an assertion that had not been used, and not too often.
         */
        @Nullable
        Authentication authenticate(Authentication request, Beside beside);
    }

    /** Uses up all of these, whatever becomes of any, with one wait for all; those of them that had been used before, in the same order. */
    List<Use> replayed(List<Use> uses) {
        var first = used.add(uses.stream().map(Use::entry).toList());
        return IntStream.range(0, uses.size())
                .filter(i -> !first.get(i))
                .mapToObj(uses::get)
                .toList();
    }

    private static String digest(String owner, String id) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(owner.getBytes(StandardCharsets.UTF_8));
            // A byte that is in no UTF-8 text keeps (a, bc) and (ab, c) apart.
            sha256.update((byte) 0xff);
            return HexFormat.of().formatHex(sha256.digest(id.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
