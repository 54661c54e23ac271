package dev.verifier.trust;

import dev.verifier.jose.PublicJwk;
import dev.verifier.x509.TrustedChain;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** Why the key behind a signature is its issuer's. Immutable. */
public sealed interface KeyEvidence {

    /** The key. */
    PublicJwk key();

    /** Until when that is certain by what was seen. */
    Instant until();

    /** The certificates, where there are any. */
    Optional<TrustedChain> certified();

    /**
     * An anchor vouches for it.
     *
     * @param chain the certificate path behind the signature
     */
    record Certified(TrustedChain chain) implements KeyEvidence {

        @Override
        public PublicJwk key() {
            return chain.key();
        }

        @Override
        public Instant until() {
            return chain.until();
        }

        @Override
        public Optional<TrustedChain> certified() {
            return Optional.of(chain);
        }
    }

    /**
     * Its issuer publishes it (SD-JWT VC §5).
     *
     * @param document where
     * @param asOf when it was read from there
     * @param key the one that made the signature
     */
    record Published(URI document, Instant asOf, PublicJwk key) implements KeyEvidence {

        /** It says nothing about when it will be withdrawn; that is looked up each time. */
        @Override
        public Instant until() {
            return Instant.MAX;
        }

        @Override
        public Optional<TrustedChain> certified() {
            return Optional.empty();
        }
    }
}
