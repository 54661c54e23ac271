package dev.verifier.server.wallet;

import dev.verifier.server.authorize.ClientRedirect;
import dev.verifier.server.configuration.VerifierProperties.Login.CrossDevice;
import java.net.URI;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a login is about. Nothing of it changes while it goes on.
 *
 * @param id by which the browser knows it; worth nothing without the browser's cookie
 * @param requestId by which the wallet fetches the request
 * @param state by which the wallet's answer is found; never the client's
 * @param nonce what the wallet signs
 * @param browser digest of the secret of the browser that started it
 * @param clientId who asks
 * @param scopes what for
 * @param asked what the wallet is asked
 * @param manner how
 * @param back the client's redirect URI and state
 * @param query the authorization request, as it is asked again when the person has signed in
 * @param consent whether the client wants the person to be asked, however it is registered
 * @param uiLocales in which language the client wants its person to be spoken to; null where it does not say
 * @param crossDevice whether the wallet may be on another device; null where an earlier version began it
 * @param startedAt when the browser came
 */
record LoginOrder(
        String id,
        String requestId,
        String state,
        String nonce,
        String browser,
        String clientId,
        Set<String> scopes,
        Asked asked,
        Manner manner,
        ClientRedirect back,
        String query,
        boolean consent,
        @Nullable String uiLocales,
        @Nullable CrossDevice crossDevice,
        Instant startedAt) {

    /**
     * Where the person is about to sign in: the host of the client's redirect URI, with its port where that is not the usual one; for
     * an app its scheme, by which it is known (RFC 8252 §7.1).
     */
    String host() {
        var uri = URI.create(back.uri());
        if (!isWeb()) {
            return uri.getScheme();
        }
        return uri.getPort() == -1 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    /** What a form of ours may lead to in the end (CSP3 form-action). */
    String formTarget() {
        return back.formTarget();
    }

    private boolean isWeb() {
        var scheme = URI.create(back.uri()).getScheme();
        return "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme);
    }
}
