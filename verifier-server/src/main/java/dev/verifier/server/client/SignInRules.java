package dev.verifier.server.client;

import dev.verifier.server.client.TrustedClient.SignIn;
import dev.verifier.server.configuration.VerifierProperties.Login.CrossDevice;
import dev.verifier.server.list.YamlObject;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads how people sign in at a client, where that is not as everywhere. Stateless. */
final class SignInRules {

    private static final String CROSS_DEVICE = "crossDevice";

    private SignInRules() {}

    /** @param everywhere the server's rule about other devices */
    static SignIn of(YamlObject entry, CrossDevice everywhere) {
        var page = ClientUris.secured(entry, "loginPageUri");
        return new SignIn(crossDevice(entry, everywhere), page == null ? null : URI.create(page));
    }

    private static @Nullable CrossDevice crossDevice(YamlObject entry, CrossDevice everywhere) {
        var text = entry.text(CROSS_DEVICE);
        if (text.isEmpty()) {
            return null;
        }
        var known = Arrays.stream(CrossDevice.values()).collect(Collectors.toMap(SignInRules::word, rule -> rule));
        var rule = known.get(text.get());
        if (rule == null) {
            entry.error(
                    CROSS_DEVICE,
                    "\"" + text.get() + "\" is none of "
                            + known.keySet().stream().sorted().toList());
        } else if (rule.compareTo(everywhere) < 0) {
            entry.warning(
                    CROSS_DEVICE,
                    word(rule) + " is looser than verifier.login.cross-device: " + word(everywhere)
                            + ", and counts all the same for this client");
        }
        return rule;
    }

    private static String word(CrossDevice rule) {
        return rule.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
