package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verifier.wallet.Holder;
import dev.verifier.wallet.SdJwtIssuer;
import dev.verifier.wallet.SdJwtType;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.TestAuthority;
import dev.verifier.wallet.TestFederation;
import dev.verifier.wallet.TestFederation.Statement;
import dev.verifier.wallet.WalletLogin;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People with credentials of issuers that belong to a federation, at a server that asks for those alone. */
class FederationTests {

    private static final String ANCHOR = "--verifier.trust.federation.test.";

    private final SecureRandom random = new SecureRandom();
    private final World world = new World();
    private final StoppedClock clock = new StoppedClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    private final TestAuthority hosts = TestAuthority.create(Instant.now(), random);

    @AutoClose
    private final StubServer web = StubServer.secure(hosts.access("localhost", Duration.ofHours(1)));

    private final TestFederation federation = TestFederation.at(web.url(""), clock.instant(), random);

    @TempDir
    private Path folder;

    @Test
    void who_has_a_credential_of_an_issuer_of_the_federation_signs_in_until_its_chain_is_cut() throws IOException {
        try (var server = start(clock, anchor("/anchor"))) {
            serve(federation.documents());
            var tokens = signIn(server);
            assertThat(Browser.payload(tokens.json().get("id_token").asString())
                            .get("family_name")
                            .asString())
                    .isNotBlank();

            var cut = new HashMap<>(federation.documents());
            cut.remove(federation.location(Statement.ISSUER_BY_INTERMEDIATE));
            serve(cut);
            clock.pass(Duration.ofMinutes(6));
            assertThat(answered(server).code()).isEqualTo("trust_chain_broken");

            serve(federation.documents());
            clock.pass(Duration.ofSeconds(6));
            assertThat(answered(server).status()).as("mended").isEqualTo(200);

            web.behave(exchange -> StubServer.respond(exchange, 500, ""));
            clock.pass(Duration.ofMinutes(50));
            assertThat(answered(server).status()).as("away for a while").isEqualTo(200);
            clock.pass(Duration.ofMinutes(15));
            assertThat(answered(server).code()).as("away for long").isEqualTo("trust_unavailable");
        }
    }

    @Test
    void a_profile_that_asks_for_a_federation_nobody_configured_fails_the_start() throws IOException {
        assertThatThrownBy(() -> start(clock, anchor("/another")).close())
                .rootCause()
                .hasMessageContaining("verifier.openid4vp.profiles.people")
                .hasMessageContaining(web.url("/anchor"))
                .hasMessageContaining("verifier.trust.federation.<name>");
        start(clock, anchor("/anchor")).close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            test.entity-id=https://a.example                                                        | test.jwks must be
            test.jwks=KEYS                                                                          | test.entity-id must be
            test.entity-id=http://a.example test.jwks=KEYS                                          | test.entity-id must be
            test.entity-id=https://a.example?x test.jwks=KEYS                                       | test.entity-id must be
            Test_1.entity-id=https://a.example Test_1.jwks=KEYS                                     | must be a name
            a.entity-id=https://a.example a.jwks=KEYS b.entity-id=https://a.example b.jwks=KEYS     | is there twice
            test.entity-id=https://a.example test.jwks=NOTHING                                      | cannot read
            test.entity-id=https://a.example test.jwks=EMPTY                                        | has no public key
            test.entity-id=https://a.example test.jwks=KEYS test.keys=KEYS                          | federation.test.keys
            """)
    void half_a_trust_anchor_fails_the_start_and_is_told_what_it_lacks(String properties, String told)
            throws IOException {
        var empty = Files.writeString(folder.resolve("empty.json"), "{\"keys\":[]}");
        var arguments = Arrays.stream(properties
                        .replace("KEYS", keys().toString())
                        .replace("EMPTY", empty.toString())
                        .split(" "))
                .map(property -> "--verifier.trust.federation." + property)
                .toArray(String[]::new);

        assertThatThrownBy(() -> RunningServer.start(clock, folder.resolve("data"), world.arguments(arguments))
                        .close())
                .rootCause()
                .hasMessageContaining(told);
    }

    private Http.Answer signIn(RunningServer server) {
        var http = server.http();
        var browser = new Browser(http);
        var page = browser.begin(request());
        assertThat(browser.post(answer(http, browser, page)).status()).isEqualTo(200);
        var form = Browser.redemption(
                browser.arrive(browser.get(page + "/continue")).getOrDefault("code", ""));
        form.put("client_id", "people-app");
        form.put("redirect_uri", "https://people-app.example/callback");
        return http.token(form);
    }

    /** What a wallet is told that answers a new question. */
    private Http.Answer answered(RunningServer server) {
        var http = server.http();
        var browser = new Browser(http);
        var page = browser.begin(request());
        return browser.post(answer(http, browser, page));
    }

    private static Map<String, String> request() {
        var request = Browser.requestOf("people-app", "https://people-app.example/callback");
        request.put("scope", "openid people");
        return request;
    }

    private WalletLogin answer(Http http, Browser browser, String page) {
        var asked = Browser.asked(Browser.requestObject(http, browser.walletLink(page)));
        var provider = URI.create(web.url("/issuer"));
        var issuer = new SdJwtIssuer(world.authority.seal(provider, SealKey.P_256), provider.toString(), random);
        var credential = issuer.issue(
                SdJwtType.PID, Holder.employee(world.person), clock.instant().minusSeconds(60));
        return WalletLogin.builder(world.person, asked, clock.instant(), random)
                .credential(credential.toString())
                .build();
    }

    private void serve(Map<String, String> documents) {
        web.behave(exchange -> {
            var document = documents.get(web.url(exchange.getRequestURI().toString()));
            StubServer.respond(exchange, document == null ? 404 : 200, document == null ? "" : document);
        });
    }

    private Path keys() throws IOException {
        return Files.writeString(folder.resolve("anchor.jwks"), federation.anchorJwks());
    }

    private String[] anchor(String path) throws IOException {
        return new String[] {ANCHOR + "entity-id=" + web.url(path), ANCHOR + "jwks=" + keys()};
    }

    private RunningServer start(StoppedClock at, String... more) throws IOException {
        Files.writeString(world.folder.resolve("clients.yaml"), """
                  - clientId: "people-app"
                    redirectUris: ["https://people-app.example/callback"]
                    clientAuthenticationMethods: ["none"]
                    authorizationGrantTypes: ["authorization_code"]
                    requireProofKey: true
                    scopes: ["openid", "people"]
                """, StandardOpenOption.APPEND);
        var roots = Files.writeString(folder.resolve("roots.pem"), hosts.anchorPem());
        var domain = "--verifier.trust.domains.people.";
        var profile = "--verifier.openid4vp.profiles.people.";
        var query = """
                {"credentials": [{"id": "pid", "format": "dc+sd-jwt", "meta": {"vct_values": ["urn:eudi:pid:1"]},
                  "claims": [{"path": ["family_name"]}],
                  "trusted_authorities": [{"type": "openid_federation", "values": ["%s"]}]}]}
                """.formatted(web.url("/anchor"));
        var arguments = new ArrayList<>(List.of(
                "--verifier.outbound.ca-certificates=" + roots,
                domain + "types[0]=urn:eudi:pid:1",
                domain + "anchors[0]=" + world.folder.resolve("anchors.pem"),
                domain + "issuers.anchored=true",
                profile + "dcql=" + query,
                profile + "claims={\"family_name\": [\"family_name\"]}"));
        arguments.addAll(List.of(more));
        return RunningServer.start(at, folder.resolve("data"), world.arguments(arguments.toArray(String[]::new)));
    }
}
