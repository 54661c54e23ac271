package dev.verifier.server.client;

import dev.verifier.jose.SignatureAlgorithm;
import java.net.URI;
import java.util.List;

/**
 * Where a client publishes its keys.
 *
 * @param url of a JWK Set (RFC 7517 §5)
 * @param accepted what those are for that count
 */
record KeySetLocation(URI url, List<SignatureAlgorithm> accepted) {

    KeySetLocation {
        accepted = List.copyOf(accepted);
    }
}
