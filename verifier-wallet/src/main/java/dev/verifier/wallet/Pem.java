package dev.verifier.wallet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** RFC 7468: the textual encodings of PKCS#8 private keys and of certificates. */
final class Pem {
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([^-]+)-----([^-]*)-----END \\1-----");
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII));

    private Pem() {}

    static String of(PrivateKey key) {
        return block("PRIVATE KEY", key.getEncoded());
    }

    static String of(X509Certificate certificate) {
        return block("CERTIFICATE", der(certificate));
    }

    static String block(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + LINES.encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that cannot be encoded", e);
        }
    }

    /**
     * The private keys of a text, in order.
     *
     * @param algorithm EC or RSA
     * @throws IllegalArgumentException if there is none, or one that is not PKCS#8 or not of this algorithm
     */
    static List<PrivateKey> privateKeys(String text, String algorithm) {
        var keys = blocks(text, "PRIVATE KEY").stream()
                .map(der -> privateKey(der, algorithm))
                .toList();
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("there is no PKCS#8 'PRIVATE KEY' block in it;"
                    + " convert another kind with: openssl pkcs8 -topk8 -nocrypt -in old.pem -out key.pem");
        }
        return keys;
    }

    /** The certificates of a text, in order. */
    static List<X509Certificate> certificates(String text) {
        return blocks(text, "CERTIFICATE").stream().map(Pem::certificate).toList();
    }

    private static PrivateKey privateKey(byte[] der, String algorithm) {
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the private key is not a PKCS#8 " + algorithm + " key", e);
        }
    }

    private static X509Certificate certificate(byte[] der) {
        try {
            var factory = CertificateFactory.getInstance("X.509");
            return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new IllegalArgumentException("this is no X.509 certificate", e);
        }
    }

    private static List<byte[]> blocks(String text, String label) {
        var blocks = new ArrayList<byte[]>();
        for (var block = BLOCK.matcher(text); block.find(); ) {
            if (block.group(1).equals(label)) {
                blocks.add(octets(block.group(2), label));
            }
        }
        return blocks;
    }

    private static byte[] octets(String base64, String label) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("its '" + label + "' block is not Base64", e);
        }
    }
}
