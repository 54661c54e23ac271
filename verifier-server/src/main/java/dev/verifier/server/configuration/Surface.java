package dev.verifier.server.configuration;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where we are: the issuer, the endpoints, and the other names under which they answer. Nothing here is ever taken from a
 * request. Immutable.
 *
 * @param issuer public base URL
 * @param aliases whether the runbooks' example paths answer too
 */
public record Surface(URI issuer, boolean aliases) {

    public static final String AUTHORIZE = "/oidc/authorize";
    public static final String PAR = "/oidc/par";
    public static final String TOKEN = "/oidc/token";
    public static final String USERINFO = "/oidc/userinfo";
    public static final String INTROSPECT = "/oidc/introspect";
    public static final String REVOKE = "/oidc/revoke";
    public static final String LOGOUT = "/oidc/logout";
    public static final String JWKS = "/oidc/jwks";
    public static final String DID = "/oidc/did";
    public static final String WALLET_REQUEST = "/oid4vp/auth-request";
    public static final String WALLET_RESPONSE = "/oid4vp/auth-response";
    public static final String LOGIN = "/login";

    /** Where a wallet answers through the browser, whichever login it is for. */
    public static final String DIGITAL_CREDENTIAL = LOGIN + "/{id}/digital-credential";

    public static final String PLAYGROUND = "/playground";
    public static final String OPENID_CONFIGURATION = "/.well-known/openid-configuration";
    public static final String AUTHORIZATION_SERVER = "/.well-known/oauth-authorization-server";

    /** Those that have one path each; the pages of a login have as many as there are logins. */
    public static final Set<String> FIXED = Set.of(
            AUTHORIZE,
            PAR,
            TOKEN,
            USERINFO,
            INTROSPECT,
            REVOKE,
            LOGOUT,
            JWKS,
            DID,
            WALLET_RESPONSE,
            PLAYGROUND,
            OPENID_CONFIGURATION,
            AUTHORIZATION_SERVER);

    private static final Pattern ENCODED_UNRESERVED =
            Pattern.compile("(?i)%(?:2[DE]|3[0-9]|4[1-9A-F]|5[0-9AF]|6[1-9A-F]|7[0-9AE])");

    private static final Map<String, String> ALIASES =
            Map.of("/authorize", AUTHORIZE, "/oauth/token", TOKEN, "/oauth2/token", TOKEN, "/token", TOKEN);

    /** The endpoint's public URL. */
    public String url(String endpoint) {
        return issuer + endpoint;
    }

    /** The origin of our pages, as browsers write it (RFC 6454 §6.2): no path, no usual port. */
    public String origin() {
        var scheme = issuer.getScheme().toLowerCase(Locale.ROOT);
        var usual = "https".equals(scheme) ? 443 : 80;
        var port = issuer.getPort() == -1 || issuer.getPort() == usual ? "" : ":" + issuer.getPort();
        return scheme + "://" + issuer.getHost().toLowerCase(Locale.ROOT) + port;
    }

    /** The endpoint's path on the issuer's origin. */
    public String path(String endpoint) {
        return (issuer.getRawPath() == null ? "" : issuer.getRawPath()) + endpoint;
    }

    /** Every name that a client assertion may be addressed to: the issuer, and the token endpoint under each of its paths. */
    public Set<String> tokenAudiences() {
        return Stream.concat(
                        Stream.of(issuer.toString(), url(TOKEN)),
                        tokenAliases().stream().map(this::url))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Every name that a request object may be addressed to: the issuer, and where requests are sent or pushed. */
    public Set<String> requestAudiences() {
        return Stream.concat(
                        Stream.of(issuer.toString(), url(AUTHORIZE), url(PAR)),
                        aliasesOf(AUTHORIZE).stream().map(this::url))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The paths of the token endpoint beside the canonical one. */
    public List<String> tokenAliases() {
        return aliasesOf(TOKEN);
    }

    private List<String> aliasesOf(String endpoint) {
        return aliases
                ? ALIASES.keySet().stream()
                        .filter(alias -> endpoint.equals(ALIASES.get(alias)))
                        .sorted()
                        .toList()
                : List.of();
    }

    /**
     * The canonical path of a request: without the issuer's own path, whether or not a proxy took it away, without aliases, and
     * with no letter, digit, or {@code -._~} percent-encoded (RFC 3986 §6.2.2.2): one endpoint has one path for every room behind.
     * RFC 8414 §3.1 puts the issuer's path behind the well-known one; that is understood too.
     */
    public String canonical(String path) {
        var base = issuer.getRawPath() == null ? "" : issuer.getRawPath();
        var local = local(path);
        if (!base.isEmpty() && local.startsWith("/.well-known/") && local.endsWith(base)) {
            local = local.substring(0, local.length() - base.length());
        }
        return aliases ? ALIASES.getOrDefault(local, local) : local;
    }

    /** The path of a request without the issuer's own, whether or not a proxy took it away; aliases stay what they are. */
    public String local(String path) {
        var base = issuer.getRawPath() == null ? "" : issuer.getRawPath();
        var plain = plain(path);
        return !base.isEmpty() && plain.startsWith(base + "/") ? plain.substring(base.length()) : plain;
    }

    /** A path with no letter, digit, or {@code -._~} percent-encoded (RFC 3986 §6.2.2.2). */
    public static String plain(String path) {
        return path.indexOf('%') < 0 ? path : ENCODED_UNRESERVED.matcher(path).replaceAll(Surface::decoded);
    }

    private static String decoded(MatchResult percentEncoded) {
        return String.valueOf((char) Integer.parseInt(percentEncoded.group().substring(1), 16));
    }
}
