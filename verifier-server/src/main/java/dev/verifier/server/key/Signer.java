package dev.verifier.server.key;

import java.security.interfaces.ECPublicKey;

/**
 * What signs with one P-256 key of ours, wherever that is: in this process, in a module beside it, or behind a line, as at Vault or the
 * KMS of a cloud. Thread-safe.
 */
interface Signer {

    /** The public part of the key; always the same. */
    ECPublicKey publicKey();

    /**
     * Signs with ES256 (RFC 7518 §3.4).
     *
     * @param input the signing input, not yet digested
     * @return R and S, 32 bytes each
     * @throws java.security.ProviderException where it cannot be done now; its message is for the operator
     */
    byte[] sign(byte[] input);
}
