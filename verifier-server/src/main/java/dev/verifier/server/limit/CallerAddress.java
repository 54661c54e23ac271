package dev.verifier.server.limit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * Who is calling: the peer, or, where the peer is a trusted proxy, the last address in {@code X-Forwarded-For} that is none. What
 * a stranger writes into that header is never looked at. Immutable and thread-safe.
 */
public final class CallerAddress {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final List<IpAddressMatcher> trusted;

    /** @param trusted addresses or networks of proxies */
    public CallerAddress(List<String> trusted) {
        this.trusted = trusted.stream().map(IpAddressMatcher::new).toList();
    }

    public String of(HttpServletRequest request) {
        var hops = new ArrayList<String>();
        for (var header : Collections.list(request.getHeaders(FORWARDED_FOR))) {
            for (var hop : header.split(",", 50)) {
                hops.add(hop.strip());
            }
        }
        var caller = request.getRemoteAddr();
        while (!hops.isEmpty() && isTrusted(caller)) {
            caller = hops.removeLast();
        }
        return caller;
    }

    private boolean isTrusted(String address) {
        try {
            return trusted.stream().anyMatch(proxy -> proxy.matches(address));
        } catch (IllegalArgumentException e) {
            return false; // no address at all
        }
    }
}
