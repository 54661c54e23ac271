package dev.verifier.wallet;

import java.util.Map;

/** Whom a credential is about, and the key it is bound to (RFC 7800 §3). */
public sealed interface Holder {
    /** The did:key the credential is bound to. */
    String did();

    /** The same key as a public JWK, RFC 7517. */
    Map<String, Object> jwk();

    /** A person acting for the organization. */
    record Employee(String did, Map<String, Object> jwk, String firstName, String lastName, String email)
            implements Holder {}

    /** A program acting for it. */
    record Machine(String did, Map<String, Object> jwk, String domain, String ipAddress) implements Holder {}

    static Employee employee(WalletKey key, String firstName, String lastName, String email) {
        return new Employee(key.did(), key.publicJwk(), firstName, lastName, email);
    }

    static Machine machine(WalletKey key, String domain, String ipAddress) {
        return new Machine(key.did(), key.publicJwk(), domain, ipAddress);
    }

    /** Ann Lee of Acme. */
    static Employee employee(WalletKey key) {
        return employee(key, "Ann", "Lee", "ann@acme.example");
    }

    /** Acme's API server. */
    static Machine machine(WalletKey key) {
        return machine(key, "api.acme.example", "192.0.2.4");
    }

    /**
     * An employee of whom only the did:key is known.
     *
     * @throws IllegalArgumentException if it is not that of a P-256 key
     */
    static Employee employee(String did, String firstName, String lastName, String email) {
        return new Employee(did, DidKey.parse(did).jwk(), firstName, lastName, email);
    }

    /**
     * A machine of which only the did:key is known.
     *
     * @throws IllegalArgumentException if it is not that of a P-256 key
     */
    static Machine machine(String did, String domain, String ipAddress) {
        return new Machine(did, DidKey.parse(did).jwk(), domain, ipAddress);
    }
}
