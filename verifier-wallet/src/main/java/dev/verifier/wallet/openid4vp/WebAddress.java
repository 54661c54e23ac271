package dev.verifier.wallet.openid4vp;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** OpenID4VP 1.0 §14.6: where a wallet may call: https, or this machine itself. */
final class WebAddress {
    private static final int LAST_PORT = 65_535;

    private WebAddress() {}

    /** Empty if it is not such an address. */
    static Optional<URI> of(@Nullable Object text) {
        if (!(text instanceof String address)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new URI(address)).filter(WebAddress::callable);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean callable(URI address) {
        boolean web = "https".equals(address.getScheme());
        boolean here = "http".equals(address.getScheme()) && address.getHost() != null && loopback(address);
        return address.getHost() != null
                && address.getRawUserInfo() == null
                && address.getRawFragment() == null
                && address.getPort() <= LAST_PORT
                && (web || here);
    }

    /** RFC 8252 §7.3, §8.3; and RFC 6761 §6.3 keeps the name at home, and those beneath it. */
    private static boolean loopback(URI address) {
        return switch (address.getHost()) {
            case "localhost", "[::1]" -> true;
            case String host -> host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|([a-z0-9-]+\\.)+localhost");
        };
    }
}
