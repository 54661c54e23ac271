package dev.verifier.wallet;

import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * An issuer's electronic seal (ETSI EN 319 412-3): its key and the chain that vouches for it, without the root. It knows the authority that
 * made it.
 */
public final class Seal {
    private final KeyPair keys;
    private final List<X509Certificate> chain;
    private final String organizationIdentifier;
    private final TestAuthority authority;

    Seal(KeyPair keys, List<X509Certificate> chain, String organizationIdentifier, TestAuthority authority) {
        this.keys = keys;
        this.chain = List.copyOf(chain);
        this.organizationIdentifier = organizationIdentifier;
        this.authority = authority;
    }

    /**
     * A compact JWS under this seal.
     *
     * @param header {@code alg} and {@code x5c} are set if absent; PS256 may be asked of an RSA seal
     */
    public String sign(Map<String, ?> header, Map<String, ?> claims) {
        return signAsIs(heading(new JwsDraft(new LinkedHashMap<>(header), new LinkedHashMap<>(claims))));
    }

    /** The seal's certificate, then the intermediate's; never the root's. */
    public List<X509Certificate> chain() {
        return chain;
    }

    /** Subject attribute 2.5.4.97, as in {@code VATES-A12345678}; empty if it has none. */
    public String organizationIdentifier() {
        return organizationIdentifier;
    }

    /** The organization as a DID: {@code did:elsi:} and its legal person identifier (ETSI EN 319 412-1 §5.1.4). It resolves to nothing. */
    public String did() {
        return "did:elsi:" + organizationIdentifier;
    }

    public PublicKey publicKey() {
        return keys.getPublic();
    }

    /** The private key as PKCS#8 PEM. */
    public String keyPem() {
        return Pem.of(keys.getPrivate());
    }

    public String chainPem() {
        return String.join("", chain.stream().map(Pem::of).toList());
    }

    /** RFC 7515 §4.1.6: the chain in standard Base64, with padding. */
    List<String> x5c() {
        return chain.stream()
                .map(certificate -> Base64.getEncoder().encodeToString(Pem.der(certificate)))
                .toList();
    }

    JwsDraft heading(JwsDraft draft) {
        var header = new LinkedHashMap<>(draft.header());
        header.putIfAbsent("alg", JwsAlgorithm.of(keys.getPrivate()).name());
        header.putIfAbsent("x5c", x5c());
        return new JwsDraft(header, draft.claims());
    }

    String signAsIs(JwsDraft draft) {
        var algorithm = JwsAlgorithm.of(keys.getPrivate(), draft.header().get("alg"));
        return CompactJws.unsigned(draft)
                .signed(input -> algorithm.sign(keys.getPrivate(), input))
                .toString();
    }

    byte[] signature(byte[] signingInput) {
        return JwsAlgorithm.of(keys.getPrivate()).sign(keys.getPrivate(), signingInput);
    }

    KeyPair keys() {
        return keys;
    }

    TestAuthority authority() {
        return authority;
    }

    /** The same key and organization, certified by another authority. */
    Seal certifiedBy(TestAuthority other) {
        return other.certify(keys, organizationIdentifier);
    }

    /** The same key and organization, certified oddly by the same authority. */
    Seal certifiedAs(UnaryOperator<CertificateDraft> oddity) {
        return authority.certify(keys, organizationIdentifier, oddity);
    }

    /** The same key with other certificates. */
    Seal with(List<X509Certificate> otherChain) {
        return new Seal(keys, otherChain, organizationIdentifier, authority);
    }
}
