package dev.verifier.server.limit;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * Who is calling: the peer, or, where the peer is a trusted proxy, the last address that the proxies wrote down and that is none
 * of them, in {@code X-Forwarded-For} or in {@code Forwarded} (RFC 7239 §5.2). What a stranger writes into these headers is never
 * looked at, and where they contradict each other the caller is the proxy itself: one of them is then not the proxy's. Immutable
 * and thread-safe.
 */
public final class CallerAddress {

    private static final Pattern FOR = Pattern.compile("(?i)(?:^|;)\\s*for=\"?([^;\"]*)\"?\\s*(?:;|$)");
    private static final Pattern WITH_PORT = Pattern.compile("([0-9.]+|\\[[0-9A-Fa-f:.]+])(?::\\d{1,5})?");
    private static final int NETWORK_BYTES = 7;

    private final List<IpAddressMatcher> trusted;

    /** @param trusted addresses or networks of proxies */
    public CallerAddress(List<String> trusted) {
        this.trusted = trusted.stream().map(IpAddressMatcher::new).toList();
    }

    public String of(HttpServletRequest request) {
        var peer = request.getRemoteAddr();
        if (!isTrusted(peer)) {
            return peer;
        }
        var conventional = caller(peer, request, "X-Forwarded-For", Optional::of);
        var standard = caller(peer, request, "Forwarded", CallerAddress::forwardedFor);
        if (conventional.isPresent() && standard.isPresent() && !conventional.equals(standard)) {
            return peer;
        }
        return conventional.or(() -> standard).orElse(peer);
    }

    /** Whose share a caller has a part in: an IPv6 site owns all addresses of its networks (RFC 6177 §2: a /56), and shares what it has. */
    public static String network(String address) {
        try {
            if (InetAddress.ofLiteral(address) instanceof Inet6Address six) {
                return HexFormat.ofDelimiter(":").formatHex(six.getAddress(), 0, NETWORK_BYTES) + "/56";
            }
            return address;
        } catch (IllegalArgumentException e) {
            return address;
        }
    }

    private Optional<String> caller(
            String peer, HttpServletRequest request, String header, Function<String, Optional<String>> addressOf) {
        var hops = Collections.list(request.getHeaders(header)).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(hop -> !hop.isEmpty())
                .toList();
        if (hops.isEmpty()) {
            return Optional.empty();
        }
        var caller = peer;
        for (var hop : hops.reversed()) {
            var address = addressOf.apply(hop).flatMap(CallerAddress::address);
            if (address.isEmpty()) {
                return Optional.of(caller); // the proxy does not say: it speaks for whoever is behind it
            }
            caller = address.get();
            if (!isTrusted(caller)) {
                return Optional.of(caller);
            }
        }
        return Optional.of(caller);
    }

    private static Optional<String> forwardedFor(String element) {
        var node = FOR.matcher(element);
        return node.find() ? Optional.of(node.group(1)) : Optional.empty();
    }

    /** The address of a node (RFC 7239 §6), without its port; nothing where it has a made-up name. */
    private static Optional<String> address(String node) {
        var withPort = WITH_PORT.matcher(node);
        var literal = withPort.matches() ? withPort.group(1).replaceAll("[\\[\\]]", "") : node;
        try {
            return Optional.of(InetAddress.ofLiteral(literal).getHostAddress());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether a request comes straight from a trusted proxy, so that its other headers are the proxy's too. */
    public boolean isProxys(HttpServletRequest request) {
        return isTrusted(request.getRemoteAddr());
    }

    private boolean isTrusted(String address) {
        return trusted.stream().anyMatch(proxy -> proxy.matches(address));
    }
}
