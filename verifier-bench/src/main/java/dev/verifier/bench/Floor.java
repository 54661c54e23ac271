package dev.verifier.bench;

import dev.verifier.wallet.CompactJws;
import dev.verifier.wallet.MachineLogin;
import dev.verifier.wallet.SdJwt;
import dev.verifier.wallet.WalletKey;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.KeyAgreement;

/**
 * The operations on elliptic curves that a token cannot do without: what comes in is verified, what goes out is signed, and where an
 * answer comes encrypted its key is agreed on. Over the real texts, for a signature also takes the digest of what it is under. That keys
 * are made for it is not counted.
 *
 * @param provider who performs them
 * @param verified what comes in
 * @param signed what goes out
 * @param key what it is signed with
 * @param senders the keys of those who encrypted what comes in (ECDH-ES)
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares these
record Floor(Provider provider, List<Signed> verified, List<byte[]> signed, PrivateKey key, List<PublicKey> senders) {

    private static final String ES256 = "SHA256withECDSAinP1363Format";

    /** A text, its signature, and the key that it verifies with. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares these
    record Signed(byte[] text, byte[] signature, PublicKey key) {}

    /** That of a machine's login which is answered with this token. */
    static Floor of(MachineLogin login, WalletKey machine, String token, Provider provider)
            throws GeneralSecurityException {
        var runbook = login.assertion().equals(login.presentation());
        var ours = runbook ? List.of(login.presentation()) : List.of(login.presentation(), login.assertion());
        return of(login.credential(), machine, ours, List.of(token), List.of(), provider);
    }

    /** That of a person's login. */
    static Floor of(SignIn.Passage passage, WalletKey person, Provider provider) throws GeneralSecurityException {
        var answer = passage.answer();
        var encrypted = answer.form().containsKey("response")
                ? List.of(WalletKey.generate(new SecureRandom()).publicKey())
                : List.<PublicKey>of();
        if (SdJwt.looksLike(answer.presentation())) {
            var shown = SdJwt.parse(answer.presentation());
            return of(shown.jwt(), person, List.of(shown.keyBinding()), passage.signed(), encrypted, provider);
        }
        return of(answer.credential(), person, List.of(answer.presentation()), passage.signed(), encrypted, provider);
    }

    /**
     * Other signatures of one key, which stands in for all who sign.
     *
     * @param verified what comes in
     * @param signed what goes out
     */
    static Floor of(WalletKey key, List<String> verified, List<String> signed, Provider provider)
            throws GeneralSecurityException {
        var keys = KeyFactory.getInstance("EC", provider);
        var publicKey =
                keys.generatePublic(new X509EncodedKeySpec(key.publicKey().getEncoded()));
        var privateKey =
                keys.generatePrivate(new PKCS8EncodedKeySpec(key.privateKey().getEncoded()));
        return new Floor(
                provider,
                verified.stream().map(token -> signed(token, publicKey)).toList(),
                signed.stream()
                        .map(token -> CompactJws.parse(token).signingInput())
                        .toList(),
                privateKey,
                List.of());
    }

    /** Verifications alone, over these texts; one key stands in for all who signed them. */
    static Floor over(WalletKey key, List<byte[]> texts, Provider provider) throws GeneralSecurityException {
        var keys = KeyFactory.getInstance("EC", provider);
        var publicKey =
                keys.generatePublic(new X509EncodedKeySpec(key.publicKey().getEncoded()));
        var privateKey =
                keys.generatePrivate(new PKCS8EncodedKeySpec(key.privateKey().getEncoded()));
        var signature = Signature.getInstance(ES256, provider);
        var verified = new ArrayList<Signed>();
        for (var text : texts) {
            signature.initSign(privateKey);
            signature.update(text);
            verified.add(new Signed(text, signature.sign(), publicKey));
        }
        return new Floor(provider, verified, List.of(), privateKey, List.of());
    }

    /**
     * @param holders what the holder of the credential signed
     * @param signed what the server did; here the holder's key stands in for the server's
     * @param senders with whom the server agreed on a key
     */
    private static Floor of(
            String credential,
            WalletKey holder,
            List<String> holders,
            List<String> signed,
            List<? extends PublicKey> senders,
            Provider provider)
            throws GeneralSecurityException {
        var keys = KeyFactory.getInstance("EC", provider);
        var holderKey =
                keys.generatePublic(new X509EncodedKeySpec(holder.publicKey().getEncoded()));
        var sealKey =
                keys.generatePublic(new X509EncodedKeySpec(seal(credential).getEncoded()));
        var key =
                keys.generatePrivate(new PKCS8EncodedKeySpec(holder.privateKey().getEncoded()));
        var verified = new ArrayList<Signed>();
        verified.add(signed(credential, sealKey));
        holders.forEach(token -> verified.add(signed(token, holderKey)));
        var texts = signed.stream()
                .map(token -> CompactJws.parse(token).signingInput())
                .toList();
        var others = new ArrayList<PublicKey>();
        for (var sender : senders) {
            others.add(keys.generatePublic(new X509EncodedKeySpec(sender.getEncoded())));
        }
        return new Floor(provider, verified, texts, key, others);
    }

    /** What they take of one core in microseconds, measured for at least this long. */
    double micros(Duration atLeast) throws GeneralSecurityException {
        var threads = ManagementFactory.getThreadMXBean();
        var start = threads.getCurrentThreadCpuTime();
        var times = 0;
        do {
            verify();
            sign();
            agree();
            times++;
        } while (threads.getCurrentThreadCpuTime() - start < atLeast.toNanos());
        return (threads.getCurrentThreadCpuTime() - start) / 1e3 / times;
    }

    /** In words, such as {@code 3 verifications and 1 signature}. */
    String operations() {
        var words = Stream.of(
                        verified.isEmpty() ? "" : count(verified.size(), "verification"),
                        signed.isEmpty() ? "" : count(signed.size(), "signature"),
                        senders.isEmpty() ? "" : count(senders.size(), "key agreement"))
                .filter(counted -> !counted.isEmpty())
                .toList();
        var last = Math.max(0, words.size() - 1);
        return Stream.of(String.join(", ", words.subList(0, last)), String.join("", words.subList(last, words.size())))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" and "));
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** What comes in. */
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
        for (var text : signed) {
            signature.initSign(key);
            signature.update(text);
            signature.sign();
        }
    }

    private void agree() throws GeneralSecurityException {
        for (var sender : senders) {
            var agreement = KeyAgreement.getInstance("ECDH", provider);
            agreement.init(key);
            agreement.doPhase(sender, true);
            agreement.generateSecret();
        }
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
