package dev.verifier.bench;

import dev.verifier.wallet.CompactJws;
import dev.verifier.wallet.MachineLogin;
import dev.verifier.wallet.WalletKey;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The signature operations that a token cannot do without: what the request brings is verified, what the answer brings is signed. Over
 * the real texts, for a signature also takes the digest of what it is under.
 *
 * @param provider who performs them
 * @param verified what the request brings
 * @param signed what is signed for the answer
 * @param key what it is signed with
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares these
record Floor(Provider provider, List<Signed> verified, byte[] signed, PrivateKey key) {

    private static final String ES256 = "SHA256withECDSAinP1363Format";

    /** A text, its signature, and the key that it verifies with. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares these
    record Signed(byte[] text, byte[] signature, PublicKey key) {}

    /** That of a login which is answered with this token. */
    static Floor of(MachineLogin login, WalletKey machine, String token, Provider provider)
            throws GeneralSecurityException {
        var keys = KeyFactory.getInstance("EC", provider);
        var machines =
                keys.generatePublic(new X509EncodedKeySpec(machine.publicKey().getEncoded()));
        var seals = keys.generatePublic(
                new X509EncodedKeySpec(seal(login.credential()).getEncoded()));
        var ours = keys.generatePrivate(
                new PKCS8EncodedKeySpec(machine.privateKey().getEncoded()));
        var verified = new ArrayList<Signed>();
        verified.add(signed(login.credential(), seals));
        verified.add(signed(login.presentation(), machines));
        if (!login.assertion().equals(login.presentation())) {
            verified.add(signed(login.assertion(), machines));
        }
        return new Floor(provider, verified, CompactJws.parse(token).signingInput(), ours);
    }

    /** What they take of one core in microseconds, measured for at least this long. */
    double micros(Duration atLeast) throws GeneralSecurityException {
        var threads = ManagementFactory.getThreadMXBean();
        var start = threads.getCurrentThreadCpuTime();
        var times = 0;
        do {
            verify();
            sign();
            times++;
        } while (threads.getCurrentThreadCpuTime() - start < atLeast.toNanos());
        return (threads.getCurrentThreadCpuTime() - start) / 1e3 / times;
    }

    /** In words, such as {@code 3 verifications and 1 signature}. */
    String operations() {
        return verified.size() + " verifications and 1 signature";
    }

    /** What the request takes. */
    void verify() throws GeneralSecurityException {
        var signature = Signature.getInstance(ES256, provider);
        for (var one : verified) {
            signature.initVerify(one.key());
            signature.update(one.text());
            if (!signature.verify(one.signature())) {
                throw new IllegalStateException("a signature that does not verify costs something else");
            }
        }
    }

    private void sign() throws GeneralSecurityException {
        var signature = Signature.getInstance(ES256, provider);
        signature.initSign(key);
        signature.update(signed);
        signature.sign();
    }

    private static Signed signed(String token, PublicKey key) {
        var jws = CompactJws.parse(token);
        return new Signed(jws.signingInput(), jws.signature(), key);
    }

    private static PublicKey seal(String credential) throws GeneralSecurityException {
        var chain = CompactJws.parse(credential).header().get("x5c");
        if (!(chain instanceof List<?> certificates && certificates.getFirst() instanceof String leaf)) {
            throw new IllegalArgumentException("a credential without its certificates");
        }
        var der = new ByteArrayInputStream(Base64.getDecoder().decode(leaf));
        return CertificateFactory.getInstance("X.509").generateCertificate(der).getPublicKey();
    }
}
