package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.configuration.Surface;
import dev.verifier.wallet.DpopProof;
import dev.verifier.wallet.WalletKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** Tokens that are worth something to the holder of one key only (RFC 9449), from the request to userinfo and introspection. */
class DpopFlowTests {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final WalletKey KEY = WalletKey.generate(RANDOM);
    private static final WalletKey OTHER = WalletKey.generate(RANDOM);

    private static DpopProof proof(WalletKey key, String method, String path) {
        return DpopProof.of(key, method, World.ISSUER.resolve(path), Instant.now(), RANDOM);
    }

    private static String forToken(WalletKey key) {
        return proof(key, "POST", Surface.TOKEN).compact();
    }

    private static String forUserInfo(WalletKey key, String method, String token) {
        return proof(key, method, Surface.USERINFO).with(token).compact();
    }

    @Nested
    @VerifierTest
    class AsUsual {

        private static final World WORLD = new World();
        private static final String REFRESHING = "authorization_code, refresh_token";
        private static final LastingClient PORTAL = LastingClient.confidential(WORLD, REFRESHING);
        private static final LastingClient APP = LastingClient.open(WORLD, "app-that-stays", REFRESHING);

        @DynamicPropertySource
        static void world(DynamicPropertyRegistry registry) throws IOException {
            var clients = WORLD.folder.resolve("clients.yaml");
            Files.writeString(
                    clients,
                    Files.readString(clients)
                            .replace("tenant: acme", "tenant: acme\n    dpopBoundAccessTokens: true")
                            .replace(
                                    "- clientId: \"other-app\"",
                                    "- clientId: \"other-app\"\n    dpop_bound_access_tokens: true"));
            WORLD.describe(registry);
        }

        @LocalServerPort
        private int port;

        private Http http;

        @BeforeEach
        void call() {
            http = new Http(port);
        }

        private static Map<String, String> form() {
            return WORLD.login().form();
        }

        private String code(Map<String, String> request) {
            return new Browser(http).signIn(WORLD, WORLD.person, request).getOrDefault("code", "");
        }

        private JsonNode tokens(String... proofs) {
            var answer = http.token(Browser.redemption(code(Browser.request())), proofs);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            return answer.json();
        }

        private static String accessToken(JsonNode tokens) {
            return tokens.get("access_token").asString();
        }

        private JsonNode introspect(String token) {
            var form = new HashMap<>(WORLD.login().withoutVpToken().form());
            form.remove("grant_type");
            form.put("token", token);
            return http.post(Surface.INTROSPECT, form).json();
        }

        private Http.Answer userInfo(String authorization, String... proofs) {
            var request = http.request(Surface.USERINFO).header("Authorization", authorization);
            for (var proof : proofs) {
                request.header("DPoP", proof);
            }
            return http.send(request.GET());
        }

        @Test
        void a_machine_s_token_is_bound_to_the_key_it_proves_and_introspection_says_so() {
            var answer = http.token(form(), forToken(KEY));

            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.json().get("token_type").asString()).isEqualTo("DPoP");
            assertThat(answer.headers().firstValue("DPoP-Nonce")).isEmpty();
            var token = accessToken(answer.json());
            assertThat(Browser.payload(token).get("cnf").get("jkt").asString()).isEqualTo(DpopProof.thumbprint(KEY));
            var known = introspect(token);
            assertThat(known.get("active").asBoolean()).isTrue();
            assertThat(known.get("token_type").asString()).isEqualTo("DPoP");
            assertThat(known.get("cnf").get("jkt").asString()).isEqualTo(DpopProof.thumbprint(KEY));
        }

        @Test
        void without_a_proof_it_is_a_bearer_token_whatever_the_form_says() {
            var form = new HashMap<>(form());
            form.put("dpop_proof", forToken(KEY));
            form.put("dpop_method", "POST");
            form.put("dpop_target_uri", World.ISSUER + Surface.TOKEN);
            form.put("dev.verifier.server.dpop.ProvenKey", DpopProof.thumbprint(KEY));

            var answer = http.token(form);

            assertThat(answer.json().get("token_type").asString()).isEqualTo("Bearer");
            var token = accessToken(answer.json());
            assertThat(Browser.payload(token).has("cnf")).isFalse();
            assertThat(introspect(token).get("token_type").asString()).isEqualTo("Bearer");
            assertThat(introspect(token).has("cnf")).isFalse();

            var redemption = new HashMap<>(Browser.redemption(code(Browser.request())));
            redemption.put("dpop_proof", "nonsense");
            assertThat(http.token(redemption).json().get("token_type").asString())
                    .isEqualTo("Bearer");
        }

        @ParameterizedTest
        @ValueSource(strings = {"/oauth/token", "/oauth2/token", "/token"})
        void a_proof_may_name_the_endpoint_as_it_was_called_or_as_discovery_does(String alias) {
            for (var named : List.of(alias, Surface.TOKEN)) {
                var answer = http.postWithProofs(
                        alias, form(), proof(KEY, "POST", named).compact());
                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            }
            var elsewhere = http.token(form(), proof(KEY, "POST", alias).compact());
            assertThat(elsewhere.code()).isEqualTo("dpop_proof_target_differs");
        }

        @Test
        void no_header_changes_what_the_endpoint_is_called() {
            var proof = DpopProof.of(KEY, "POST", URI.create("https://evil.example/oidc/token"), Instant.now(), RANDOM);
            var answer = http.send(http.request(Surface.TOKEN)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("X-Forwarded-Host", "evil.example")
                    .header("X-Forwarded-Proto", "https")
                    .header("Forwarded", "host=evil.example;proto=https")
                    .header("DPoP", proof.compact())
                    .POST(BodyPublishers.ofString(Http.encoded(form()))));

            assertThat(answer.code()).isEqualTo("dpop_proof_target_differs");
        }

        @Test
        void a_proof_works_once_under_whatever_name_the_endpoint_is_called() {
            var proof = forToken(KEY);

            assertThat(http.token(form(), proof).status()).isEqualTo(200);
            for (var path : List.of(Surface.TOKEN, "/token")) {
                var again = http.postWithProofs(path, form(), proof);
                assertThat(again.status()).isEqualTo(400);
                assertThat(again.code()).isEqualTo("dpop_proof_replayed");
                assertThat(again.json().get("error").asString()).isEqualTo("invalid_dpop_proof");
            }
        }

        @Test
        void of_ten_who_send_a_proof_at_once_one_succeeds() throws Exception {
            var proof = forToken(KEY);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var statuses = new ArrayList<Integer>();
                Callable<Integer> contender = () -> http.token(form(), proof).status();
                for (var one : threads.invokeAll(
                        Stream.generate(() -> contender).limit(10).toList())) {
                    statuses.add(one.get());
                }
                assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 400);
            }
        }

        @Test
        void nobody_uses_up_a_proof_without_being_a_client() {
            var proof = forToken(KEY);
            var stranger = new HashMap<>(form());
            stranger.put("client_assertion", "nonsense");

            assertThat(http.token(stranger, proof).status()).isEqualTo(401);
            assertThat(http.token(form(), proof).status()).isEqualTo(200);
        }

        @Test
        void two_proofs_are_one_too_many() {
            var answer = http.token(form(), forToken(KEY), forToken(KEY));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("dpop_proof_repeated");
            assertThat(http.token(form(), forToken(KEY)).status()).isEqualTo(200);
        }

        @Test
        void a_code_asked_for_with_a_key_is_redeemed_with_that_key_only() {
            var request = Browser.request();
            request.put("dpop_jkt", DpopProof.thumbprint(KEY));
            var form = Browser.redemption(code(request));

            for (var proofs : List.of(new String[0], new String[] {forToken(OTHER)})) {
                var answer = http.token(form, proofs);
                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.code()).isEqualTo("dpop_key_differs");
                assertThat(answer.json().get("error").asString()).isEqualTo("invalid_grant");
            }
            var tokens = http.token(form, forToken(KEY)).json();
            assertThat(tokens.get("token_type").asString()).isEqualTo("DPoP");
            assertThat(Browser.payload(accessToken(tokens))
                            .get("cnf")
                            .get("jkt")
                            .asString())
                    .isEqualTo(DpopProof.thumbprint(KEY));
            assertThat(Browser.payload(tokens.get("id_token").asString()).has("cnf"))
                    .isFalse();
        }

        @ParameterizedTest
        @ValueSource(strings = {"short", "", "=", "éééééééééééééééééééééééééééééééééééééééééééé"})
        void a_thumbprint_that_is_none_is_refused_before_anybody_signs_in(String thumbprint) {
            var request = Browser.request();
            request.put("dpop_jkt", thumbprint);

            var answer = new Browser(http).authorize(request);

            assertThat(answer.header("Location")).startsWith("https://app.example/callback?error=invalid_request");
        }

        @Test
        void userinfo_is_for_the_key_that_the_token_is_bound_to() {
            var token = accessToken(tokens(forToken(KEY)));

            for (var scheme : List.of("DPoP ", "dpop ", "DPOP ")) {
                var answer = userInfo(scheme + token, forUserInfo(KEY, "GET", token));
                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                assertThat(answer.json().get("sub").asString()).isEqualTo(WORLD.person.did());
            }
            var posted = http.send(http.request(Surface.USERINFO)
                    .header("Authorization", "DPoP " + token)
                    .header("DPoP", forUserInfo(KEY, "POST", token))
                    .POST(BodyPublishers.noBody()));
            assertThat(posted.status()).as(posted.body()).isEqualTo(200);

            var another = userInfo("DPoP " + token, forUserInfo(OTHER, "GET", token));
            assertThat(another.status()).isEqualTo(401);
            assertThat(another.code()).isEqualTo("access_token_bound");
            assertThat(another.headers().allValues("WWW-Authenticate"))
                    .containsExactly("Bearer", "DPoP error=\"invalid_token\", algs=\"ES256 ES384 PS256 EdDSA\"");
            assertThat(userInfo("DPoP " + token).code()).isEqualTo("dpop_proof_missing");
            assertThat(userInfo("DPoP " + token, forUserInfo(KEY, "GET", token), forUserInfo(KEY, "GET", token))
                            .code())
                    .isEqualTo("dpop_proof_repeated");
            assertThat(userInfo("DPoP", forUserInfo(KEY, "GET", token)).code()).isEqualTo("access_token_invalid");
            var forged = token.substring(0, token.length() - 4) + "AAAA";
            assertThat(userInfo("DPoP " + forged, forUserInfo(KEY, "GET", forged))
                            .code())
                    .isEqualTo("access_token_invalid");
        }

        @Test
        void a_proof_opens_userinfo_once() {
            var token = accessToken(tokens(forToken(KEY)));
            var proof = forUserInfo(KEY, "GET", token);

            assertThat(userInfo("DPoP " + token, proof).status()).isEqualTo(200);
            var again = userInfo("DPoP " + token, proof);
            assertThat(again.status()).isEqualTo(401);
            assertThat(again.code()).isEqualTo("dpop_proof_replayed");
        }

        @Test
        void neither_kind_of_token_passes_for_the_other() {
            var bound = accessToken(tokens(forToken(KEY)));
            var bearer = accessToken(tokens());

            var asBearer = userInfo("Bearer " + bound, forUserInfo(KEY, "GET", bound));
            assertThat(asBearer.status()).isEqualTo(401);
            assertThat(asBearer.code()).isEqualTo("access_token_bound");
            assertThat(asBearer.headers().allValues("WWW-Authenticate"))
                    .containsExactly("Bearer error=\"invalid_token\"", "DPoP algs=\"ES256 ES384 PS256 EdDSA\"");
            var asBound = userInfo("DPoP " + bearer, forUserInfo(KEY, "GET", bearer));
            assertThat(asBound.status()).isEqualTo(401);
            assertThat(asBound.code()).isEqualTo("access_token_not_bound");
            assertThat(userInfo("Bearer " + bearer).status()).isEqualTo(200);
        }

        private Http.Answer refresh(LastingClient client, String refreshToken, String... proofs) {
            return http.token(client.form("grant_type", "refresh_token", "refresh_token", refreshToken), proofs);
        }

        private String refreshToken(LastingClient client, String... proofs) {
            var answer = client.redeem(http, client.code(http, client.request()), proofs);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            return answer.json().get("refresh_token").asString();
        }

        private static String boundTo(Http.Answer answer) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            return Browser.payload(accessToken(answer.json()))
                    .path("cnf")
                    .path("jkt")
                    .asString("none");
        }

        @Test
        void the_refresh_tokens_of_a_public_client_are_for_the_key_they_were_first_issued_with() {
            var first = refreshToken(APP, forToken(KEY));

            for (var proofs : List.of(new String[0], new String[] {forToken(OTHER)})) {
                var answer = refresh(APP, first, proofs);
                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.code()).isEqualTo("dpop_key_differs");
            }
            var refreshed = refresh(APP, first, forToken(KEY));
            assertThat(boundTo(refreshed)).isEqualTo(DpopProof.thumbprint(KEY));
            assertThat(refreshed.json().get("token_type").asString()).isEqualTo("DPoP");
            var second = refreshed.json().get("refresh_token").asString();
            assertThat(refresh(APP, second, forToken(OTHER)).code()).isEqualTo("dpop_key_differs");
            assertThat(boundTo(refresh(APP, second, forToken(KEY)))).isEqualTo(DpopProof.thumbprint(KEY));
        }

        @Test
        void whoever_has_had_no_key_may_get_one_and_keeps_it() {
            var first = refreshToken(APP);

            var bearer = refresh(APP, first);
            assertThat(boundTo(bearer)).isEqualTo("none");
            var bound = refresh(APP, bearer.json().get("refresh_token").asString(), forToken(KEY));
            assertThat(boundTo(bound)).isEqualTo(DpopProof.thumbprint(KEY));
            var last = bound.json().get("refresh_token").asString();
            assertThat(refresh(APP, last).code()).isEqualTo("dpop_key_differs");
        }

        @Test
        void a_client_that_authenticates_may_change_its_key_and_each_token_is_bound_to_the_one_it_proves() {
            var first = refreshToken(PORTAL, forToken(KEY));

            var second = refresh(PORTAL, first, forToken(OTHER));
            assertThat(boundTo(second)).isEqualTo(DpopProof.thumbprint(OTHER));
            var third = refresh(PORTAL, second.json().get("refresh_token").asString());
            assertThat(boundTo(third)).isEqualTo("none");
        }

        @Test
        void whoever_comes_without_a_token_is_told_both_schemes_and_no_reason() {
            var answer = http.get(Surface.USERINFO);

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.headers().allValues("WWW-Authenticate"))
                    .containsExactly("Bearer", "DPoP algs=\"ES256 ES384 PS256 EdDSA\"");
        }

        @Test
        void a_client_that_is_registered_for_bound_tokens_gets_no_others() {
            var answer = http.token(WORLD.login(WORLD.tenantMachine).build().form());

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("dpop_proof_missing");
            assertThat(answer.json().get("error").asString()).isEqualTo("invalid_dpop_proof");
            assertThat(http.token(WORLD.login(WORLD.tenantMachine).build().form(), forToken(KEY))
                            .status())
                    .isEqualTo(200);

            var request = Browser.request();
            request.put("client_id", "other-app");
            request.put("redirect_uri", "https://other.example/callback");
            var form = new HashMap<>(Browser.redemption(code(request)));
            form.put("client_id", "other-app");
            form.put("redirect_uri", "https://other.example/callback");
            assertThat(http.token(form).code()).isEqualTo("dpop_proof_missing");
            assertThat(http.token(form, forToken(KEY)).status()).isEqualTo(200);
        }

        @Test
        void pages_of_registered_origins_may_send_proofs_and_read_nonces() {
            for (var path : List.of(Surface.TOKEN, Surface.USERINFO)) {
                var answer = http.send(http.request(path)
                        .header("Origin", "https://app.example")
                        .header("Access-Control-Request-Method", "POST")
                        .header("Access-Control-Request-Headers", "authorization,dpop")
                        .method("OPTIONS", BodyPublishers.noBody()));
                assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example");
                assertThat(answer.header("Access-Control-Allow-Headers").toLowerCase(Locale.ROOT))
                        .contains("authorization", "dpop");
            }
            var answer = http.send(http.request(Surface.USERINFO)
                    .header("Origin", "https://app.example")
                    .GET());
            assertThat(answer.header("Access-Control-Expose-Headers")).contains("DPoP-Nonce", "WWW-Authenticate");
        }
    }

    @Nested
    @VerifierTest
    class WithNonces {

        private static final World WORLD = new World();

        @DynamicPropertySource
        static void world(DynamicPropertyRegistry registry) {
            WORLD.describe(registry);
            registry.add("verifier.tokens.dpop-nonce", () -> "required");
        }

        @LocalServerPort
        private int port;

        @Test
        void a_client_is_told_a_nonce_and_asks_again_with_all_it_had() {
            var http = new Http(port);
            var form = Browser.redemption(new Browser(http)
                    .signIn(WORLD, WORLD.person, Browser.request())
                    .getOrDefault("code", ""));

            var first = http.token(form, forToken(KEY));
            assertThat(first.status()).isEqualTo(400);
            assertThat(first.json().get("error").asString()).isEqualTo("use_dpop_nonce");
            var nonce = first.header("DPoP-Nonce");
            var proof = proof(KEY, "POST", Surface.TOKEN).nonce(nonce).compact();
            var second = http.token(form, proof);
            assertThat(second.status()).as(second.body()).isEqualTo(200);

            var token = second.json().get("access_token").asString();
            var info = http.request(Surface.USERINFO).header("Authorization", "DPoP " + token);
            var without = http.send(
                    info.copy().header("DPoP", forUserInfo(KEY, "GET", token)).GET());
            assertThat(without.status()).isEqualTo(401);
            assertThat(without.headers().allValues("WWW-Authenticate"))
                    .contains("DPoP error=\"use_dpop_nonce\", algs=\"ES256 ES384 PS256 EdDSA\"");
            var told = without.header("DPoP-Nonce");
            var with = http.send(info.copy()
                    .header(
                            "DPoP",
                            proof(KEY, "GET", Surface.USERINFO)
                                    .with(token)
                                    .nonce(told)
                                    .compact())
                    .GET());
            assertThat(with.status()).as(with.body()).isEqualTo(200);
        }

        @Test
        void who_needs_no_proof_needs_no_nonce() {
            assertThat(new Http(port).token(WORLD.login().form()).status()).isEqualTo(200);
        }
    }
}
