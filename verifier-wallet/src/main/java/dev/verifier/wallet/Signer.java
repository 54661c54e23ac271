package dev.verifier.wallet;

/** Whoever puts the third part on a compact JWS: a wallet's key, an issuer's seal, or a rogue's idea of either. */
@FunctionalInterface
interface Signer {
    /** RFC 7515 §5.1: the signature over the ASCII octets of {@code header.payload}. */
    byte[] sign(byte[] signingInput);
}
