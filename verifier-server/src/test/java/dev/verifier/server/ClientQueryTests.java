package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.configuration.Surface;
import dev.verifier.wallet.SdJwtType;
import dev.verifier.wallet.WalletLogin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** A client asks in its own words for less than its profile does (draft-svensson-credential-oidc-bridge-02, section 3.1.2). */
@VerifierTest
class ClientQueryTests {

    private static final World WORLD = new World();
    private static final String CALLBACK = "https://asking-app.example/callback";
    private static final String SD_JWT = "'format':'dc+sd-jwt','meta':{'vct_values':['learcredential.employee.sd.1']}";
    private static final String EMAIL = "{'path':['mandate','mandatee','email']}";
    private static final String W3C_EMAIL = "{'path':['credentialSubject','mandate','mandatee','email']}";
    private static final String W3C = "'format':'jwt_vc_json','meta':{'type_values':[['LEARCredentialEmployee']]}";
    private static final String ONLY_EMAIL = query("'id':'who'," + SD_JWT + ",'claims':[" + EMAIL + "]");

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) {
        append("clients.yaml", """
                  - clientId: "asking-app"
                    redirectUris: ["%s"]
                    clientAuthenticationMethods: ["none"]
                    authorizationGrantTypes: ["authorization_code", "refresh_token"]
                    requireProofKey: true
                    scopes: ["openid", "openid_learcredential", "email", "badge", "signatory"]
                """.formatted(CALLBACK));
        append("issuers.yaml", "    - credentialsType: \"" + SdJwtType.SE.vct() + "\"\n");
        WORLD.describe(registry);
        registry.add("verifier.login.single-sign-on", () -> "1h");
        registry.add("verifier.openid4vp.profiles.badge.dcql", () -> """
                {"credentials": [{"id": "badge", "format": "dc+sd-jwt", "meta": {"vct_values": ["https://example.org/badge"]}}]}""");
        registry.add("verifier.openid4vp.profiles.signatory.dcql", () -> """
                {"credentials": [{"id": "signatory", "format": "jwt_vc_json", "meta": {"type_values": [["LEARCredentialEmployee"]]},
                  "claims": [{"path": ["credentialSubject", "mandate", "mandator", "organizationIdentifier"],
                    "values": ["VATES-B00000000"]}]}]}""");
        registry.add("verifier.drafts.credential-oidc-bridge", () -> "draft-02");
        registry.add("verifier.drafts.credential-oidc-bridge-queries", () -> "draft-02");
    }

    private static void append(String file, String text) {
        try {
            Files.writeString(WORLD.folder.resolve(file), text, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @LocalServerPort
    private int port;

    private Http http;
    private Browser browser;

    @BeforeEach
    void open() {
        http = new Http(port);
        browser = new Browser(http);
    }

    private static String query(String credential) {
        return "{'id_token':{'dcql_query':{'credentials':[{" + credential + "}]}}}";
    }

    private static Map<String, String> request(String claims) {
        var request = Browser.requestOf("asking-app", CALLBACK);
        request.put("scope", "openid openid_learcredential");
        request.put("claims", claims.replace('\'', '"'));
        return request;
    }

    private JsonNode tokens(Map<String, String> request, boolean sdJwt) {
        var page = browser.begin(request);
        var asked = Browser.requestObject(http, browser.walletLink(page));
        assertThat(browser.post(answer(asked, sdJwt)).status()).isEqualTo(200);
        var code = browser.arrive(browser.get(page + "/continue")).getOrDefault("code", "");
        var redemption = Browser.redemption(code);
        redemption.put("client_id", "asking-app");
        redemption.put("redirect_uri", CALLBACK);
        return http.token(redemption).json();
    }

    private static WalletLogin answer(JsonNode asked, boolean sdJwt) {
        var login = WORLD.answer(WORLD.person, Browser.asked(asked));
        return (sdJwt ? login.sdJwt(SdJwtType.SE) : login).build();
    }

    private JsonNode userInfo(JsonNode tokens) {
        return http.send(http.request(Surface.USERINFO)
                        .header(
                                "Authorization",
                                "Bearer " + tokens.get("access_token").asString())
                        .GET())
                .json();
    }

    private void onlyTheEmail(JsonNode tokens) {
        var idToken = Browser.payload(tokens.get("id_token").asString());
        var accessToken = Browser.payload(tokens.get("access_token").asString());
        var info = userInfo(tokens);
        for (var claims : List.of(idToken, info)) {
            assertThat(claims.get("email").asString()).contains("@");
            assertThat(claims.has("given_name")).isFalse();
            assertThat(claims.has("mandator")).isFalse();
            assertThat(claims.at("/presented_credential_sets/0/credentials").propertyNames())
                    .containsExactly("who");
            assertThat(claims.toString()).doesNotContain("power").doesNotContain("mandator");
        }
        assertThat(accessToken.has("power")).isFalse();
        assertThat(accessToken.toString()).doesNotContain("mandator").contains("mandatee");
    }

    @Test
    void less_is_asked_of_the_wallet_and_told_to_the_client() {
        var request = request(ONLY_EMAIL);
        var page = browser.begin(request);
        var asked = Browser.requestObject(http, browser.walletLink(page));

        assertThat(asked.at("/dcql_query/credentials")).hasSize(1);
        assertThat(asked.at("/dcql_query/credentials/0/id").asString()).isEqualTo("who");
        assertThat(asked.at("/dcql_query/credentials/0/claims")).hasSize(1);
        onlyTheEmail(tokens(request, true));
    }

    /** The control is {@link #less_is_asked_of_the_wallet_and_told_to_the_client()}. */
    @Test
    void without_a_query_all_that_the_scope_asks_for_is_told() {
        var request = request("{}");
        var idToken = Browser.payload(tokens(request, false).get("id_token").asString());

        assertThat(idToken.has("given_name")).isTrue();
        assertThat(idToken.get("vc_json").asString()).contains("mandator");
    }

    @Test
    void of_a_credential_that_is_shown_as_a_whole_no_more_is_told_either() {
        onlyTheEmail(tokens(request(query("'id':'who'," + W3C + ",'claims':[" + W3C_EMAIL + "]")), false));
    }

    @Test
    void a_refresh_tells_no_more_than_the_login() {
        var tokens = tokens(request(ONLY_EMAIL), true);
        var refreshed = http.token(Map.of(
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        tokens.get("refresh_token").asString(),
                        "client_id",
                        "asking-app"))
                .json();

        onlyTheEmail(refreshed);
    }

    @Test
    void a_query_without_claims_asks_for_those_of_the_profile() {
        var page = browser.begin(request(query("'id':'who'," + SD_JWT)));
        var asked = Browser.requestObject(http, browser.walletLink(page));

        assertThat(asked.at("/dcql_query/credentials/0/claims")).hasSizeGreaterThan(3);
        assertThat(asked.at("/dcql_query/credentials/0/claim_sets")).isNotEmpty();
    }

    @Test
    void a_query_is_put_to_the_wallet_also_where_somebody_is_signed_in() {
        tokens(request("{}"), false);
        var silently = request(ONLY_EMAIL);
        silently.put("prompt", "none");

        assertThat(browser.arrive(browser.authorize(silently))).containsEntry("error", "login_required");
        assertThat(browser.walletLink(browser.begin(request(ONLY_EMAIL)))).startsWith("openid4vp://");
    }

    /** The control is {@link #less_is_asked_of_the_wallet_and_told_to_the_client()}. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'id':'who','format':'dc+sd-jwt','meta':{'vct_values':['urn:eudi:pid:1']}",
                "'id':'who','format':'dc+sd-jwt','meta':{'vct_values':['learcredential.employee.sd.1','urn:eudi:pid:1']}",
                "'id':'who','format':'mso_mdoc','meta':{'doctype_value':'org.iso.18013.5.1.mDL'}",
                "'id':'who','format':'jwt_vc_json','meta':{'type_values':[['LEARCredentialMachine']]}",
                "'id':'who','format':'dc+sd-jwt','meta':{'vct_values':['learcredential.employee.sd.1']},"
                        + "'claims':[{'path':['mandate','mandatee','nationality']}]",
                "'id':'who','format':'dc+sd-jwt','meta':{'vct_values':['learcredential.employee.sd.1']},"
                        + "'claims':[{'path':['mandate']}]",
                "'id':'who','format':'dc+sd-jwt','meta':{'vct_values':['learcredential.employee.sd.1']},'multiple':true"
            })
    void a_query_beyond_what_the_scopes_ask_for_is_refused_with_what_is_beyond(String credential) {
        var arrived = browser.arrive(browser.authorize(request(query(credential))));

        assertThat(arrived).containsEntry("error", "invalid_request");
        assertThat(arrived.get("error_description"))
                .startsWith("client_query_not_permitted:")
                .contains("who: ");
    }

    @Test
    void what_a_scope_means_is_not_for_a_client_to_change() {
        var request = request(ONLY_EMAIL);
        request.put("scope", "openid openid_learcredential badge");

        assertThat(browser.arrive(browser.authorize(request)).get("error_description"))
                .startsWith("client_query_not_permitted:")
                .contains("badge");
    }

    /** What it says for itself is what {@link #less_is_asked_of_the_wallet_and_told_to_the_client()} may, too. */
    @Test
    void what_one_scope_demands_is_demanded_beside_another() {
        var demanding = W3C + ",'claims':[{'path':['credentialSubject','mandate','mandator','organizationIdentifier'],"
                + "'values':['VATES-B00000000']}]";

        assertThat(browser.arrive(browser.authorize(signatory(W3C))).get("error_description"))
                .startsWith("client_query_not_permitted:")
                .contains("signatory");
        var page = browser.begin(signatory(demanding));
        var asked = Browser.requestObject(http, browser.walletLink(page));
        assertThat(asked.at("/dcql_query/credentials/0/claims/0/values/0").asString())
                .isEqualTo("VATES-B00000000");
        assertThat(browser.post(answer(asked, false)).status()).isEqualTo(400);
    }

    private static Map<String, String> signatory(String credential) {
        var request = request(query("'id':'who'," + credential));
        request.put("scope", "openid openid_learcredential signatory");
        return request;
    }

    @Test
    void a_query_for_what_no_scope_of_the_request_asks_for_is_refused() {
        var request = request(ONLY_EMAIL);
        request.put("scope", "openid");

        assertThat(browser.arrive(browser.authorize(request)))
                .containsEntry("error", "invalid_request")
                .hasEntrySatisfying(
                        "error_description", told -> assertThat(told).startsWith("client_query_not_permitted:"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'id_token':{'dcql_query':{}}}",
                "{'id_token':{'dcql_query':'all'}}",
                "{'id_token':{'dcql_query':{'credentials':[]}}}",
                "{'userinfo':{'dcql_query':{'credentials':[{'id':'a b','format':'dc+sd-jwt','meta':{'vct_values':['x']}}]}}}",
                "{'id_token':{'dcql_query':1,'dcql_query':2}}",
                "{'id_token':",
                "[]"
            })
    void what_is_no_query_is_refused(String claims) {
        assertThat(browser.arrive(browser.authorize(request(claims))))
                .containsEntry("error", "invalid_request")
                .hasEntrySatisfying(
                        "error_description", told -> assertThat(told).startsWith("client_query_invalid:"));
    }

    @Test
    void members_that_nobody_knows_are_ignored() {
        var unknown =
                query("'id':'who','new':1," + SD_JWT + ",'claims':[{'path':['mandate','mandatee','email'],'new':2}]");

        assertThat(browser.walletLink(browser.begin(request(unknown)))).startsWith("openid4vp://");
        assertThat(browser.walletLink(browser.begin(request("{'id_token':{'email':{'essential':true}},'other':{}}"))))
                .startsWith("openid4vp://");
    }

    @Test
    void discovery_says_so() {
        var metadata = http.get(Surface.OPENID_CONFIGURATION).json();

        assertThat(metadata.get("dcql_query_supported").asBoolean()).isTrue();
    }
}
