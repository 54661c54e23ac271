package dev.verifier.wallet.openid4vp;

import dev.verifier.wallet.DidKey;
import java.net.URI;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Map;

/**
 * OpenID4VP 1.0 §5.9: a verifier's name, which says how to find its key. Known here: {@code decentralized_identifier:} with a did:key, the
 * bare did:key of the verifiers before 1.0, {@code x509_hash:}, {@code x509_san_dns:}, {@code verifier_attestation:}, and
 * {@code redirect_uri:}, which stands for no key.
 */
sealed interface ClientIdentifier {
    /** The whole name, prefix included. */
    String value();

    /** The key that a request object with this header is signed with, if the name and the header agree. */
    PublicKey key(Map<String, Object> header, Instant at);

    /** Whether it is without a prefix. */
    default boolean legacy() {
        return this instanceof OfDid ofDid && !ofDid.value().startsWith(OfDid.PREFIX);
    }

    /** Whether its answers may go there (§5.9.3). */
    default boolean mayReceiveAt(URI responseUri, Map<String, Object> header) {
        return switch (this) {
            case OfHost ofHost -> ofHost.host().equalsIgnoreCase(responseUri.getHost());
            case OfAddress ofAddress -> ofAddress.address().equals(responseUri.toString());
            case OfAttestation _ -> RequestAttestation.in(header).allows(responseUri);
            case OfDid _ -> true;
            case OfCertificate _ -> true;
        };
    }

    /**
     * Reads one.
     *
     * @param attesters whose word on verifiers counts
     */
    static ClientIdentifier parse(String value, Attesters attesters) {
        try {
            if (value.startsWith(OfCertificate.PREFIX)) {
                return new OfCertificate(value);
            }
            if (value.startsWith(OfAttestation.PREFIX)) {
                return new OfAttestation(value, attesters);
            }
            if (value.startsWith(OfAddress.PREFIX)) {
                return new OfAddress(value);
            }
            return value.startsWith(OfHost.PREFIX) ? new OfHost(value) : new OfDid(value, OfDid.key(value));
        } catch (IllegalArgumentException e) {
            throw new UnacceptableRequest(RequestFlaw.UNKNOWN_CLIENT_ID_PREFIX, e);
        }
    }

    /** A did:key, which contains the key. */
    record OfDid(String value, DidKey key) implements ClientIdentifier {
        static final String PREFIX = "decentralized_identifier:";

        static DidKey key(String value) {
            return DidKey.parse(value.startsWith(PREFIX) ? value.substring(PREFIX.length()) : value);
        }

        /** The {@code kid} is the did, or has the fragment of its one verification method. */
        @Override
        public PublicKey key(Map<String, Object> header, Instant at) {
            var kid = header.get("kid");
            if (key.did().equals(kid) || key.keyId().equals(kid)) {
                return key.publicKey();
            }
            throw new UnacceptableRequest(RequestFlaw.WRONG_KEY);
        }
    }

    /** The digest of a certificate. */
    record OfCertificate(String value) implements ClientIdentifier {
        static final String PREFIX = "x509_hash:";

        @Override
        public PublicKey key(Map<String, Object> header, Instant at) {
            var chain = RequestCertificates.of(header, at);
            if (!value.equals(PREFIX + chain.hash())) {
                throw new UnacceptableRequest(RequestFlaw.WRONG_KEY);
            }
            return chain.key();
        }
    }

    /** What somebody calls it whom the wallet trusts for that (§12). */
    record OfAttestation(String value, Attesters attesters) implements ClientIdentifier {
        static final String PREFIX = "verifier_attestation:";

        @Override
        public PublicKey key(Map<String, Object> header, Instant at) {
            return RequestAttestation.in(header).key(value.substring(PREFIX.length()), attesters, at);
        }
    }

    /** Where its answers go, which proves nothing. */
    record OfAddress(String value) implements ClientIdentifier {
        static final String PREFIX = "redirect_uri:";

        String address() {
            return value.substring(PREFIX.length());
        }

        @Override
        public PublicKey key(Map<String, Object> header, Instant at) {
            throw new UnacceptableRequest(RequestFlaw.SIGNED_BY_NOBODY);
        }
    }

    /** A host that a certificate is for. */
    record OfHost(String value) implements ClientIdentifier {
        static final String PREFIX = "x509_san_dns:";

        String host() {
            return value.substring(PREFIX.length());
        }

        @Override
        public PublicKey key(Map<String, Object> header, Instant at) {
            var chain = RequestCertificates.of(header, at);
            if (!chain.names(host())) {
                throw new UnacceptableRequest(RequestFlaw.WRONG_KEY);
            }
            return chain.key();
        }
    }
}
