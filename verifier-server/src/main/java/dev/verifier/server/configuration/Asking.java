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
 * @param chosen whether the configuration says so
 */
public record Asking(ClientIdPrefix prefix, ResponseMode responseMode, DigitalCredentialsApi digital, boolean chosen) {

    /** Fails with the reason where what is configured contradicts itself. */
    public static Asking of(VerifierProperties properties) {
        var configured = properties.openid4vp();
        var compatibility = properties.compatibility();
        var legacy = compatibility.tolerates(compatibility.legacyWallets());
        var prefix = prefix(properties);
        var mode = requireNonNullElse(
                configured.responseMode(), legacy ? ResponseMode.DIRECT_POST : ResponseMode.DIRECT_POST_JWT);
        var digital = digital(properties, prefix, mode);
        return new Asking(prefix, mode, digital, configured.digitalCredentialsApi() != null);
    }

    /** How we name ourselves to wallets where the client chose no other name of ours. */
    public static ClientIdPrefix prefix(VerifierProperties properties) {
        var compatibility = properties.compatibility();
        var legacy = compatibility.tolerates(compatibility.legacyWallets());
        var byKey = properties.keys().certificateChain() == null
                ? ClientIdPrefix.DECENTRALIZED_IDENTIFIER
                : ClientIdPrefix.X509_HASH;
        return requireNonNullElse(properties.openid4vp().clientIdPrefix(), legacy ? ClientIdPrefix.DID : byKey);
    }

    /** How the login page asks under another name of ours: one that stands for no key signs nothing. */
    public DigitalCredentialsApi digital(ClientIdPrefix other) {
        return switch (digital) {
            case OFF -> DigitalCredentialsApi.OFF;
            case SIGNED, UNSIGNED -> chosen && other != ClientIdPrefix.REDIRECT_URI ? digital : byName(other);
        };
    }

    private static DigitalCredentialsApi byName(ClientIdPrefix prefix) {
        return prefix.isVouchedFor() ? DigitalCredentialsApi.SIGNED : DigitalCredentialsApi.UNSIGNED;
    }

    private static DigitalCredentialsApi digital(
            VerifierProperties properties, ClientIdPrefix prefix, ResponseMode mode) {
        var configured = properties.openid4vp().digitalCredentialsApi();
        var encrypted = mode == ResponseMode.DIRECT_POST_JWT;
        if (configured == null) {
            // A page of the operator's is of another origin, and could not ask.
            var asks = encrypted && properties.login().page() == null;
            return asks ? byName(prefix) : DigitalCredentialsApi.OFF;
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
