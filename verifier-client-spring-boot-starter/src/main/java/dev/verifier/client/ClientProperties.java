package dev.verifier.client;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the application says about itself and its Verifier. It signs people in where it has a {@code url}, is a machine where it has a
 * {@code machine.credential}, and accepts tokens where it has a {@code resource-server.audience}; it may be all of these.
 *
 * @param issuer Verifier's issuer URL, as in its metadata
 * @param clientId under which the application is registered; the did:key of its key if it is not said
 * @param key P-256 private key: PEM (PKCS#8) or JWK, a file with one of these, generated:FILE,
 *     pkcs12:FILE?alias=…, or pkcs11:LIBRARY?alias=…&slot=…
 * @param keyPassword password of the PKCS#12 file, or PIN of the PKCS#11 module
 * @param keyPasswordFile file that the password is in
 * @param url the application's own address, as browsers and Verifier reach it, without a slash at the end
 * @param open paths, with * and **, that are open to everybody where the application has no filter chains of its own
 * @param login how people sign in
 * @param machine what the application has to show as a machine
 * @param resourceServer which tokens it accepts
 */
@ConfigurationProperties(prefix = ClientProperties.PREFIX, ignoreUnknownFields = false)
record ClientProperties(
        @Nullable URI issuer,
        @Nullable String clientId,
        @Nullable String key,
        @Nullable String keyPassword,
        @Nullable Path keyPasswordFile,
        @Nullable URI url,
        @DefaultValue List<String> open,
        @DefaultValue Login login,
        @DefaultValue Machine machine,
        @DefaultValue ResourceServer resourceServer) {

    static final String PREFIX = "verifier.client";

    /**
     * How people sign in.
     *
     * @param scopes what is asked for
     * @param request how Verifier gets what is asked for
     * @param callback path at which browsers come back with a code
     * @param signedOut path at which browsers come back signed out
     * @param registration file that the application's entry for Verifier's list of clients is written to at each start; nowhere if it
     *     is not said
     */
    record Login(
            @DefaultValue({"openid", "learcredential"}) List<String> scopes,
            @DefaultValue("hosted") RequestForm request,
            @DefaultValue("/login/oauth2/code/verifier") String callback,
            @DefaultValue("/") String signedOut,
            @Nullable Path registration) {}

    /** How Verifier gets what is asked for. */
    enum RequestForm {
        /** Signed, at an address of the application's own (RFC 9101, request_uri). */
        HOSTED,
        /** Signed, in the link itself (RFC 9101, request). */
        BY_VALUE,
        /** Signed, and pushed to Verifier first (RFC 9126). */
        PUSHED,
        /** As parameters of the link, which nobody has signed. */
        PLAIN
    }

    /**
     * What the application has to show as a machine.
     *
     * @param credential file with the LEARCredentialMachine as a JWT; read anew for every token
     * @param scopes what is asked for; what Verifier gives anyway if it is empty
     * @param renewBefore how long before its end a token is replaced
     */
    record Machine(
            @Nullable Path credential,
            @DefaultValue List<String> scopes,
            @DefaultValue("1m") Duration renewBefore) {}

    /**
     * Which tokens are accepted.
     *
     * @param audience by which tokens name this application: "audience" of their client in Verifier's list
     * @param tokenType header "typ" of the tokens: at+jwt, or JWT of a Verifier with the profile dome
     * @param domain whose powers count, such as DOME; those of all domains if it is not said
     */
    record ResourceServer(
            @Nullable String audience,
            @DefaultValue("at+jwt") String tokenType,
            @Nullable String domain) {}

    /** Fails where there is an issuer and nothing that is wanted of it. */
    void requirePurpose() {
        if (issuer != null && url == null && machine.credential() == null && resourceServer.audience() == null) {
            throw new MisconfiguredException(
                    PREFIX + ".issuer",
                    "it is set, but not what this application is",
                    "Set " + PREFIX + ".url where people sign in, " + PREFIX + ".machine.credential for a machine, or "
                            + PREFIX + ".resource-server.audience for an API.");
        }
    }

    /** Fails where there is none, or none that can be trusted. */
    URI requiredIssuer() {
        if (issuer == null) {
            throw new MisconfiguredException(
                    PREFIX + ".issuer", "it is missing", "Set it to the issuer URL of your Verifier.");
        }
        return address(PREFIX + ".issuer", issuer);
    }

    /** Fails where there is none, or where no browser may be sent. */
    URI requiredUrl() {
        if (url == null) {
            throw new MisconfiguredException(
                    PREFIX + ".url",
                    "it is missing",
                    "Set it to the address at which browsers reach this application.");
        }
        return address(PREFIX + ".url", url);
    }

    private static URI address(String property, URI address) {
        var host = address.getHost();
        if (host == null || address.getQuery() != null || address.getFragment() != null) {
            throw new MisconfiguredException(
                    property, "it is no address of a server", "Write it like https://verifier.example.");
        }
        if (!"https".equals(address.getScheme()) && !isLoopback(address)) {
            throw new MisconfiguredException(
                    property,
                    "plain http is for this machine only",
                    "Begin it with https; http is accepted for localhost, 127.0.0.1 and [::1].");
        }
        if (address.toString().endsWith("/")) {
            throw new MisconfiguredException(
                    property, "it ends with a slash", "Leave the slash at its end away, as Verifier's metadata do.");
        }
        return address;
    }

    private static boolean isLoopback(URI address) {
        return "http".equals(address.getScheme())
                && List.of("localhost", "127.0.0.1", "[::1]").contains(address.getHost());
    }
}
