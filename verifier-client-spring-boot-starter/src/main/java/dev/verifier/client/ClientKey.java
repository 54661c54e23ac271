package dev.verifier.client;

import com.nimbusds.jose.jwk.ECKey;

/**
 * The one secret of the application: a P-256 key, which signs in place of a password.
 *
 * @param clientId under which the application is registered
 * @param jwk the private key, or a handle to it, with its did:key as its name
 */
record ClientKey(String clientId, ECKey jwk) {

    private static final String CLIENT_ID = ClientProperties.PREFIX + ".client-id";

    /** The key that is configured; fails where there is none, or where the client id is the did:key of another. */
    static ClientKey of(ClientProperties properties) {
        var key = new KeyReference(properties).read();
        var did = DidKey.of(key);
        var configured = properties.clientId();
        var clientId = configured == null || configured.isBlank() ? did : configured.strip();
        if (clientId.startsWith("did:key:") && !clientId.equals(did)) {
            throw new MisconfiguredException(
                    CLIENT_ID,
                    "it is the did:key of another key than " + ClientProperties.PREFIX + ".key, whose is " + did,
                    "Leave it out, register " + did + ", or configure the key that belongs to it.");
        }
        return new ClientKey(clientId, new ECKey.Builder(jwkOf(key)).keyID(did).build());
    }

    private static ECKey jwkOf(ECKey key) {
        return new ECKey.Builder(key)
                .keyUse(null)
                .keyOperations(null)
                .algorithm(null)
                .build();
    }

    /** The name that the key has by itself. */
    String did() {
        return jwk.getKeyID();
    }
}
