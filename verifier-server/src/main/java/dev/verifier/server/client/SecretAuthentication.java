package dev.verifier.server.client;

import dev.verifier.server.error.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;

/**
 * Spring's provider for secrets, behind our comparison: it hears the stored form in place of the secret, which goes no further than
 * here. Thread-safe.
 */
final class SecretAuthentication implements AuthenticationProvider {

    private final TrustedClients clients;
    private final ClientSecrets secrets;
    private final ClientSecretAuthenticationProvider springs;

    SecretAuthentication(TrustedClients clients, ClientSecrets secrets, ClientSecretAuthenticationProvider springs) {
        this.clients = clients;
        this.secrets = secrets;
        this.springs = springs;
        springs.setPasswordEncoder(new StoredForms());
    }

    @Override
    public @Nullable Authentication authenticate(Authentication authentication) {
        var asked = (OAuth2ClientAuthenticationToken) authentication;
        var secret = clients.client(asked.getName()).map(TrustedClient::secret).orElse(null);
        if (secret == null
                || !(asked.getCredentials() instanceof PresentedSecret presented)
                || !secrets.matches(asked.getName(), secret, presented)) {
            throw Refusal.CLIENT_SECRET_INVALID.asException();
        }
        return springs.authenticate(new OAuth2ClientAuthenticationToken(
                asked.getName(),
                asked.getClientAuthenticationMethod(),
                secret.stored(),
                asked.getAdditionalParameters()));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2ClientAuthenticationToken.class.isAssignableFrom(authentication);
    }

    /** Compares what was found right with what is registered now. */
    private static final class StoredForms implements PasswordEncoder {

        @Override
        public String encode(@Nullable CharSequence stored) {
            return String.valueOf(stored);
        }

        @Override
        public boolean matches(@Nullable CharSequence stored, @Nullable String registered) {
            return stored != null && stored.toString().equals(registered);
        }
    }
}
