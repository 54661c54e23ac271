package dev.verifier.x509;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The keys that the certificates of a path say they are signed with, by their identifiers (RFC 5280 §4.2.1.1). Stateless. */
final class AuthorityKeys {

    private static final String AUTHORITY_KEY_IDENTIFIER = "2.5.29.35";
    private static final int OCTET_STRING = 0x04;
    private static final int SEQUENCE = 0x30;

    /** {@code [0] KeyIdentifier}, implicit. */
    private static final int KEY_IDENTIFIER = 0x80;

    private AuthorityKeys() {}

    /** Base64url without padding, as OpenID4VP 1.0 §6.1.1.1 has them. A certificate that cannot be read names none. */
    static Set<String> of(List<X509Certificate> path) {
        return path.stream()
                .map(certificate -> certificate.getExtensionValue(AUTHORITY_KEY_IDENTIFIER))
                .flatMap(extension ->
                        extension == null ? Optional.<byte[]>empty().stream() : identifier(extension).stream())
                .map(Base64.getUrlEncoder().withoutPadding()::encodeToString)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<byte[]> identifier(byte[] extension) {
        try {
            return content(OCTET_STRING, ByteBuffer.wrap(extension))
                    .flatMap(octets -> content(SEQUENCE, octets))
                    .flatMap(sequence -> content(KEY_IDENTIFIER, sequence))
                    .map(octets -> {
                        var identifier = new byte[octets.remaining()];
                        octets.get(identifier);
                        return identifier;
                    });
        } catch (BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    /** What is in a DER element of this kind (X.690 §8.1); the identifier comes first in all of ours. */
    private static Optional<ByteBuffer> content(int tag, ByteBuffer der) {
        if ((der.get() & 0xff) != tag) {
            return Optional.empty();
        }
        var length = der.get() & 0xff;
        if (length == 0x81) {
            length = der.get() & 0xff;
        } else if (length == 0x82) {
            length = der.getShort() & 0xffff;
        } else if (length > 0x7f) {
            return Optional.empty();
        }
        return length > der.remaining() ? Optional.empty() : Optional.of(der.slice(der.position(), length));
    }
}
