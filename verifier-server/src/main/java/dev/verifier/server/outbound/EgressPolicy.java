package dev.verifier.server.outbound;

import dev.verifier.server.configuration.VerifierProperties;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a fetch may go and how long and large it may be.
 *
 * @param allowPrivateAddresses whether loopback and private addresses may be reached, and loopback over plain http
 * @param connectTimeout for the connection
 * @param totalTimeout from the first byte out to the last byte in
 * @param maxBytes of a document
 * @param maxListBytes of a list
 * @param caCertificates TLS roots beside those of the JDK; null where there are none
 */
public record EgressPolicy(
        boolean allowPrivateAddresses,
        Duration connectTimeout,
        Duration totalTimeout,
        long maxBytes,
        long maxListBytes,
        @Nullable Path caCertificates) {

    private static final int HIGHEST_PORT = 65_535;

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** The policy as configured. */
    public static EgressPolicy of(VerifierProperties.Outbound outbound) {
        return new EgressPolicy(
                outbound.allowPrivateAddresses(),
                outbound.connectTimeout(),
                outbound.totalTimeout(),
                outbound.maxBytes().toBytes(),
                outbound.maxListBytes().toBytes(),
                outbound.caCertificates());
    }

    /** The same for what the operator alone says where it is: that may be beside us. */
    public EgressPolicy besideUs() {
        return new EgressPolicy(true, connectTimeout, totalTimeout, maxBytes, maxListBytes, caCertificates);
    }

    /** Why a target is forbidden, by its text alone; empty where it is not. Addresses are judged when they are resolved. */
    Optional<String> forbids(URI target) {
        var host = target.getHost();
        if (host == null || target.getRawUserInfo() != null || target.getPort() > HIGHEST_PORT) {
            return Optional.of("target");
        }
        if (!"https".equals(target.getScheme())
                && !("http".equals(target.getScheme()) && allowPrivateAddresses && LOOPBACK.contains(host))) {
            return Optional.of("scheme");
        }
        return Optional.empty();
    }
}
