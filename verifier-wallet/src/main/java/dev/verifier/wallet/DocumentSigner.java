package dev.verifier.wallet;

import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** ISO/IEC 18013-5 Annex B.1.4: who signs mdocs on behalf of an {@link IssuingAuthority}, with a P-256 key. */
public final class DocumentSigner {
    private final KeyPair keys;
    private final List<X509Certificate> chain;

    DocumentSigner(KeyPair keys, List<X509Certificate> chain) {
        this.keys = keys;
        this.chain = List.copyOf(chain);
    }

    /** Its certificate, leaf first; what else is in it is an oddity. */
    public List<X509Certificate> chain() {
        return chain;
    }

    /** RFC 9360 §2: the same as bytes. */
    public List<byte[]> x5chain() {
        return chain.stream().map(Pem::der).toList();
    }

    /** What a verifier that pins this signer is to be given as its trust anchor. */
    public String pem() {
        return Pem.of(chain.getFirst());
    }

    public PublicKey publicKey() {
        return keys.getPublic();
    }

    /** RFC 9053 §2.1: ES256, the two numbers one behind the other. */
    public byte[] sign(byte[] input) {
        return JwsAlgorithm.ES256.sign(keys.getPrivate(), input);
    }

    /** Key and certificate, to be read again. */
    public String toPem() {
        return Pem.of(keys.getPrivate()) + pem();
    }

    /**
     * Reads what {@link #toPem()} wrote.
     *
     * @throws IllegalArgumentException if it is no EC key with its certificate
     */
    public static DocumentSigner read(String pem) {
        var certificates = Pem.certificates(pem);
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("a document signer has a key and a certificate");
        }
        var key = Pem.privateKeys(pem, "EC").getFirst();
        return new DocumentSigner(new KeyPair(certificates.getFirst().getPublicKey(), key), certificates);
    }

    KeyPair keys() {
        return keys;
    }
}
