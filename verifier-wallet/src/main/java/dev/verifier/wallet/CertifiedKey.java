package dev.verifier.wallet;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** An authority at work: the key it certifies with, and its own certificate. */
record CertifiedKey(PrivateKey key, X509Certificate certificate) {
    String toPem() {
        return Pem.of(key) + Pem.of(certificate);
    }
}
