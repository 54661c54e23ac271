package dev.verifier.server.limit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * Who is calling: the peer, or, where the peer is a trusted proxy, the last address that the proxies wrote down and that is none
 * of them, in {@code X-Forwarded-For} or in {@code Forwarded} (RFC 7239 §5.2). What a stranger writes into these headers is never
 * looked at. Immutable and thread-safe.
 */
public final class CallerAddress {

    private static final int MOST_HOPS = 50;
    private static final Pattern FOR =
            Pattern.compile("(?i)(?:^|;)\\s*for=\"?\\[?([0-9a-f.:]+?)]?(?::\\d+)?\"?\\s*(?:;|$)");

    private final List<IpAddressMatcher> trusted;

    /** @param trusted addresses or networks of proxies */
    public CallerAddress(List<String> trusted) {
        this.trusted = trusted.stream().map(IpAddressMatcher::new).toList();
    }

    public String of(HttpServletRequest request) {
        var caller = request.getRemoteAddr();
        if (!isTrusted(caller)) {
            return caller;
        }
        var hops = hops(request, "X-Forwarded-For");
        if (hops.isEmpty()) {
            hops = new ArrayList<>(hops(request, "Forwarded").stream()
                    .map(CallerAddress::forwardedFor)
                    .toList());
        }
        while (!hops.isEmpty() && isTrusted(caller)) {
            caller = hops.removeLast();
        }
        return caller;
    }

    private static List<String> hops(HttpServletRequest request, String header) {
        var hops = new ArrayList<String>();
        for (var value : Collections.list(request.getHeaders(header))) {
            for (var hop : value.split(",", MOST_HOPS)) {
                hops.add(hop.strip());
            }
        }
        return hops;
    }

    private static String forwardedFor(String element) {
        var address = FOR.matcher(element);
        return address.find() ? address.group(1) : element;
    }

    private boolean isTrusted(String address) {
        try {
            return trusted.stream().anyMatch(proxy -> proxy.matches(address));
        } catch (IllegalArgumentException e) {
            return false; // no address at all
        }
    }
}
