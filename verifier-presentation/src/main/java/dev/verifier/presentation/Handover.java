package dev.verifier.presentation;

import dev.verifier.jose.PublicJwk;
import dev.verifier.rejection.RejectedException;
import org.jspecify.annotations.Nullable;

/**
 * How a request came to the wallet and its answer to us: what the device signature of an mdoc covers (OpenID4VP 1.0 Appendix
 * B.2.6).
 */
public sealed interface Handover {

    /** There was none: a presentation that came by itself, as machines send it. No mdoc can be bound to that. */
    record None() implements Handover {}

    /**
     * By redirect or QR code (Appendix B.2.6.1).
     *
     * @param clientId with its prefix
     * @param nonce of the request
     * @param responseKey the key the answer was encrypted to; null where it was not
     * @param responseUri where the answer was posted
     * @param agreement what the private part of that key can do; null where it does nothing for device MACs
     */
    record Redirect(
            String clientId,
            String nonce,
            @Nullable PublicJwk responseKey,
            String responseUri,
            @Nullable KeyAgreement agreement)
            implements Handover {

        /** Without device MACs. */
        public Redirect(String clientId, String nonce, @Nullable PublicJwk responseKey, String responseUri) {
            this(clientId, nonce, responseKey, responseUri, null);
        }
    }

    /**
     * Over the Digital Credentials API (Appendix B.2.6.2).
     *
     * @param origin of the page that asked, without a prefix
     * @param nonce of the request
     * @param responseKey the key the answer was encrypted to; null where it was not
     * @param agreement what the private part of that key can do; null where it does nothing for device MACs
     */
    record DcApi(
            String origin,
            String nonce,
            @Nullable PublicJwk responseKey,
            @Nullable KeyAgreement agreement) implements Handover {

        /** Without device MACs. */
        public DcApi(String origin, String nonce, @Nullable PublicJwk responseKey) {
            this(origin, nonce, responseKey, null);
        }
    }

    /** The shared secret of our private key and somebody's public one (RFC 5869 wants it raw: the x coordinate, NIST SP 800-56A §5.7.1.2). */
    @FunctionalInterface
    interface KeyAgreement {
        byte[] with(PublicJwk device) throws RejectedException;
    }
}
