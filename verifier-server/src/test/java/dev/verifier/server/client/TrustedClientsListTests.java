package dev.verifier.server.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.verifier.server.configuration.VerifierProperties.Login.CrossDevice;
import dev.verifier.server.configuration.VerifierProperties.Tokens;
import dev.verifier.server.list.Finding;
import dev.verifier.server.list.Finding.Severity;
import dev.verifier.server.list.ListReading;
import dev.verifier.server.profile.CredentialProfiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The trusted services list: the ecosystem's own, one of the same shape, and lists that mean harm. */
class TrustedClientsListTests {

    private static final String DID = "did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169";

    private static final Tokens LIFETIMES = new Tokens(
            Duration.ofHours(1),
            Duration.ofMinutes(5),
            Duration.ofHours(12),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Tokens.Subject.HOLDER_DID,
            Tokens.DpopNonce.OPTIONAL);

    private static final ClientProfile STANDARD = new ClientProfile(
            false, false, false, LIFETIMES, CrossDevice.ALLOW, CredentialProfiles.readyMade(), Set.of());
    private static final ClientProfile BEHIND_A_PROXY = new ClientProfile(
            false, true, false, LIFETIMES, CrossDevice.ALLOW, CredentialProfiles.readyMade(), Set.of());
    private static final ClientProfile STRICT = new ClientProfile(
            true, true, false, LIFETIMES, CrossDevice.ALLOW, CredentialProfiles.readyMade(), Set.of());

    @Test
    void every_client_of_the_production_list_loads() throws IOException {
        var reading = read(real("prd"));

        assertThat(clients(reading)).hasSize(7);
        assertThat(reading.findings()).isEmpty();
    }

    @Test
    void every_client_of_the_sandbox_list_loads_and_each_odd_one_is_told() throws IOException {
        var reading = read(real("sbx"));

        assertThat(clients(reading)).hasSize(30);
        assertThat(reading.findings()).allMatch(finding -> finding.severity() == Severity.WARNING);
        assertThat(reading.findings())
                .extracting(Finding::field, Finding::line)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("requireProofKey", 110),
                        org.assertj.core.groups.Tuple.tuple("redirectUris", 114),
                        org.assertj.core.groups.Tuple.tuple("requireProofKey", 143),
                        org.assertj.core.groups.Tuple.tuple("requireProofKey", 154));
        assertThat(clients(reading))
                .filteredOn(client -> client.methods().toString().contains("none"))
                .hasSize(6)
                .allMatch(TrustedClient::requireProofKey);
    }

    private static byte[] real(String environment) throws IOException {
        var data = System.getenv("VERIFIER_TEST_DATA");
        assumeThat(data)
                .as(
                        "VERIFIER_TEST_DATA names the folder with dome-trust-framework; without it only our own list is read")
                .isNotNull();
        return Files.readAllBytes(Path.of(data, "dome-trust-framework", environment, "trusted_services_list.yaml"));
    }

    @Test
    void a_list_of_the_same_shape_loads_whatever_dirt_is_in_it() {
        var reading = read("""
                clients:
                # a comment
                  - clientId: "%s"
                    url: "https://portal.acme.example/"
                    redirectUris: [ "https://portal.acme.example/callback" ]
                    scopes: ["openid_learcredential"]
                    clientAuthenticationMethods: ["client_secret_jwt"]
                    authorizationGrantTypes: ["authorization_code", "refresh_token", "client_credentials"]
                    postLogoutRedirectUris: []
                    requireAuthorizationConsent: false\s
                    requireProofKey: false
                    jwkSetUrl:\s
                    tokenEndpointAuthenticationSigningAlgorithm: "ES256"
                  - clientId: "keycloak"
                    redirectUris: ["https://keycloak.example/broker/endpoint"]
                    scopes: []
                    clientAuthenticationMethods: ["client_secret_jwt"]
                    authorizationGrantTypes: ["authorization_code"]
                    jwkSetUrl: "https://keycloak.example/certs"
                  - clientId: "helpdesk"
                    redirectUris: ["com.example.app:/callback", "http://localhost:3000/callback"]
                    clientAuthenticationMethods: ["none"]
                    authorizationGrantTypes: ["authorization_code"]
                    requireProofKey: true
                    shoeSize: 44
                  - clientId: "gone"
                    disabled: true
                """.formatted(DID));

        assertThat(clients(reading))
                .extracting(TrustedClient::clientId)
                .containsExactlyInAnyOrder(DID, "keycloak", "helpdesk");
        assertThat(reading.findings()).extracting(Finding::field).containsExactly("shoeSize");
    }

    static Stream<String> entries() {
        return Stream.of(
                "redirectUris|redirectUris: [\"javascript:alert(1)\"]",
                "redirectUris|redirectUris: [\"data:text/html,x\"]",
                "redirectUris|redirectUris: [\"https://*.example/cb\"]",
                "redirectUris|redirectUris: [\"https://x.example/cb#f\"]",
                "redirectUris|redirectUris: [\"https://user@x.example/cb\"]",
                "redirectUris|redirectUris: [\"//x.example/cb\"]",
                "redirectUris|redirectUris: [\"https://x.example/cb?x[]=1\"]",
                "redirectUris|redirectUris: [\"https://x.example/k\u00e4se\"]",
                "redirectUris|redirectUris: [\"not a uri\"]",
                "redirectUris|redirectUris: []",
                "redirectUris|redirectUris: {a: b}",
                "postLogoutRedirectUris|postLogoutRedirectUris: [\"javascript:alert(1)\"]",
                "url|url: \"javascript:alert(1)\"",
                "url|url: [\"https://x\"]",
                "authorizationGrantTypes|authorizationGrantTypes: [\"password\"]",
                "authorizationGrantTypes|authorizationGrantTypes: []",
                "clientAuthenticationMethods|clientAuthenticationMethods: [\"telepathy\"]",
                "clientAuthenticationMethods|clientAuthenticationMethods: [\"none\", \"client_secret_jwt\"]",
                "tokenEndpointAuthenticationSigningAlgorithm|tokenEndpointAuthenticationSigningAlgorithm: \"HS256\"",
                "tokenEndpointAuthenticationSigningAlgorithm|tokenEndpointAuthenticationSigningAlgorithm: \"none\"",
                "tokenEndpointAuthenticationSigningAlgorithm|tokenEndpointAuthenticationSigningAlgorithm: \"RS256\"",
                "tokenEndpointAuthenticationSigningAlgorithm|tokenEndpointAuthenticationSigningAlgorithm: \"ES384\"",
                "assertionAudience|assertionAudience: \"https://v.example/oidc/token\"",
                "clientSecret|clientAuthenticationMethods: [\"client_secret_basic\"]",
                "clientSecret|clientAuthenticationMethods: [\"client_secret_post\"]\n    clientSecret: \"in clear\"",
                "clientSecret|clientAuthenticationMethods: [\"client_secret_post\"]\n    clientSecret: \"{noop}\"",
                "clientSecret|clientAuthenticationMethods: [\"client_secret_post\"]\n    clientSecret: \"{MD5}0cc1\"",
                "clientSecret|clientAuthenticationMethods: [\"client_secret_post\"]\n    clientSecret: \"{bcrypt}x\"",
                // So costly that whoever guesses could keep the server busy.
                "clientSecret|clientAuthenticationMethods: [\"client_secret_post\"]\n    clientSecret: \"{bcrypt}$2a$31$"
                        + "a".repeat(53) + "\"",
                "clientAuthenticationMethods|clientAuthenticationMethods: [\"tls_client_auth\"]",
                "requireProofKey|requireProofKey: \"yes\"",
                "requireProofKey|requireProofKey: yes",
                "requireProofKey|requireProofKey: \"true\"",
                "requireProofKey|requireProofKey: [true]",
                "requireAuthorizationConsent|requireAuthorizationConsent: on",
                "requireSignedRequestObject|requireSignedRequestObject: yes",
                "disabled|disabled: yes",
                "disabled|disabled: on",
                "disabled|disabled: off",
                "disabled|disabled: 1",
                "scopes|scopes: [\"openid learcredential\"]",
                "scopes|scopes: [\"a\\\"b\"]",
                "scopes|scopes: [\"\u00e4\"]",
                "backchannelLogoutUri|backchannelLogoutUri: \"http://a.example/logout\"",
                "backchannelLogoutUri|backchannelLogoutUri: \"https://a.example/logout#f\"",
                "backchannelLogoutUri|backchannelLogoutUri: \"com.example.app:/logout\"",
                "backchannelLogoutUri|backchannelLogoutUri: \"javascript:alert(1)\"",
                "securityEventUri|securityEventUri: \"http://a.example/events\"",
                "securityEventUri|securityEventUri: \"https://a.example/events#f\"",
                "securityEventUri|securityEventUri: \"/events\"",
                "crossDevice|crossDevice: \"maybe\"",
                "crossDevice|crossDevice: DENY",
                "crossDevice|crossDevice: match_code",
                "crossDevice|crossDevice: [deny]",
                "crossDevice|crossDevice: {}",
                "loginPageUri|loginPageUri: \"http://a.example/login\"",
                "loginPageUri|loginPageUri: \"https://a.example/login#f\"",
                "loginPageUri|loginPageUri: \"https://user@a.example/login\"",
                "loginPageUri|loginPageUri: \"https:///login\"",
                "loginPageUri|loginPageUri: \"https://a.example/{login}\"",
                "loginPageUri|loginPageUri: \"com.example.app:/login\"",
                "loginPageUri|loginPageUri: \"javascript:alert(1)\"",
                "loginPageUri|loginPageUri: \"/login\"",
                "loginPageUri|loginPageUri: [\"https://a.example/login\"]",
                "jwkSetUrl|clientId: \"x\"\n    jwkSetUrl: \"https://bad host/\"",
                "jwkSetUrl|clientId: \"x\"\n    jwkSetUrl: \"https:///\"",
                "jwkSetUrl|clientId: \"x\"\n    jwkSetUrl: \"https://[::\"",
                "url|url: \"https://bad host/\"",
                "requireAuthorizationConsent|requireAuthorizationConsent: 7",
                "tenant|tenant: \"ACME Inc.\"",
                "jwks|clientId: \"x\"\n    jwks: {keys: [{kty: oct, k: c2VjcmV0}]}",
                "jwks|clientId: \"x\"\n    jwks: {keys: [{kty: EC, crv: P-256, x: AA, y: AA, d: AA}]}",
                "jwkSetUrl|clientId: \"x\"\n    jwkSetUrl: \"http://x.example/certs\"",
                "jwkSetUrl|clientId: \"x\"\n    jwkSetUrl: \"/oidc/did/\"",
                "clientId|clientId: \"did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme\"",
                "clientId|clientId: \"white space\"",
                "clientId|clientId:",
                "redirectUris|redirectUris: [\"https://a.example/1\"]\n    redirectUris: [\"https://a.example/2\"]");
    }

    @ParameterizedTest
    @MethodSource("entries")
    void an_entry_that_cannot_be_accepted_is_left_out_and_told_and_stops_no_other(String given) {
        var field = given.substring(0, given.indexOf('|'));
        var odd = entry(given.substring(given.indexOf('|') + 1));

        var reading = read("clients:\n" + odd + entry("clientId: \"%s\"".formatted(DID)));

        assertThat(clients(reading)).extracting(TrustedClient::clientId).containsExactly(DID);
        assertThat(reading.findings())
                .extracting(Finding::field, Finding::severity)
                .contains(org.assertj.core.groups.Tuple.tuple(field, Severity.ERROR));
        assertThat(reading.findings()).allMatch(finding -> finding.line() >= 2 && finding.line() < 12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "True", "TRUE"})
    void a_client_is_disabled_by_every_word_that_is_true(String word) {
        assertThat(clients(read("clients:\n" + entry("disabled: " + word)))).isEmpty();
        assertThat(clients(read("clients:\n" + entry("disabled: " + "false")))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://a.example/logout?tenant=b", "http://localhost:3000/logout", "http://127.0.0.1/"})
    void a_client_hears_of_logouts_over_https_or_on_this_machine(String uri) {
        var reading = read("clients:\n"
                + entry("backchannelLogoutUri: \"" + uri + "\"\n    backchannelLogoutSessionRequired: true"));

        assertThat(clients(reading))
                .extracting(TrustedClient::backchannelLogoutUri)
                .containsExactly(uri);
        assertThat(reading.findings()).isEmpty();
    }

    /** As long as the columns that keep it. */
    @Test
    void a_client_has_a_name_of_512_characters_at_the_most() {
        var longest = "x".repeat(512);
        var keys = "\n    clientAuthenticationMethods: [\"none\"]\n    requireProofKey: true";

        assertThat(clients(read("clients:\n" + entry("clientId: \"" + longest + "\"" + keys))))
                .extracting(TrustedClient::clientId)
                .containsExactly(longest);
        assertThat(clients(read("clients:\n" + entry("clientId: \"" + longest + "x\"" + keys))))
                .isEmpty();
    }

    @Test
    void a_client_hears_of_credentials_that_ended_or_else_its_operator_hears_that_it_does_not() {
        var list = "clients:\n" + entry("securityEventUri: \"https://a.example/events\"");
        var wanted = new ClientProfile(
                false, false, false, LIFETIMES, CrossDevice.ALLOW, CredentialProfiles.readyMade(), Set.of(), true);

        assertThat(clients(read(list, wanted)))
                .extracting(TrustedClient::securityEventUri)
                .containsExactly("https://a.example/events");
        assertThat(read(list, wanted).findings()).isEmpty();
        assertThat(read(list).findings())
                .extracting(Finding::field, Finding::severity)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("securityEventUri", Severity.WARNING));
    }

    @ParameterizedTest
    @CsvSource({"allow, ALLOW", "match-code, MATCH_CODE", "deny, DENY"})
    void a_client_says_whether_wallets_may_be_on_another_device(String word, CrossDevice rule) {
        var reading = read("clients:\n" + entry("crossDevice: " + word));

        assertThat(clients(reading))
                .extracting(client -> client.signIn().crossDevice())
                .containsExactly(rule);
        assertThat(reading.findings()).isEmpty();
    }

    @Test
    void a_client_that_is_looser_than_the_server_is_kept_and_told_of() {
        var denying = new ClientProfile(
                false, false, false, LIFETIMES, CrossDevice.DENY, CredentialProfiles.readyMade(), Set.of());
        var reading = read("clients:\n" + entry("crossDevice: allow"), denying);

        assertThat(clients(reading))
                .extracting(client -> client.signIn().crossDevice())
                .containsExactly(CrossDevice.ALLOW);
        assertThat(reading.findings())
                .extracting(Finding::field, Finding::severity)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("crossDevice", Severity.WARNING));
        assertThat(read("clients:\n" + entry("crossDevice: deny"), denying).findings())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://a.example/login?theme=dark", "http://localhost:3000/login", "http://127.0.0.1/"})
    void a_client_s_login_page_is_over_https_or_on_this_machine(String uri) {
        var reading = read("clients:\n" + entry("loginPageUri: \"" + uri + "\""));

        assertThat(clients(reading))
                .extracting(client -> String.valueOf(client.signIn().page()))
                .containsExactly(uri);
        assertThat(reading.findings()).isEmpty();
    }

    @Test
    void every_client_of_the_list_is_one_of_spring_s() {
        var list = Objects.requireNonNull(read("clients:\n" + entry("id: \"one\"\n    scopes: [\"openid\"]"))
                .value());

        assertThat(list.byId().get("one")).isNotNull().satisfies(client -> {
            assertThat(list.client(client.getClientId())).isPresent();
            assertThat(client.getScopes()).containsExactly("openid");
            assertThat(client.getTokenSettings().getAccessTokenTimeToLive()).isEqualTo(LIFETIMES.accessTokenLifetime());
        });
    }

    /** A client that is right but for what is given. */
    private static String entry(String given) {
        var entry = new StringBuilder("  - " + given + "\n");
        for (var field : List.of(
                "clientId: \"did:key:zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv\"",
                "redirectUris: [\"https://a.example/cb\"]",
                "clientAuthenticationMethods: [\"private_key_jwt\"]",
                "authorizationGrantTypes: [\"authorization_code\"]")) {
            if (!given.contains(field.substring(0, field.indexOf(':') + 1))) {
                entry.append("    ").append(field).append('\n');
            }
        }
        return entry.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "none|client_credentials|authorizationGrantTypes",
                "client_secret_basic|client_credentials|clientAuthenticationMethods",
            })
    void a_machine_authenticates_with_an_assertion(String method, String grant, String field) {
        var reading = read("clients:\n"
                + entry("clientAuthenticationMethods: [\"%s\"]\n    authorizationGrantTypes: [\"%s\"]"
                        .formatted(method, grant)));

        assertThat(clients(reading)).isEmpty();
        assertThat(reading.findings()).extracting(Finding::field).contains(field);
    }

    /** AZ-11: what a client wants of its requests is kept. */
    @ParameterizedTest
    @CsvSource({
        "requireSignedRequestObject,true,false",
        "require_signed_request_object,true,false",
        "requirePushedAuthorizationRequests,false,true"
    })
    void who_wants_signed_or_pushed_requests_is_remembered_as_such(String field, boolean signed, boolean pushed) {
        var wanted = clients(read("clients:\n" + entry(field + ": true")));
        var notWanted = clients(read("clients:\n" + entry(field + ": false")));

        assertThat(wanted).singleElement().satisfies(client -> {
            assertThat(client.requests().signed()).isEqualTo(signed);
            assertThat(client.requests().pushed()).isEqualTo(pushed);
        });
        assertThat(notWanted)
                .singleElement()
                .satisfies(client -> assertThat(client.requests()).isEqualTo(new RequestRules(false, false, Set.of())));
    }

    @Test
    void who_cannot_sign_or_cannot_authenticate_is_not_asked_to() {
        var none = "clientAuthenticationMethods: [\"none\"]\n    requirePushedAuthorizationRequests: true";
        var keyless = """
                clients:
                  - clientId: "portal"
                    redirectUris: ["https://x.example/cb"]
                    clientAuthenticationMethods: ["none"]
                    authorizationGrantTypes: ["authorization_code"]
                    requireSignedRequestObject: true
                """;

        assertThat(read("clients:\n" + entry(none)).findings())
                .extracting(Finding::field)
                .contains("requirePushedAuthorizationRequests");
        assertThat(read(keyless).findings()).extracting(Finding::field).contains("requireSignedRequestObject");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://x.example/ro/",
                "https://x.example/ro/?a=b",
                "https://x.example/ro/#f",
                "https://u@x.example/ro/",
                "https://x.example/a/../b",
                "https://x.example/%2e%2e/",
                "ftp://x.example/",
                "/ro/",
                "https:///ro/"
            })
    void a_prefix_of_request_uris_is_a_plain_https_url(String prefix) {
        var reading = read("clients:\n" + entry("requestUris: [\"%s\"]".formatted(prefix)));

        assertThat(reading.findings()).extracting(Finding::field).containsExactly("requestUris");
        assertThat(clients(read("clients:\n" + entry("requestUris: [\"https://x.example/ro/\"]"))))
                .hasSize(1);
    }

    @Test
    void a_secret_in_clear_loads_with_a_finding_and_is_not_kept() {
        var reading = read(
                "clients:\n"
                        + entry(
                                "clientAuthenticationMethods: [\"client_secret_basic\"]\n    clientSecret: \"{noop}open sesame\""));

        var list = Objects.requireNonNull(reading.value());
        assertThat(list.byClientId()).hasSize(1);
        assertThat(reading.findings())
                .extracting(Finding::field, Finding::severity)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("clientSecret", Severity.WARNING));
        assertThat(list.byId().values())
                .allSatisfy(client -> assertThat(client.getClientSecret()).startsWith("{hmac}"));
        assertThat(list.toString() + clients(reading).getFirst().secret() + reading.findings())
                .doesNotContain("open sesame");
    }

    @Test
    void a_secret_nobody_can_use_is_told() {
        var reading = read("clients:\n" + entry("clientSecret: \"{bcrypt}$2a$10$" + "a".repeat(53) + "\""));

        assertThat(clients(reading)).hasSize(1);
        assertThat(reading.findings()).extracting(Finding::field).containsExactly("clientSecret");
    }

    @Test
    void a_certificate_needs_a_proxy_that_hands_it_on_and_one_subject() {
        var method = "clientAuthenticationMethods: [\"tls_client_auth\"]\n    ";
        var good = "clients:\n"
                + entry(method + "tlsClientAuthSubjectDn: \"CN=Acme, organizationIdentifier=VATES-1, C=ES\"");
        var both = "clients:\n"
                + entry(method + "tlsClientAuthSanDns: \"a.example\"\n    tlsClientAuthSanUri: \"https://a.example\"");
        var bad = "clients:\n" + entry(method + "tlsClientAuthSubjectDn: \"Acme\"");

        assertThat(clients(read(good, BEHIND_A_PROXY))).hasSize(1);
        assertThat(clients(read(good, STANDARD))).isEmpty();
        assertThat(clients(read(both, BEHIND_A_PROXY))).isEmpty();
        assertThat(clients(read(bad, BEHIND_A_PROXY))).isEmpty();
        assertThat(clients(read("clients:\n" + entry(method + "tenant: acme"), BEHIND_A_PROXY)))
                .isEmpty();
    }

    @Test
    void confidential_clients_use_pkce_where_they_are_registered_so_and_all_do_in_strict() {
        var absent = "clients:\n" + entry("tenant: acme");

        assertThat(clients(read(absent)).getFirst().requireProofKey()).isFalse();
        assertThat(clients(read("clients:\n" + entry("requireProofKey: false")))
                        .getFirst()
                        .requireProofKey())
                .isFalse();
        assertThat(clients(read("clients:\n" + entry("requireProofKey: true")))
                        .getFirst()
                        .requireProofKey())
                .isTrue();
        assertThat(clients(read(absent, STRICT)).getFirst().requireProofKey()).isTrue();
        var notInStrict = read("clients:\n" + entry("requireProofKey: false"), STRICT);
        assertThat(clients(notInStrict).getFirst().requireProofKey()).isTrue();
        assertThat(notInStrict.findings()).extracting(Finding::field).containsExactly("requireProofKey");
    }

    /** FAPI 2.0 Security Profile §5.3.2.1, §5.4.1; each is one that loads otherwise. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "clientAuthenticationMethods|clientAuthenticationMethods: [\"none\"]\n    requireProofKey: true",
                "clientAuthenticationMethods|clientAuthenticationMethods: [\"client_secret_basic\"]\n"
                        + "    clientSecret: \"{bcrypt}$2a$10$aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"",
                "clientSecret|clientSecret: \"{noop}x\"",
                "clientAuthenticationMethods|clientAuthenticationMethods: [\"private_key_jwt\", \"client_secret_post\"]\n"
                        + "    clientSecret: \"{bcrypt}$2a$10$aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"",
                "tokenEndpointAuthenticationSigningAlgorithm|clientId: \"x\"\n"
                        + "    tokenEndpointAuthenticationSigningAlgorithm: ES384\n    jwkSetUrl: \"https://x.example/jwks\"",
                "redirectUris|redirectUris: [\"http://x.example/cb\"]",
            })
    void what_contradicts_the_strict_profile_is_left_out_of_it_by_name(String given) {
        var field = given.substring(0, given.indexOf('|'));
        var list = "clients:\n" + entry(given.substring(given.indexOf('|') + 1))
                + entry("clientId: \"%s\"".formatted(DID));

        assertThat(clients(read(list))).hasSize(2);
        var strict = read(list, STRICT);
        assertThat(clients(strict)).extracting(TrustedClient::clientId).containsExactly(DID);
        assertThat(strict.findings())
                .extracting(Finding::field, Finding::severity)
                .contains(org.assertj.core.groups.Tuple.tuple(field, Severity.ERROR));
    }

    @Test
    void a_public_client_has_no_secret() {
        var reading =
                read("clients:\n" + entry("clientAuthenticationMethods: [\"none\"]\n    clientSecret: \"{noop}x\""));

        assertThat(clients(reading)).isEmpty();
        assertThat(reading.findings()).extracting(Finding::field).contains("clientSecret");
    }

    @Test
    void plain_http_redirects_are_for_loopback_and_a_warning_elsewhere_and_refused_by_the_strict() {
        var http = "clients:\n" + entry("redirectUris: [\"http://x.example/cb\"]");

        assertThat(clients(read(http))).hasSize(1);
        assertThat(read(http).findings()).extracting(Finding::severity).containsExactly(Severity.WARNING);
        var strict = TrustedClientsList.read(http.getBytes(StandardCharsets.UTF_8), STRICT);
        assertThat(Objects.requireNonNull(strict.value()).byClientId()).isEmpty();
    }

    @Test
    void the_first_of_two_clients_with_one_name_counts() {
        var reading = read("clients:\n" + entry("tenant: first") + entry("tenant: second"));

        assertThat(clients(reading)).extracting(TrustedClient::tenant).containsExactly("first");
        assertThat(reading.findings()).extracting(Finding::field).containsExactly("clientId");
    }

    @Test
    void keys_may_be_written_in_the_list() {
        var reading = read("clients:\n" + entry("""
                clientId: "x"
                    jwks: {"keys": [{"kty": "EC", "crv": "P-256", "use": "sig", "kid": "1",
                      "x": "fyNYMN0976ci7xqiSdag3buk-ZCwgXU4kz9XNkBlNUI", "y": "hW2ojTNfH7Jbi8--CJUo3OCbH3y5n91g-IMA9MLMbTU"}]}"""));

        assertThat(reading.findings()).isEmpty();
        assertThat(clients(reading).getFirst().keys()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "clients: !!javax.script.ScriptEngineManager [!!java.net.URL [\"http://x\"]]",
                "a: &a [x, x]\nb: &b [*a, *a]\nclients: [*b, *b]",
                "a: &a x\nclients: [*a, *a]",
                "a: &a x\nclients: []",
                "clients: &a [*a]",
                "clients: []\n? &a x\n: y",
                "clients: []\n<<: &a {x: y}",
                "clients:\n\t- clientId: x",
                "clients: [",
                "- clientId: x",
                "klients: []",
                "clients: []\n---\nclients: []",
                "clients: []\nclients: []",
                "",
                "42",
                "{{{{{{{{{{{{{{{{{{{{{{{{{{{{",
            })
    void a_document_that_means_harm_or_nothing_is_refused_as_a_whole(String document) {
        var reading = read(document);

        assertThat(reading.value()).isNull();
        assertThat(reading.findings()).isNotEmpty();
    }

    @Test
    void bytes_that_are_no_text_are_refused_as_a_whole() {
        var reading = TrustedClientsList.read(new byte[] {'c', (byte) 0xff, (byte) 0xfe}, STANDARD);

        assertThat(reading.value()).isNull();
    }

    private static ListReading<TrustedClientsList> read(byte[] document) {
        return TrustedClientsList.read(document, STANDARD);
    }

    private static ListReading<TrustedClientsList> read(String document, ClientProfile profile) {
        return TrustedClientsList.read(document.getBytes(StandardCharsets.UTF_8), profile);
    }

    private static ListReading<TrustedClientsList> read(String document) {
        return read(document.getBytes(StandardCharsets.UTF_8));
    }

    private static List<TrustedClient> clients(ListReading<TrustedClientsList> reading) {
        return List.copyOf(Objects.requireNonNull(reading.value(), reading.findings()::toString)
                .byClientId()
                .values());
    }
}
