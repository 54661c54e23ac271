package dev.verifier.server.configuration;

import static java.util.Objects.requireNonNullElse;

import dev.verifier.server.configuration.VerifierProperties.Openid4vp.ClientIdPrefix;
import dev.verifier.server.configuration.VerifierProperties.Openid4vp.DigitalCredentialsApi;
import dev.verifier.server.configuration.VerifierProperties.Openid4vp.ResponseMode;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * How wallets are asked: as it is configured, and where it is not, as it follows from the rest.
 *
 * @param prefix how we name ourselves to them
 * @param responseMode how they send their answers
 * @param digital whether the login page asks through the browser, and how
 */
public record Asking(ClientIdPrefix prefix, ResponseMode responseMode, DigitalCredentialsApi digital) {

    /** Fails with the reason where what is configured contradicts itself. */
    public static Asking of(VerifierProperties properties) {
        var configured = properties.openid4vp();
        var compatibility = properties.compatibility();
        var legacy = compatibility.tolerates(compatibility.legacyWallets());
        var byKey = properties.keys().certificateChain() == null
                ? ClientIdPrefix.DECENTRALIZED_IDENTIFIER
                : ClientIdPrefix.X509_HASH;
        var prefix = requireNonNullElse(configured.clientIdPrefix(), legacy ? ClientIdPrefix.DID : byKey);
        var mode = requireNonNullElse(
                configured.responseMode(), legacy ? ResponseMode.DIRECT_POST : ResponseMode.DIRECT_POST_JWT);
        return new Asking(prefix, mode, digital(properties, prefix, mode));
    }

    private static DigitalCredentialsApi digital(
            VerifierProperties properties, ClientIdPrefix prefix, ResponseMode mode) {
        var configured = properties.openid4vp().digitalCredentialsApi();
        var encrypted = mode == ResponseMode.DIRECT_POST_JWT;
        if (configured == null) {
            // A page of the operator's is of another origin, and could not ask.
            var asks = encrypted && properties.login().page() == null;
            var known = prefix.isVouchedFor() ? DigitalCredentialsApi.SIGNED : DigitalCredentialsApi.UNSIGNED;
            return asks ? known : DigitalCredentialsApi.OFF;
        }
        if (configured != DigitalCredentialsApi.OFF && !encrypted) {
            throw new InvalidConfigurationPropertyValueException(
                    "verifier.openid4vp.digital-credentials-api",
                    configured,
                    "it needs verifier.openid4vp.response-mode direct_post.jwt: its answers are encrypted (HAIP 1.0 §5.2)");
        }
        if (configured == DigitalCredentialsApi.SIGNED && prefix == ClientIdPrefix.REDIRECT_URI) {
            throw new InvalidConfigurationPropertyValueException(
                    "verifier.openid4vp.digital-credentials-api",
                    configured,
                    "verifier.openid4vp.client-id-prefix redirect_uri stands for no key to sign with: set unsigned or off");
        }
        return configured;
    }
}
