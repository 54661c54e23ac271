package dev.verifier.server.key;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.time.Instant;
import java.util.ArrayList;

/**
 * Our key set (RFC 7517 §5) as everybody may read it: the public parts of what we sign with, that of the current key first, and what requests to us
 * are encrypted to. Written once for as long as the ring says the same. Thread-safe.
 */
public final class PublishedKeys {

    private final KeyRing ring;
    private final EncryptionKey encryption;

    /** What was written, and of what. */
    private record Written(SigningKeys keys, JWKSet set, String text) {}

    private volatile Written written;

    PublishedKeys(KeyRing ring, EncryptionKey encryption, Instant at) {
        this.ring = ring;
        this.encryption = encryption;
        this.written = written(ring.at(at));
    }

    /** As JSON; the same object for as long as nothing has changed. */
    public String text(Instant at) {
        return last(at).text();
    }

    JWKSet set(Instant at) {
        return last(at).set();
    }

    /** The ring is asked each time: keys take over, and end, at their second. */
    private Written last(Instant at) {
        var keys = ring.at(at);
        var last = written;
        if (last.keys() != keys) {
            last = written(keys);
            written = last;
        }
        return last;
    }

    private Written written(SigningKeys keys) {
        var all = new ArrayList<JWK>(keys.published().getKeys());
        all.add(encryption.published());
        var set = new JWKSet(all);
        return new Written(keys, set, set.toString(true));
    }
}
