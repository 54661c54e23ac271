package dev.verifier.server.wallet;

import dev.verifier.server.authorize.ClientRedirect;
import java.net.URI;
import java.time.Instant;
import java.util.Set;

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
 * @param back the client's redirect URI and state
 * @param query the authorization request, as it is asked again when the person has signed in
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
        ClientRedirect back,
        String query,
        Instant startedAt) {

    /** Where the person is about to sign in: the host of the client's redirect URI, with its port where that is not the usual one. */
    String host() {
        var uri = URI.create(back.uri());
        if (uri.getHost() == null) {
            return uri.getScheme(); // an app, which is known by its scheme (RFC 8252 §7.1)
        }
        return uri.getPort() == -1 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }
}
