package dev.verifier.server.client;

import dev.verifier.server.configuration.Surface;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;

/**
 * Which web pages may read our answers (CORS, Fetch §3.3): everybody's what is public and what wallets fetch; a client's own, from
 * the origins of its {@code url} and {@code redirectUris}, what is the clients'; and login pages that are not ours, with the
 * browser's cookie, what happens to a login: nothing that would take a step in it. Thread-safe.
 */
final class ClientOrigins implements CorsConfigurationSource {

    private static final Set<String> FOR_CLIENTS =
            Set.of(Surface.TOKEN, Surface.INTROSPECT, Surface.REVOKE, Surface.USERINFO);
    private static final List<String> FOR_ALL =
            List.of("/.well-known/", Surface.JWKS, Surface.DID + "/", "/oid4vp/", "/health");
    private static final Pattern LOGIN = Pattern.compile(Surface.LOGIN + "/[^/]+(?:/events)?");
    private static final List<String> METHODS = List.of("GET", "POST");

    private final TrustedClients clients;
    private final @Nullable String loginPage;

    private final CorsConfiguration forAll = permitting(CorsConfiguration.ALL);

    /** @param loginPage origin of the operator's own login page; null where there is none */
    ClientOrigins(TrustedClients clients, @Nullable URI loginPage) {
        this.clients = clients;
        this.loginPage = loginPage == null ? null : origin(loginPage.toString()).orElse(null);
    }

    @Override
    public @Nullable CorsConfiguration getCorsConfiguration(HttpServletRequest request) {
        var path = request.getRequestURI();
        if (FOR_ALL.stream().anyMatch(path::startsWith)) {
            return forAll;
        }
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && LOGIN.matcher(path).matches() && isOfLoginPage(origin)) {
            var withCookie = permitting(origin);
            withCookie.setAllowCredentials(true);
            return withCookie;
        }
        return origin != null && FOR_CLIENTS.contains(path) && clients.origins().contains(origin)
                ? permitting(origin)
                : null;
    }

    private boolean isOfLoginPage(String origin) {
        return origin.equals(loginPage) || clients.loginOrigins().contains(origin);
    }

    private static CorsConfiguration permitting(String origin) {
        var permitted = new CorsConfiguration();
        permitted.addAllowedOrigin(origin);
        permitted.setAllowedMethods(METHODS);
        permitted.addAllowedHeader(CorsConfiguration.ALL);
        permitted.setExposedHeaders(List.of(HttpHeaders.WWW_AUTHENTICATE, HttpHeaders.RETRY_AFTER, "DPoP-Nonce"));
        permitted.setMaxAge(Duration.ofHours(1));
        return permitted;
    }

    /** The origins of a client's pages (RFC 6454 §6.2). */
    static Set<String> of(TrustedClient client) {
        return Stream.concat(Stream.ofNullable(client.url()), client.redirectUris().stream())
                .map(ClientOrigins::origin)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The origin of its login page, where that is not ours. */
    static Optional<String> ofLoginPage(TrustedClient.SignIn rules) {
        return Optional.ofNullable(rules.page()).flatMap(page -> origin(page.toString()));
    }

    static Optional<String> origin(String url) {
        var uri = URI.create(url);
        var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (uri.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
            return Optional.empty();
        }
        var isUsual = uri.getPort() == -1 || uri.getPort() == (scheme.equals("https") ? 443 : 80);
        return Optional.of(
                scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + (isUsual ? "" : ":" + uri.getPort()));
    }
}
