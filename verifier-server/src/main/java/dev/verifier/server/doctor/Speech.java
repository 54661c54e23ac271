package dev.verifier.server.doctor;

import dev.verifier.server.configuration.Asking;
import dev.verifier.server.configuration.VerifierProperties;
import dev.verifier.server.configuration.VerifierProperties.Openid4vp.DigitalCredentialsApi;
import java.util.Locale;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** How wallets would be asked, and what in it would come to nothing. */
record Speech(VerifierProperties properties, Report report) {

    private static final String WALLETS = "wallets";
    private static final String DIGITAL = "verifier.openid4vp.digital-credentials-api: ";

    void examine() {
        try {
            var asking = Asking.of(properties);
            report.ok(
                    WALLETS,
                    "%s, %s, through the browser %s"
                            .formatted(word(asking.prefix()), word(asking.responseMode()), word(asking.digital())));
            if (asking.digital() != DigitalCredentialsApi.OFF) {
                throughTheBrowser(asking);
            }
        } catch (InvalidConfigurationPropertyValueException e) {
            report.error(WALLETS, e.getName() + ": " + e.getReason());
        }
    }

    private void throughTheBrowser(Asking asking) {
        if (properties.login().page() != null) {
            report.warning(
                    WALLETS,
                    DIGITAL + "only our own login page asks so, and verifier.login.page is in its place; set off");
        }
        if (asking.digital() == DigitalCredentialsApi.SIGNED && !asking.prefix().isVouchedFor()) {
            report.warning(
                    WALLETS,
                    DIGITAL + "a signature by a DID tells wallets no more than the browser does;"
                            + " set unsigned, or verifier.keys.certificate-chain");
        }
        if (asking.digital() == DigitalCredentialsApi.UNSIGNED
                && asking.prefix().isVouchedFor()) {
            report.warning(
                    WALLETS,
                    DIGITAL + "unsigned, wallets do not learn who asks though somebody vouches for it; set signed");
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace("direct_post_jwt", "direct_post.jwt");
    }
}
