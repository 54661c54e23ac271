package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.configuration.Surface;
import dev.verifier.wallet.LearVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What people are asked for follows from the scopes, the client and the profiles of the configuration. */
@VerifierTest
@DirtiesContext
class ProfileFlowTests {

    private static final World WORLD = new World();

    static {
        client("robot-app", "scopes: [\"robot\"]");
        client("robot-only-app", "scopes: [\"openid_learcredential\"]", "profiles: [\"org.example.robot\"]");
        client("open-app", "scopes: [\"openid_learcredential\"]", powers("Onboarding"));
        client("closed-app", "scopes: [\"openid_learcredential\"]", powers("Certification"));
        client("odd-app", "scopes: [\"openid_learcredential\"]", "requirements: {power: []}");
        requirePower(WORLD.machine.did(), "Onboarding");
        requirePower(WORLD.tenantMachine.did(), "Certification");
        client("unknown-app", "scopes: [\"robot\"]", "profiles: [\"org.example.nothing\"]");
    }

    private static String powers(String function) {
        return "requirements: {powers: [{function: " + function + ", action: Execute, domain: DOME}]}";
    }

    private static void requirePower(String clientId, String function) {
        try {
            var list = WORLD.folder.resolve("clients.yaml");
            var entry = "  - clientId: \"" + clientId + "\"\n";
            Files.writeString(
                    list,
                    Files.readString(list)
                            .replace(entry, entry + powers(function).indent(4)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void client(String id, String... more) {
        var entry = """
                  - clientId: "%s"
                    redirectUris: ["https://%s.example/callback"]
                    clientAuthenticationMethods: ["none"]
                    authorizationGrantTypes: ["authorization_code"]
                    requireProofKey: true
                """.formatted(id, id) + String.join("\n", more).indent(4);
        try {
            Files.writeString(WORLD.folder.resolve("clients.yaml"), entry, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) {
        WORLD.describe(registry);
        registry.add("verifier.login.single-sign-on", () -> "1h");
        registry.add("verifier.openid4vp.profiles.org.example.robot.scopes", () -> "robot");
        registry.add("verifier.openid4vp.profiles.org.example.robot.claims", () -> """
                        {"organisation_id": ["credentialSubject", "mandate", "mandator", "organizationIdentifier"],
                         "may": [["no", "where"], ["credentialSubject", "mandate", "power", null, "function"]]}
                        """);
        registry.add("verifier.openid4vp.profiles.org.example.robot.dcql", () -> """
                        {"credentials": [{"id": "robot", "format": "jwt_vc_json", "meta": {"type_values":
                            [["VerifiableCredential", "LEARCredentialMachine"]]},
                            "claims": [{"path": ["credentialSubject", "mandate", "power", null, "function"]}]}]}
                        """);
    }

    @LocalServerPort
    private int port;

    private Http http = new Http(0);
    private Browser browser = new Browser(http);

    @BeforeEach
    void open() {
        http = new Http(port);
        browser = new Browser(http);
    }

    private static Map<String, String> request(String client, String scope) {
        var request = new LinkedHashMap<>(Browser.requestOf(client, "https://" + client + ".example/callback"));
        request.put("scope", scope);
        return request;
    }

    private String asked(Map<String, String> request) {
        var query = Browser.requestObject(http, browser.walletLink(browser.begin(request)))
                .get("dcql_query");
        return query.get("credentials")
                        .valueStream()
                        .map(one -> one.get("id").asString())
                        .toList() + "";
    }

    @Test
    void a_scope_asks_for_the_credentials_of_its_profile() {
        assertThat(asked(request("robot-app", "openid robot"))).isEqualTo("[robot]");
        assertThat(asked(Browser.request())).isEqualTo("[employee, employee_sd_jwt]");
    }

    @Test
    void a_request_without_such_a_scope_asks_for_what_its_client_is_for() {
        assertThat(asked(request("robot-app", "openid"))).isEqualTo("[robot]");
        assertThat(asked(request("robot-only-app", "openid"))).isEqualTo("[robot]");
    }

    @Test
    void a_client_asks_for_its_own_profiles_and_no_others() {
        assertThat(asked(request("robot-only-app", "openid robot"))).isEqualTo("[robot]");

        var refused = browser.arrive(browser.authorize(request("robot-only-app", "openid learcredential")));
        assertThat(refused).containsEntry("error", "invalid_scope");
        assertThat(refused.get("error_description")).startsWith("profile_not_permitted");
        var unregistered = browser.arrive(browser.authorize(request("robot-app", "openid learcredential")));
        assertThat(unregistered).containsEntry("error", "invalid_scope");
        assertThat(unregistered.get("error_description")).startsWith("scope_not_registered");
    }

    @Test
    void a_client_for_a_profile_that_does_not_exist_is_left_out() {
        assertThat(browser.authorize(request("unknown-app", "openid robot")).status())
                .isEqualTo(400);
    }

    @Test
    void a_person_signs_in_with_what_the_profile_asks_for_and_with_nothing_else() {
        var page = browser.begin(request("robot-app", "openid robot"));
        var asked = Browser.asked(Browser.requestObject(http, browser.walletLink(page)));

        var employee = browser.post(WORLD.answer(WORLD.person, asked).build());
        assertThat(employee.status()).isEqualTo(400);
        assertThat(employee.code()).isEqualTo("credential_type_not_asked");
        var robot = browser.post(
                WORLD.answer(WORLD.person, asked).version(LearVersion.M2).build());
        assertThat(robot.status()).as(robot.body()).isEqualTo(200);
        var form = Browser.redemption(
                browser.arrive(browser.get(page + "/continue")).getOrDefault("code", ""));
        form.put("client_id", "robot-app");
        form.put("redirect_uri", "https://robot-app.example/callback");
        var idToken = Browser.payload(http.token(form).json().get("id_token").asString());
        assertThat(idToken.get("credential_type").asString()).isEqualTo("LEARCredentialMachine");
        assertThat(idToken.get("organisation_id").asString()).isEqualTo(World.ORGANIZATION);
        assertThat(idToken.get("may").get(0).asString()).isEqualTo("Onboarding");
        assertThat(idToken.has("vc_json")).isFalse();
    }

    @Test
    void a_client_lets_in_who_has_the_power_it_requires() {
        var request = request("open-app", "openid learcredential");

        assertThat(browser.signIn(WORLD, WORLD.person, request)).containsKey("code");
    }

    /** Believed and not let in: the wallet, the person and the client each hear it in their own words. */
    @Test
    void a_client_does_not_let_in_who_lacks_the_power_it_requires() {
        var page = browser.begin(request("closed-app", "openid learcredential"));

        var told = browser.post(browser.answer(WORLD, WORLD.person, page));

        assertThat(told.status()).isEqualTo(400);
        assertThat(told.code()).isEqualTo("required_power_missing");
        assertThat(browser.get(page).body()).contains("does not give you a power");
        assertThat(browser.arrive(browser.get(page + "/cancel"))).containsEntry("error", "access_denied");
    }

    @Test
    void a_session_does_not_open_what_its_person_has_no_power_for() {
        browser.signIn(WORLD, WORLD.person, Browser.request());

        assertThat(browser.authorize(request("open-app", "openid learcredential"))
                        .header("Location"))
                .contains("code=");
        var closed = request("closed-app", "openid learcredential");
        closed.put("prompt", "none");
        assertThat(browser.arrive(browser.authorize(closed))).containsEntry("error", "login_required");
    }

    @Test
    void a_machine_without_the_power_its_client_requires_is_believed_and_not_authorized() {
        assertThat(http.token(WORLD.login(WORLD.machine).build().form()).status())
                .isEqualTo(200);

        var refused = http.token(WORLD.login(WORLD.tenantMachine).build().form());
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().get("error").asString()).isEqualTo("unauthorized_client");
        assertThat(refused.code()).isEqualTo("required_power_missing");
    }

    @Test
    void requirements_that_cannot_be_meant_leave_the_client_out() {
        assertThat(browser.authorize(request("odd-app", "openid learcredential"))
                        .status())
                .isEqualTo(400);
    }

    /** What a session was asked for then is not what is asked for now. */
    @Test
    void a_session_answers_only_where_it_has_what_is_asked_for_now() {
        browser.signIn(WORLD, WORLD.person, Browser.request());

        assertThat(browser.authorize(Browser.request()).header("Location")).contains("code=");
        var other = request("robot-app", "openid robot");
        assertThat(browser.authorize(other).header("Location")).startsWith(World.ISSUER + "/login/");
        other.put("prompt", "none");
        assertThat(browser.arrive(browser.authorize(other))).containsEntry("error", "login_required");
    }

    @Test
    void discovery_announces_the_scopes_of_every_profile() {
        assertThat(http.get(Surface.OPENID_CONFIGURATION)
                        .json()
                        .get("scopes_supported")
                        .valueStream()
                        .map(scope -> scope.asString()))
                .contains("openid", "learcredential", "learcredential.machine", "robot")
                .doesNotContain("eu.europa.ec.eudi.pid.1");
        assertThat(http.get(Surface.OPENID_CONFIGURATION)
                        .json()
                        .get("claims_supported")
                        .toString())
                .contains("\"given_name\"", "\"organisation_id\"");
    }
}
