package dev.verifier.server.configuration;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;

/**
 * Every knob. A name under {@code verifier.} that is not here fails the start.
 *
 * @param issuer Public base URL, also the issuer identifier in every token. May have a path, never ends with a slash, is never taken
 *     from a request. Plain http only on loopback.
 * @param playground Whether {@code /playground} explains to everybody what is wrong with what they paste: for development and tests. Whoever may
 *     ask as often as they like learns what is believed.
 * @param tenant Name of the one tenant that this is ({@code a-z}, {@code 0-9}, {@code -}): the {@code tenant} claim of every client that is registered
 *     without one, and a member of every line of the audit. With several tenants each has the name of its file. See docs/tenants.md.
 * @param dataDirectory Where generated keys, the embedded database and the last good copies of lists are kept.
 */
@ConfigurationProperties(prefix = "verifier", ignoreUnknownFields = false)
public record VerifierProperties(
        @DefaultValue("http://localhost:9000") URI issuer,
        @Nullable String tenant,
        @DefaultValue Tenants tenants,
        @DefaultValue("./data") Path dataDirectory,
        @DefaultValue("false") boolean playground,
        @DefaultValue Keys keys,
        @DefaultValue Clients clients,
        @DefaultValue Trust trust,
        @DefaultValue Outbound outbound,
        @DefaultValue Proxy proxy,
        @DefaultValue Endpoints endpoints,
        @DefaultValue Login login,
        @DefaultValue Openid4vp openid4vp,
        @DefaultValue Tokens tokens,
        @DefaultValue Compatibility compatibility,
        @DefaultValue Drafts drafts,
        @DefaultValue Limits limits,
        @DefaultValue Shutdown shutdown,
        @DefaultValue Branding branding) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    public VerifierProperties {
        var host = issuer.getHost();
        var plain = "http".equals(issuer.getScheme()) && host != null && isLoopback(host);
        if (host == null || (!plain && !"https".equals(issuer.getScheme()))) {
            throw new IllegalArgumentException(
                    "verifier.issuer must be an https URL; plain http is for localhost only, and this is " + issuer);
        }
        if (issuer.getRawQuery() != null || issuer.getRawFragment() != null || issuer.getRawUserInfo() != null) {
            throw new IllegalArgumentException("verifier.issuer must have no query, fragment or user: " + issuer);
        }
        if (issuer.toString().endsWith("/")) {
            throw new IllegalArgumentException("verifier.issuer must not end with a slash: " + issuer);
        }
        if (tenant != null && !tenant.matches("[a-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("verifier.tenant must be at most 64 of a-z, 0-9 and -");
        }
        if (compatibility.strict() && tokens.authorizationCodeLifetime().compareTo(Duration.ofSeconds(60)) > 0) {
            throw new IllegalArgumentException("verifier.tokens.authorization-code-lifetime must be at most 60s in the"
                    + " strict profile (FAPI 2.0 §5.3.2.1)");
        }
        if (compatibility.strict() && openid4vp.responseMode() == Openid4vp.ResponseMode.DIRECT_POST) {
            throw new IllegalArgumentException("verifier.openid4vp.response-mode must be direct_post.jwt in the strict"
                    + " profile (HAIP 1.0 §5.1): remove it");
        }
        if (compatibility.strict()) {
            WalletIdentityProperties.requireKnownToHaip(openid4vp);
        }
    }

    /** RFC 6761 §6.3: every name below localhost is this machine, too. */
    private static boolean isLoopback(String host) {
        return LOOPBACK.contains(host) || host.endsWith(".localhost");
    }

    /**
     * Several issuers in one process, each with a host name, clients, trust, branding, keys and rows of its own.
     *
     * @param location Folder with a file {@code <name>.yaml} for each tenant: what is its own under {@code verifier.}, and
     *     {@code spring.datasource.}. What is told beside them is told to all. See docs/tenants.md.
     */
    public record Tenants(@Nullable Path location) {}

    /**
     * Our own keys.
     *
     * @param signing Private P-256 key that signs tokens: a file with PEM (PKCS#8) or JWK, or the PEM or JWK itself; a key store,
     *     {@code pkcs12:<file>?alias=…}; a module, {@code pkcs11:<library or configuration>?alias=…&slot=…}; or Vault,
     *     {@code vault:https://host/v1/transit?key=…}. See docs/keys.md. Without one a key is generated, kept in the data directory and
     *     announced.
     * @param password What opens key stores: the password of a PKCS#12 file, the PIN of a PKCS#11 module, the token for Vault.
     * @param passwordFile The same in a file. That of a token may change while the server runs.
     * @param certificateChain Certificates of the signing key for wallets, ours first, in PEM: a file, or the PEM itself. Its own
     *     anchor may be the last and is not sent. Without them wallets know the key by its did:key.
     * @param previous Keys that are still published so that tokens signed earlier verify: like {@code signing}, or public keys in PEM or
     *     JWK. With a private part they go on with logins whose wallets know us by them.
     * @param next Keys that are published already and do not sign yet, in the same forms.
     * @param rotation Lets keys be in the database and follow one another: a period such as {@code 30d}, or {@code by-command}, with
     *     {@code rotate-keys}. The key that is there without it is the first. It stays the one that wallets know by its certificates.
     * @param overlap How long the next key, or a further version of one in Vault, is published before it signs: no shorter than anybody
     *     keeps what {@code /oidc/jwks} said.
     * @param data Key under which the database keeps what nobody else may read: 32 random bytes in base64, or a file with them. Without
     *     one it is generated, kept in the data directory and announced. Nodes that share a database must have the same.
     * @param dataPrevious Keys that were {@code verifier.keys.data} before, or will be: they open what they sealed.
     * @param dataUse {@code seal}; or {@code open-only}, which writes in clear as versions without a data key did: as long as nodes of such
     *     a version serve beside this one, which could not read anything else; or {@code sealed-only}, which reads nothing in clear, so that
     *     nobody who can write to the database makes anything up: when what such versions wrote has ended.
     */
    public record Keys(
            @Nullable String signing,
            @Nullable String password,
            @Nullable Path passwordFile,
            @Nullable String certificateChain,
            @DefaultValue List<String> previous,
            @DefaultValue List<String> next,
            @Nullable Rotation rotation,
            @DefaultValue("1h") Duration overlap,
            @Nullable String data,
            @DefaultValue List<String> dataPrevious,
            @DefaultValue("seal") DataUse dataUse) {

        public Keys {
            if (password != null && passwordFile != null) {
                throw new IllegalArgumentException(
                        "verifier.keys.password and verifier.keys.password-file are the same: set one of them");
            }
            within("verifier.keys.overlap", overlap, "5m", "30d");
        }

        /** What the data key is for. */
        public enum DataUse {
            SEAL,
            OPEN_ONLY,
            SEALED_ONLY
        }
    }

    /**
     * The trusted services list.
     *
     * @param location Where the list is: {@code file:} or {@code https:}. Without one there are no clients.
     * @param refreshInterval How often this list and the lists under {@code verifier.trust} are read again.
     */
    public record Clients(
            @Nullable String location, @DefaultValue("30m") Duration refreshInterval) {

        public Clients {
            if (refreshInterval.compareTo(Duration.ofSeconds(1)) < 0) {
                throw new IllegalArgumentException("verifier.clients.refresh-interval must be at least 1s");
            }
        }
    }

    /**
     * What is believed beforehand.
     *
     * @param anchors Certificates that issuers' x5c chains must lead to: PEM files or folders of them. A certificate that is no
     *     authority pins the issuer it belongs to. Without any no credential is believed.
     * @param revokedCredentials List of revoked credential ids, YAML: {@code file:} or {@code https:}.
     * @param participants Organisations that mandators must be among: a YAML list at {@code file:} or {@code https:}, or
     *     {@code issuers} for those that are trusted issuers themselves. Without it the issuer's accreditation is enough.
     * @param domains Types that have a trust of their own, by a name of yours ({@code a-z}, {@code 0-9}, {@code -}): {@code types}, what
     *     belongs to it; {@code anchors}, as above, or a signed list of them, {@code trusted-list}; and who may issue: {@code issuers.list} and {@code issuers.registry}, as above, or
     *     {@code issuers.anchored=true} for whomever an anchor vouches for. With {@code issuers.metadata=true} issuers of SD-JWT VCs that are listed by their https URL may go by the keys that they publish there. What is above is for every other type. See docs/trust.md.
     * @param federation Trust anchors of federations (OpenID Federation 1.0), by a name of yours ({@code a-z}, {@code 0-9}, {@code -}):
     *     {@code entity-id}, as {@code trusted_authorities} of a query name it, and {@code jwks}, a file with the keys it signs with. A
     *     profile that asks for another one fails the start. See docs/trust.md.
     * @param status What becomes of credentials whose status list cannot be refreshed: {@code fail-closed}, they are refused once the
     *     list may not be kept any longer; or {@code accept-stale-up-to=PT1H}, the last list counts so much longer, and never beyond
     *     its own end.
     */
    public record Trust(
            @DefaultValue List<String> anchors,
            @DefaultValue Issuers issuers,
            @Nullable String participants,
            @Nullable String revokedCredentials,
            @DefaultValue Map<String, TrustDomainProperties> domains,
            @DefaultValue Map<String, FederationProperties> federation,
            @DefaultValue("fail-closed") StatusRule status) {

        public Trust {
            TrustDomainProperties.requireDistinct(domains);
            FederationProperties.requireDistinct(federation);
        }

        /**
         * Who may issue what.
         *
         * @param list Trusted issuers, YAML: {@code file:} or {@code https:}.
         * @param registry Base URL of an EBSI v4 trusted issuers registry, ending with a slash; asked about issuers that the list
         *     does not have.
         */
        public record Issuers(
                @Nullable String list, @Nullable URI registry) {

            public Issuers {
                if (registry != null && !registry.toString().endsWith("/")) {
                    throw new IllegalArgumentException("verifier.trust.issuers.registry must end with a slash");
                }
            }
        }
    }

    /**
     * Everything that leaves the building.
     *
     * @param allowPrivateAddresses Whether loopback and private addresses, and plain http to loopback, may be fetched from.
     *     For development and tests.
     * @param allowedHosts Hosts from which the request objects of any client may be fetched, beside the client's own, and status
     *     lists that nobody signed, beside their issuer's.
     * @param connectTimeout How long connecting may take.
     * @param totalTimeout How long one fetch may take altogether.
     * @param maxBytes The largest answer that is read.
     * @param maxListBytes The largest list that is read, also after decompression.
     * @param caCertificates PEM file with TLS roots beside those of the JDK.
     */
    public record Outbound(
            @DefaultValue("false") boolean allowPrivateAddresses,
            @DefaultValue List<String> allowedHosts,
            @DefaultValue("1s") Duration connectTimeout,
            @DefaultValue("3s") Duration totalTimeout,
            @DefaultValue("1MB") DataSize maxBytes,
            @DefaultValue("16MB") DataSize maxListBytes,
            @Nullable Path caCertificates) {}

    /**
     * Proxies in front of us.
     *
     * @param trusted Addresses or networks (CIDR) whose {@code Forwarded} and {@code X-Forwarded-For} name the caller. They never name the issuer.
     * @param clientCertificateHeader Header in which these proxies hand on the certificate that a client has proved to hold: as
     *     {@code Client-Cert} has it (RFC 9440), or as PEM, URL-encoded ({@code $ssl_client_escaped_cert} of nginx). They must have
     *     checked its chain, and must remove the header from what callers send. Without it there is no {@code tls_client_auth}.
     */
    public record Proxy(
            @DefaultValue List<String> trusted, @Nullable String clientCertificateHeader) {

        public Proxy {
            if (clientCertificateHeader != null && trusted.isEmpty()) {
                throw new IllegalArgumentException(
                        "verifier.proxy.client-certificate-header is nothing without verifier.proxy.trusted");
            }
        }
    }

    /**
     * Our endpoints.
     *
     * @param aliases Whether the example paths of the runbooks ({@code /oauth/token}, {@code /oauth2/token}, {@code /token}) work
     *     like the canonical ones.
     */
    public record Endpoints(@DefaultValue("true") boolean aliases) {}

    /**
     * What we issue.
     *
     * @param accessTokenLifetime How long an access token lives; never longer than the credential behind it.
     * @param idTokenLifetime How long an ID token may be used to say who has signed in.
     * @param refreshTokenLifetime How long a client may refresh after a login, however often it does; never longer than the credential
     *     behind it.
     * @param authorizationCodeLifetime How long a client may take to exchange its code.
     * @param pushedRequestLifetime How long a request that was pushed may wait for the browser.
     * @param subject Under which name clients know a person ({@code sub}): {@code holder-did}, the key of the wallet; {@code email},
     *     as the issuer has it; {@code pairwise}, another one for each client's host; or a claim that a profile passes on, by its name
     *     there. Who has no such claim is known by the key of the wallet.
     * @param dpopNonce Whether proofs of possession (DPoP) must have a nonce of ours: {@code optional}, where one that is there must be
     *     right, or {@code required}, where clients are told one and ask again.
     */
    public record Tokens(
            @DefaultValue("1h") Duration accessTokenLifetime,
            @DefaultValue("5m") Duration idTokenLifetime,
            @DefaultValue("12h") Duration refreshTokenLifetime,
            @DefaultValue("60s") Duration authorizationCodeLifetime,
            @DefaultValue("60s") Duration pushedRequestLifetime,
            @DefaultValue("holder-did") Subject subject,
            @DefaultValue("optional") DpopNonce dpopNonce) {

        /** Whether a nonce must be there. */
        public enum DpopNonce {
            OPTIONAL,
            REQUIRED
        }

        /**
         * The kinds of names.
         *
         * @param text one of those that have a name here, or else what profiles call the claim
         */
        public record Subject(String text) {

            public static final Subject HOLDER_DID = new Subject("holder-did");
            public static final Subject EMAIL = new Subject("email");
            public static final Subject PAIRWISE = new Subject("pairwise");

            /** As it is configured. */
            public static Subject valueOf(String text) {
                var name = text.strip();
                return Stream.of(HOLDER_DID, EMAIL, PAIRWISE)
                        .filter(kind ->
                                kind.text().equals(name.toLowerCase(Locale.ROOT).replace('_', '-')))
                        .findFirst()
                        .orElseGet(() -> new Subject(name));
            }
        }

        public Tokens {
            within("verifier.tokens.access-token-lifetime", accessTokenLifetime, "1m", "24h");
            within("verifier.tokens.id-token-lifetime", idTokenLifetime, "1m", "24h");
            within("verifier.tokens.refresh-token-lifetime", refreshTokenLifetime, "1s", "365d");
            within("verifier.tokens.authorization-code-lifetime", authorizationCodeLifetime, "1s", "10m");
            within("verifier.tokens.pushed-request-lifetime", pushedRequestLifetime, "5s", "10m");
        }
    }

    /**
     * Signing in with a wallet.
     *
     * @param timeout How long a wallet may take to answer, and after that the browser to go on.
     * @param maxAttempts How many answers of a wallet may be refused before the login ends.
     * @param crossDevice Whether the wallet may be on another device than the browser: {@code allow}; {@code match-code}, where
     *     that device shows a code which the person types into the browser, so that whoever only has somebody else scan a QR code is not
     *     signed in; or {@code deny}, where there is no QR code. A wallet on the same device completes a login only by its way back into the same browser, in either case. What
     *     a client's {@code crossDevice} says counts for it instead.
     * @param singleSignOn How long after a presentation the same browser may be signed in at any client without another one; never
     *     longer than the credential is valid. {@code 0s}: every login is a presentation.
     * @param walletUrl A wallet in the web; its address gets {@code client_id} and {@code request_uri} as an
     *     {@code openid4vp://} link has them.
     * @param page A login page of your own in place of ours. It gets {@code authRequest}, the {@code openid4vp://} link to show as a
     *     QR code; {@code state},
     *     by which it reaches {@code /login/<state>/events} and {@code /login/<state>/continue}; and {@code homeUri}. It must be on
     *     the same site as the issuer, or browsers do not send the cookie that a login is bound to. A client's {@code loginPageUri} is
     *     in its place for that client. With {@code match-code} it also hears the event {@code match}, with the path of ours where the
     *     person types the code.
     */
    public record Login(
            @DefaultValue("2m") Duration timeout,
            @DefaultValue("5") int maxAttempts,
            @DefaultValue("allow") CrossDevice crossDevice,
            @DefaultValue("0s") Duration singleSignOn,
            @Nullable URI walletUrl,
            @Nullable URI page) {

        /** Whether two devices may take part in a login. */
        public enum CrossDevice {
            ALLOW,
            MATCH_CODE,
            DENY
        }

        public Login {
            within("verifier.login.timeout", timeout, "1s", "10m");
            within("verifier.login.single-sign-on", singleSignOn, "0s", "30d");
            if (maxAttempts < 1 || maxAttempts > 100) {
                throw new IllegalArgumentException("verifier.login.max-attempts must be from 1 to 100");
            }
        }
    }

    /**
     * How wallets are asked (OpenID4VP 1.0).
     *
     * @param clientIdPrefix How we name ourselves to wallets: {@code x509_hash} or {@code x509_san_dns}, by
     *     {@code verifier.keys.certificate-chain}; {@code verifier_attestation}, by {@code verifier.openid4vp.verifier-attestation};
     *     {@code decentralized_identifier}, by the did:key of the signing key; {@code did} for wallets that know only a bare did:key; or
     *     {@code redirect_uri}, by where answers go: nothing is signed then, and the whole request is in the link and the QR code. By
     *     default {@code did} where {@code verifier.compatibility.legacy-wallets} is on, else {@code x509_hash} with certificates and
     *     {@code decentralized_identifier} without. HAIP 1.0 knows neither {@code verifier_attestation} nor {@code redirect_uri}: in the
     *     strict profile they fail the start.
     * @param verifierAttestation Verifier attestation of the signing key (OpenID4VP 1.0 §12): the JWT that somebody whom wallets trust
     *     has issued to us, or a file with it.
     * @param holderKeys Whose credentials may answer together: {@code one}, those that are bound to one key, so that two people cannot
     *     put theirs together; or {@code any}, where wallets have a key for each credential and their word is enough.
     * @param verifierInfo What others say of us to wallets, such as registration certificates ({@code verifier_info}, OpenID4VP 1.0
     *     §5.1): a file with a JSON array. Entries with {@code credential_ids} go only with requests for these credentials.
     * @param responseMode How wallets send their answers: {@code direct_post.jwt}, encrypted to a key of the login's own, or
     *     {@code direct_post}, in clear. By default {@code direct_post.jwt}, and {@code direct_post} where
     *     {@code verifier.compatibility.legacy-wallets} is on.
     * @param digitalCredentialsApi Whether the login page asks for credentials through the browser (Digital Credentials API): {@code signed},
     *     {@code unsigned} or {@code off}. By default {@code signed} where wallets know us by certificates or an attestation and
     *     {@code unsigned} where they do not; {@code off} where answers come in clear, since these must be encrypted, and with
     *     {@code verifier.login.page}, which could not ask.
     * @param identities Other names of ours for wallets, each under a name of yours ({@code a-z}, {@code 0-9}, {@code -}) by which clients
     *     choose it ({@code identity} in their list): {@code signing}, a private key like {@code verifier.keys.signing} that signs requests
     *     to wallets only, without it that one; {@code certificate-chain}, {@code client-id-prefix} and {@code verifier-attestation},
     *     which are about that key what {@code verifier.keys.certificate-chain} and the other two here are about ours.
     * @param profiles What is asked for, by name, such as {@code verifier.openid4vp.profiles.badge.scopes} and {@code ….dcql}: see
     *     docs/profiles.md. Two are in use without a word: {@code learcredential.employee} and {@code learcredential.machine}; two more
     *     are ready-made: {@code eu.europa.ec.eudi.pid.1} and {@code org.iso.18013.5.1.mDL}.
     */
    public record Openid4vp(
            @Nullable ClientIdPrefix clientIdPrefix,
            @Nullable String verifierAttestation,
            @DefaultValue("one") HolderKeys holderKeys,
            @Nullable String verifierInfo,
            @Nullable ResponseMode responseMode,
            @Nullable DigitalCredentialsApi digitalCredentialsApi,
            @DefaultValue Map<String, WalletIdentityProperties> identities,
            @DefaultValue Map<String, Object> profiles) {

        public Openid4vp {
            WalletIdentityProperties.requireNamed(identities);
        }

        /** By how many keys the credentials of one answer may be held. */
        public enum HolderKeys {
            ONE,
            ANY
        }

        /** How the page asks (OpenID4VP 1.0 Appendix A.1). */
        public enum DigitalCredentialsApi {
            OFF,
            UNSIGNED,
            SIGNED
        }

        /** The ways of an answer (OpenID4VP 1.0 §8.2, §8.3.1). */
        public enum ResponseMode {
            DIRECT_POST,
            DIRECT_POST_JWT
        }

        /** The kinds of client identifiers (OpenID4VP 1.0 §5.9). */
        public enum ClientIdPrefix {
            DECENTRALIZED_IDENTIFIER,
            DID,
            X509_HASH,
            X509_SAN_DNS,
            VERIFIER_ATTESTATION,
            REDIRECT_URI;

            /** Whether it names us by a certificate. */
            public boolean needsCertificates() {
                return switch (this) {
                    case X509_HASH, X509_SAN_DNS -> true;
                    case DECENTRALIZED_IDENTIFIER, DID, VERIFIER_ATTESTATION, REDIRECT_URI -> false;
                };
            }

            /** Whether somebody vouches for it to wallets. */
            public boolean isVouchedFor() {
                return needsCertificates() || this == VERIFIER_ATTESTATION;
            }

            /** HAIP 1.0 §5: requests are signed, under {@code x509_hash}; what is not known by a key of ours is far from it. */
            boolean isForbiddenByHaip() {
                return this == VERIFIER_ATTESTATION || this == REDIRECT_URI;
            }
        }
    }

    /**
     * What is still a draft elsewhere, by its name and the revision that is followed. It may change with its draft.
     *
     * @param credentialOidcBridge {@code draft-02} tells clients what was presented as {@code presented_credential_sets} too, in the ID
     *     token and at userinfo (draft-svensson-credential-oidc-bridge-02).
     * @param credentialOidcBridgeQueries {@code draft-02} lets clients ask in their own words, by {@code dcql_query} in the
     *     {@code claims} parameter, for less than the profiles of their scopes ask for (draft-svensson-credential-oidc-bridge-02).
     * @param securityEvents {@code caep-1.0} tells clients that have an address for it in the list when a session ends because its credential does
     *     (OpenID CAEP 1.0, pushed as RFC 8935 has it), without streams that clients manage (SSF 1.0 §8).
     */
    public record Drafts(
            @Nullable BridgeDraft credentialOidcBridge,
            @Nullable BridgeDraft credentialOidcBridgeQueries,
            @Nullable EventsDraft securityEvents) {

        /** Revisions of OpenID CAEP. */
        public enum EventsDraft {
            /** Of 2025. */
            CAEP_1_0
        }

        /** Revisions of draft-svensson-credential-oidc-bridge. */
        public enum BridgeDraft {
            /** Of August 2026. */
            DRAFT_02
        }
    }

    private static void within(String property, Duration value, String least, String most) {
        if (value.compareTo(DurationStyle.SIMPLE.parse(least)) < 0
                || value.compareTo(DurationStyle.SIMPLE.parse(most)) > 0) {
            throw new IllegalArgumentException(property + " must be from " + least + " to " + most);
        }
    }

    /**
     * How much of the ecosystem's habits is tolerated.
     *
     * @param profile {@code standard}: the specifications and everything the runbooks print. {@code dome}: also the quirks of
     *     wallets and machines in the field. {@code strict}: FAPI 2.0 and HAIP only.
     * @param millisecondDates Accept {@code exp}, {@code iat} and {@code nbf} in milliseconds. On in {@code dome}.
     * @param presentationWithoutAudience Accept a machine's presentation that has no {@code aud}. On in {@code dome}.
     * @param presentationWithoutId Accept a machine's presentation that has neither {@code jti} nor {@code nonce}. On in
     *     {@code dome}.
     * @param legacyWallets Speak to wallets as the ecosystem's first verifier did: a bare did:key as client id, the constant scope
     *     beside the query, and an answer addressed to {@code https://self-issued.me/v2}. On in {@code dome}.
     * @param vpTokenForms Accept an answer that is a bare or Base64-wrapped presentation instead of the object that was asked for.
     *     On in {@code dome} and {@code standard}.
     * @param formerSdJwtType Accept SD-JWT VCs whose {@code typ} is {@code vc+sd-jwt}, as drafts had it. On in {@code dome}.
     * @param refreshUnregistered Issue refresh tokens also to clients that are not registered for {@code refresh_token}, where they
     *     authenticate and redeem codes. On in {@code dome}.
     * @param plainStatusLists Read status lists in plain JSON that nobody signed ({@code PlainListEntity}), from hosts of
     *     {@code verifier.outbound.allowed-hosts} only. On in {@code dome} and {@code standard}.
     * @param gzipStatusLists Read Token Status Lists that are compressed with gzip and count their bits from the other end, as the
     *     ecosystem's issuer has them. On in {@code dome} and {@code standard}.
     * @param shortStatusLists Read Bitstring Status Lists of less than 131072 entries, in which it shows whose status is asked for.
     *     On in {@code dome}.
     * @param namelessStatusLists Read Bitstring Status Lists without {@code id}: whoever has their host can put one of an issuer's in
     *     another's place. On in {@code dome}.
     * @param accessTokenTypJwt Issue access tokens with the header {@code typ: JWT} instead of {@code at+jwt}. On in {@code dome}.
     */
    public record Compatibility(
            @DefaultValue("standard") Profile profile,
            @Nullable Boolean millisecondDates,
            @Nullable Boolean presentationWithoutAudience,
            @Nullable Boolean presentationWithoutId,
            @Nullable Boolean legacyWallets,
            @Nullable Boolean vpTokenForms,
            @Nullable Boolean formerSdJwtType,
            @Nullable Boolean refreshUnregistered,
            @Nullable Boolean plainStatusLists,
            @Nullable Boolean gzipStatusLists,
            @Nullable Boolean shortStatusLists,
            @Nullable Boolean namelessStatusLists,
            @Nullable Boolean accessTokenTypJwt) {

        /** The three degrees of tolerance. */
        public enum Profile {
            STANDARD,
            DOME,
            STRICT
        }

        public Compatibility {
            var switchedOn = Stream.of(
                            millisecondDates,
                            presentationWithoutAudience,
                            presentationWithoutId,
                            legacyWallets,
                            vpTokenForms,
                            formerSdJwtType,
                            refreshUnregistered,
                            plainStatusLists,
                            gzipStatusLists,
                            shortStatusLists,
                            namelessStatusLists,
                            accessTokenTypJwt)
                    .anyMatch(Boolean.TRUE::equals);
            if (switchedOn && profile == Profile.STRICT) {
                throw new IllegalArgumentException(
                        "verifier.compatibility.profile strict tolerates no quirk: remove the"
                                + " switches under verifier.compatibility or choose another profile");
            }
        }

        /** Whether a quirk is tolerated: as switched, or else as the profile has it. */
        public boolean tolerates(@Nullable Boolean quirk) {
            return quirk != null ? quirk : profile == Profile.DOME;
        }

        public boolean strict() {
            return profile == Profile.STRICT;
        }
    }

    /**
     * How much callers may send, and how often.
     *
     * @param body The largest request body.
     * @param header The largest request head.
     * @param parameters The largest number of form parameters.
     * @param jsonDepth The deepest nesting of JSON.
     * @param credential The largest token, credential or presentation, in characters.
     * @param disclosures The largest number of disclosures of an SD-JWT.
     * @param certificates The longest certificate chain.
     * @param requestObject The largest request object of a client, sent or fetched.
     * @param openLogins How many logins may wait for a wallet at once, a number or {@code unlimited}.
     * @param waitingBrowsers How many browsers may wait for news at once, a number or {@code unlimited}. Each holds one of the
     *     connections that {@code server.tomcat.max-connections} allows, 32768 if not told: that must be more.
     * @param waitingBrowsersPerAddress The same for one address.
     * @param authorizePerAddress Authorization requests from one address, {@code n/period} or {@code unlimited}. Of IPv6 a /56 network is
     *     one address here, as for the other limits.
     * @param loginPerAddress What browsers and wallets at one address ask while logins go on, and anybody at userinfo, {@code n/period} or
     *     {@code unlimited}.
     * @param tokenPerClient Token requests of one authenticated client, {@code n/period} or {@code unlimited}.
     * @param tokenPerAddress Token requests from one address, {@code n/period} or {@code unlimited}.
     */
    public record Limits(
            @DefaultValue("1MB") DataSize body,
            @DefaultValue("16KB") DataSize header,
            @DefaultValue("100") int parameters,
            @DefaultValue("32") int jsonDepth,
            @DefaultValue("256KB") DataSize credential,
            @DefaultValue("200") int disclosures,
            @DefaultValue("5") int certificates,
            @DefaultValue("64KB") DataSize requestObject,
            @DefaultValue("100000") Capacity openLogins,
            @DefaultValue("20000") Capacity waitingBrowsers,
            @DefaultValue("100") Capacity waitingBrowsersPerAddress,
            @DefaultValue("600/1m") Rate authorizePerAddress,
            @DefaultValue("6000/1m") Rate loginPerAddress,
            @DefaultValue("6000/1m") Rate tokenPerClient,
            @DefaultValue("6000/1m") Rate tokenPerAddress) {}

    /**
     * How the server stops.
     *
     * @param drain How long it goes on serving after it was told to stop and is not ready any more: longer than whoever sends it requests
     *     takes to notice, such as three probes of a load balancer. At most {@code 20s}; those who are being served then are served to
     *     the end in any case.
     */
    public record Shutdown(@DefaultValue("0s") Duration drain) {

        public Shutdown {
            within("verifier.shutdown.drain", drain, "0s", "20s");
        }
    }

    /**
     * How the pages look that people see.
     *
     * @param name Whose pages they are: shown at the top of each.
     * @param logo File with a logo, SVG or PNG, at most 256 KB; shown beside the name.
     * @param accentColor Colour of buttons and links, {@code #rrggbb}. The text on it, and its shades in the light and in the dark,
     *     are chosen so that they can be read.
     * @param homeUrl Where the name at the top leads.
     * @param supportUrl Where people find help: a web page or {@code mailto:}.
     * @param onboardingUrl Where people without a credential learn how to get one.
     * @param languages Languages to choose from by what the browser asks for: {@code ca}, {@code de}, {@code en},
     *     {@code es}, {@code fr}, {@code it}, {@code pt}.
     * @param defaultLanguage The one for browsers that ask for none of them.
     */
    public record Branding(
            @DefaultValue("Verifier") String name,
            @Nullable Path logo,
            @DefaultValue("#2457c5") String accentColor,
            @Nullable URI homeUrl,
            @Nullable URI supportUrl,
            @Nullable URI onboardingUrl,

            @DefaultValue({"ca", "de", "en", "es", "fr", "it", "pt"})
            List<String> languages,

            @DefaultValue("en") String defaultLanguage) {

        public Branding {
            if (!accentColor.matches("#[0-9A-Fa-f]{6}")) {
                throw new IllegalArgumentException("verifier.branding.accent-color must look like #2457c5");
            }
            if (name.isBlank()) {
                throw new IllegalArgumentException("verifier.branding.name must not be empty");
            }
            if (!languages.contains(defaultLanguage)) {
                throw new IllegalArgumentException(
                        "verifier.branding.default-language must be one of verifier.branding.languages");
            }
            requireLink("home-url", homeUrl, Set.of("https", "http"));
            requireLink("support-url", supportUrl, Set.of("https", "http", "mailto"));
            requireLink("onboarding-url", onboardingUrl, Set.of("https", "http"));
        }

        private static void requireLink(String name, @Nullable URI link, Set<String> schemes) {
            if (link != null && (link.getScheme() == null || !schemes.contains(link.getScheme()))) {
                throw new IllegalArgumentException("verifier.branding.%s must begin with one of %s"
                        .formatted(name, schemes.stream().sorted().toList()));
            }
        }
    }
}
