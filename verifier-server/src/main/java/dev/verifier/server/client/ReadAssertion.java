package dev.verifier.server.client;

import dev.verifier.jose.CompactJws;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;

/**
 * A client assertion as it came and as it was read, which is done once: to find out whose it says it is, and to verify it. Spring's
 * provider hands on its text alone.
 *
 * @param text as it was sent
 * @param jws what that says; nobody has verified it
 */
record ReadAssertion(String text, CompactJws jws) {

    private static final ScopedValue<ReadAssertion> UNDER_WAY = ScopedValue.newInstance();

    /** That provider, behind which is known what was read of the assertion that it verifies. */
    static AuthenticationProvider provider(AuthenticationProvider springs) {
        return new AuthenticationProvider() {
            @Override
            public @Nullable Authentication authenticate(Authentication request) {
                return request.getCredentials() instanceof ReadAssertion read
                        ? ScopedValue.where(UNDER_WAY, read).call(() -> springs.authenticate(request))
                        : null;
            }

            @Override
            public boolean supports(Class<?> authentication) {
                return springs.supports(authentication);
            }
        };
    }

    /**
     * What was read of the one that is being verified.
     *
     * @throws IllegalStateException if that is another one
     */
    static CompactJws underWay(String text) {
        var read = UNDER_WAY.get();
        if (!read.text.equals(text)) {
            throw new IllegalStateException("another assertion was read than is to be verified");
        }
        return read.jws;
    }

    /** What Spring takes for the assertion. */
    @Override
    public String toString() {
        return text;
    }
}
