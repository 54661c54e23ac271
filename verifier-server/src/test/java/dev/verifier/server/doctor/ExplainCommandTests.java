package dev.verifier.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.World;
import dev.verifier.wallet.Asked;
import dev.verifier.wallet.CredentialTampering;
import dev.verifier.wallet.IssuingAuthority;
import dev.verifier.wallet.LearVersion;
import dev.verifier.wallet.PresentationTampering;
import dev.verifier.wallet.SdJwtTampering;
import dev.verifier.wallet.SdJwtType;
import dev.verifier.wallet.Tampering;
import dev.verifier.wallet.WalletKey;
import dev.verifier.wallet.WalletLogin;
import dev.verifier.wallet.WalletTampering;
import dev.verifier.wallet.mdoc.DeviceResponse;
import dev.verifier.wallet.mdoc.MdocIssuer;
import dev.verifier.wallet.mdoc.MdocType;
import dev.verifier.wallet.mdoc.Transcript;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** {@code doctor explain}: what is honest passes, and of what is not the check that it fails is named with its clause and the mend. */
class ExplainCommandTests {

    private static final World WORLD = new World();
    private static final String CLIENT_ID = "x509_hash:Uvo3HtuIxuhC92rShpgqcT3YXwrqRxWEviRiA0OZszk";
    private static final String NONCE = "a-nonce-of-more-than-22-characters";
    private static final Asked ASKED =
            new Asked(CLIENT_ID, URI.create("http://localhost:9000/oid4vp/auth-response"), NONCE, "state", "employee");

    private final SecureRandom random = new SecureRandom();

    @TempDir
    private Path folder;

    /**
     * What {@code doctor explain} printed.
     *
     * @param exitCode of the process
     * @param text on standard output
     */
    private record Told(int exitCode, String text) {

        List<String> lines(String outcome) {
            return text.lines()
                    .filter(line -> line.startsWith("  " + outcome + " "))
                    .map(line -> line.replaceAll(" +", " "))
                    .toList();
        }

        List<String> failed() {
            return lines("FAILED");
        }
    }

    // -- client assertions

    @Test
    void an_honest_assertion_of_a_machine_passes_all_that_can_be_looked_at_here() throws Exception {
        var told = explain(WORLD.login().assertion());

        assertThat(told.exitCode()).as(told.text()).isZero();
        assertThat(told.text())
                .contains("a client assertion", "the presentation in it", "nobody has verified it")
                .contains("alg: ES256", "0 failed, 0 not made, 2 not looked at");
        assertThat(told.lines("not looked at")).hasSize(2).allMatch(line -> line.contains("not used before"));
        assertThat(told.lines("passed"))
                .anyMatch(line -> line.contains("credential its certificates lead to an anchor")
                        && line.contains("[RFC 5280 §6.1]"))
                .anyMatch(line -> line.contains("presentation the presentation is by the key of the client"))
                .anyMatch(line -> line.contains("client assertion it is addressed to this server"));
    }

    @Test
    void the_runbook_s_shorter_form_is_an_assertion_too() throws Exception {
        var told = explain(WORLD.login().runbook().assertion());

        assertThat(told.exitCode()).as(told.text()).isZero();
        assertThat(told.text()).contains("a client assertion", "the presentation in it");
    }

    @ParameterizedTest
    @CsvSource({
        "assertion.SIGNED_BY_ANOTHER_KEY, client_assertion_signature_invalid",
        "assertion.SIGNATURE_STRIPPED, client_assertion_signature_invalid",
        "assertion.ALG_NONE, client_assertion_algorithm_not_allowed",
        "assertion.FOREIGN_AUDIENCE, client_assertion_wrong_audience",
        "assertion.EXPIRED, client_assertion_expired",
        "presentation.FOREIGN_AUDIENCE, presentation_wrong_audience",
        "presentation.EXPIRED, presentation_expired",
        "presentation.OF_ANOTHER_MACHINE, holder_is_not_client",
        "credential.UNLISTED_ISSUER, issuer_not_trusted",
        "credential.JWT_EXPIRED, credential_expired",
        "credential.PAYLOAD_EDITED, credential_signature_invalid"
    })
    void what_is_wrong_with_an_assertion_is_named_with_clause_and_mend(String crime, String code) throws Exception {
        var told = explain(WORLD.login().tampered(Tampering.named(crime)).assertion());

        assertThat(told.exitCode()).isOne();
        assertThat(told.failed()).as(told.text()).singleElement().asString().contains("[");
        assertThat(told.text()).contains(code + ": ").doesNotContain("PASSED");
        assertThat(told.lines("not looked at")).anyMatch(line -> line.contains("because of what failed before it"));
    }

    @Test
    void a_machine_that_presents_nothing_fails_for_that_and_not_for_a_second_use() throws Exception {
        var told = explain(bareAssertion());

        assertThat(told.exitCode()).isOne();
        assertThat(told.text()).contains("presentation_missing: ");
        assertThat(told.failed())
                .as(told.text())
                .singleElement()
                .asString()
                .contains("presentation it can be taken apart");
        assertThat(told.lines("not looked at")).anyMatch(line -> line.contains("only a running server knows"));
    }

    @Test
    void a_client_that_signs_people_in_too_need_not_present_anything() throws Exception {
        var clients = Files.writeString(folder.resolve("clients.yaml"), """
                clients:
                  - clientId: "%s"
                    redirectUris: ["https://portal.example/callback"]
                    scopes: ["openid_learcredential"]
                    clientAuthenticationMethods: ["private_key_jwt"]
                    authorizationGrantTypes: ["authorization_code", "client_credentials"]
                    tokenEndpointAuthenticationSigningAlgorithm: "ES256"
                """.formatted(WORLD.machine.did()));
        var both = "--verifier.clients.location=file:" + clients;

        var signingIn = explain(bareAssertion(), both);
        assertThat(signingIn.exitCode()).as(signingIn.text()).isZero();
        assertThat(signingIn.lines("not looked at"))
                .hasSize(2)
                .anyMatch(line -> line.contains("with grant_type=client_credentials it does"));

        var calling = explain(WORLD.login().assertion(), both);
        assertThat(calling.exitCode()).as(calling.text()).isZero();
        assertThat(calling.text()).contains("the presentation in it").doesNotContain("grant_type=");
        var wrong =
                explain(WORLD.login().tampered(PresentationTampering.EXPIRED).assertion(), both);
        assertThat(wrong.text()).contains("presentation_expired: ");
    }

    private static String bareAssertion() {
        var did = WORLD.machine.did();
        var inAMinute = Instant.now().plusSeconds(60).getEpochSecond();
        return WORLD.machine.sign(
                Map.of("typ", "JWT"),
                Map.of("iss", did, "sub", did, "aud", World.ISSUER.toString(), "jti", "one", "exp", inAMinute));
    }

    @Test
    void a_client_that_nobody_registered_is_told_of() throws Exception {
        var stranger = WalletKey.generate(random);
        var told = explain(WORLD.login(stranger).build().assertion());

        assertThat(told.exitCode()).isOne();
        assertThat(told.failed()).singleElement().asString().contains("a client that is registered here");
        assertThat(told.text()).contains("client_unknown: No such client is registered here now");
    }

    @Test
    void a_clock_that_is_off_is_told_from_one_that_is_not_by_asking_about_another_time() throws Exception {
        var assertion = WORLD.login().assertion();
        var tomorrow = Instant.now().plus(Duration.ofDays(1)).toString();

        assertThat(explain(assertion).exitCode()).isZero();
        var told = explain(assertion, "--at", tomorrow);
        assertThat(told.exitCode()).isOne();
        assertThat(told.text()).contains("client_assertion_expired: ", "compare the clocks", "as of " + tomorrow);
    }

    // -- presentations

    @Test
    void a_presentation_without_a_request_is_looked_at_as_far_as_that_goes() throws Exception {
        var told = explain(answer().presentation());

        assertThat(told.exitCode()).as(told.text()).isZero();
        assertThat(told.lines("not looked at"))
                .hasSize(4)
                .anyMatch(line -> line.contains("say which nonce the request had: --nonce"))
                .anyMatch(line -> line.contains("say which client_id the request had: --audience"));
        assertThat(told.lines("passed")).noneMatch(line -> line.contains("it is addressed to this server"));
        assertThat(told.text()).contains("the profile learcredential.employee");
    }

    @Test
    void a_presentation_is_compared_with_the_request_it_answers() throws Exception {
        var shown = answer().presentation();

        var right = explain(shown, "--nonce", NONCE, "--audience=" + CLIENT_ID);
        assertThat(right.exitCode()).as(right.text()).isZero();
        // What is beyond any request.
        assertThat(right.lines("not looked at"))
                .hasSize(2)
                .anyMatch(line -> line.contains("it has what the profile and the client require"))
                .anyMatch(line -> line.contains("it was not used before"));

        var nonce = explain(shown, "--nonce", "another-nonce-of-22-characters", "--audience", CLIENT_ID);
        assertThat(nonce.exitCode()).isOne();
        assertThat(nonce.text()).contains("presentation_wrong_nonce: ");

        var audience = explain(shown, "--nonce", NONCE, "--audience", "x509_hash:another");
        assertThat(audience.text()).contains("presentation_wrong_audience: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wallet.SIGNED_BY_ANOTHER_KEY", "chain.UNKNOWN_AUTHORITY", "wallet.EXPIRED_PRESENTATION"})
    void a_presentation_that_is_wrong_fails_whatever_is_known_of_the_request(String crime) throws Exception {
        var shown = answer().tampered(Tampering.named(crime)).presentation();

        assertThat(explain(shown).exitCode()).isOne();
        assertThat(explain(shown).failed()).hasSize(1);
    }

    @Test
    void a_vp_token_is_as_many_things_as_there_are_presentations_in_it() throws Exception {
        var told = explain("{\"employee\":[\"" + answer().presentation() + "\"]}");

        assertThat(told.exitCode()).as(told.text()).isZero();
        assertThat(told.text()).contains("a presentation (jwt_vc_json)");
    }

    // -- credentials

    @Test
    void a_credential_alone_is_looked_at_without_its_holder() throws Exception {
        var told = explain(answer().credential());

        assertThat(told.exitCode()).as(told.text()).isZero();
        assertThat(told.text()).contains("a credential (jwt_vc_json)", "that takes a presentation");
        assertThat(told.lines("passed")).anyMatch(line -> line.contains("neither revoked nor suspended"));

        var forged =
                explain(answer().tampered(CredentialTampering.PAYLOAD_EDITED).credential());
        assertThat(forged.exitCode()).isOne();
        assertThat(forged.text()).contains("credential_signature_invalid: ");
    }

    @Test
    void a_source_of_trust_that_is_away_is_a_check_that_could_not_be_made() throws Exception {
        var file = Files.writeString(folder.resolve("credential.jwt"), answer().credential());
        var told = run(List.of(
                "explain",
                file.toString(),
                "--verifier.data-directory=" + folder.resolve("data"),
                "--verifier.trust.anchors=" + WORLD.folder.resolve("anchors.pem"),
                "--verifier.trust.issuers.list=http://127.0.0.1:1/issuers.yaml",
                "--verifier.outbound.allow-private-addresses=true"));

        assertThat(told.exitCode()).isOne();
        assertThat(told.lines("NOT MADE")).as(told.text()).hasSize(1);
        assertThat(told.text()).contains("trust_unavailable: ");
        assertThat(folder.resolve("data")).as("looking leaves no trace").doesNotExist();
    }

    // -- request objects

    @Test
    void a_request_object_is_looked_at_as_far_as_its_redirect_uri_and_scope() throws Exception {
        var told = explain(request(WORLD.notAMachine, Map.of()));

        assertThat(told.exitCode()).as(told.text()).isZero();
        assertThat(told.lines("passed"))
                .anyMatch(line -> line.contains("request object what it asks for is registered for the client"));
    }

    @ParameterizedTest
    @CsvSource({
        "redirect_uri, https://portal.example/other, redirect_uri_not_registered",
        "scope, openid email phone, scope_not_registered",
        "aud, https://other.example, request_object_wrong_audience",
        "client_id, nobody, authorization_client_unknown",
        "iss, somebody, request_object_client_differs"
    })
    void what_is_wrong_with_a_request_object_is_named(String claim, String value, String code) throws Exception {
        var told = explain(request(WORLD.notAMachine, Map.of(claim, value)));

        assertThat(told.exitCode()).isOne();
        assertThat(told.failed()).as(told.text()).hasSize(1);
        assertThat(told.text()).contains(code + ": ");
    }

    @Test
    void a_request_object_by_another_key_is_not_the_client_s() throws Exception {
        var claims = requestClaims(Map.of());
        var forged = WORLD.otherPerson.sign(Map.of("typ", "oauth-authz-req+jwt"), claims);

        assertThat(explain(forged).text()).contains("request_object_signature_invalid: ");
    }

    // -- tokens

    @Test
    void a_token_of_ours_is_verified_with_the_key_that_is_configured() throws Exception {
        var ours = WalletKey.generate(random);
        var key = Files.writeString(folder.resolve("key.pem"), ours.toPem());
        var token = token(ours, World.ISSUER.toString(), 60);

        var told = explain(token, "--verifier.keys.signing=" + key);
        assertThat(told.exitCode()).as(told.text()).isZero();
        assertThat(told.lines("not looked at")).hasSize(2);

        var audience = "--audience=https://api.example";
        assertThat(explain(token, "--verifier.keys.signing=" + key, audience).lines("not looked at"))
                .hasSize(1);
        assertThat(explain(token(ours, World.ISSUER.toString(), -60), "--verifier.keys.signing=" + key)
                        .failed())
                .singleElement()
                .asString()
                .contains("valid now by its own dates");
        assertThat(explain(token(ours, "https://other.example", 60), "--verifier.keys.signing=" + key)
                        .exitCode())
                .isOne();
        assertThat(explain(token).lines("NOT MADE")).as("there is no key here").hasSize(1);
        assertThat(explain(token(WORLD.person, World.ISSUER.toString(), 60), "--verifier.keys.signing=" + key)
                        .failed())
                .hasSize(1);
    }

    // -- what is not looked at

    @Test
    void a_private_key_is_refused_with_a_warning_and_never_shown() throws Exception {
        var key = WalletKey.generate(random);
        for (var text : List.of(
                key.toPem(),
                key.toPem().replaceAll("-----[A-Z ]+-----\\s*", ""),
                key.toPem().replaceAll("-----[A-Z ]+-----|\\s", ""),
                key.toPem()
                        .replaceAll("-----[A-Z ]+-----|\\s|=", "")
                        .replace('+', '-')
                        .replace('/', '_'),
                key.toJwk(),
                "{\"keys\":[" + key.toJwk() + "]}",
                "key = " + key.toJwk(),
                key.sign(Map.of("jwk", JsonMapper.shared().readValue(key.toJwk(), Map.class)), Map.of("iss", "x")))) {
            var told = explain(text);

            assertThat(told.exitCode()).isEqualTo(2);
            assertThat(told.text()).contains("a private key", "replace it", "nothing was looked at");
            for (var secret : text.split("[\\s\".:,{}\\[\\]-]+", -1)) {
                assertThat(secret.length() < 20 || !told.text().contains(secret))
                        .isTrue();
            }
        }
        assertThat(explain("{\"jwk\":{\"kty\":\"EC\",\"crv\":\"P-256\"}}").text())
                .doesNotContain("replace it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "hello", "a.b.c", "{", "a.b.c.d.e", "-----BEGIN CERTIFICATE-----", "{}", "{\"employee\":[]}"
            })
    void what_is_nothing_that_is_known_here_is_said_to_be(String text) throws Exception {
        var told = explain(text);

        assertThat(told.exitCode()).isEqualTo(2);
        assertThat(told.text()).containsAnyOf("Paste a request object", "paste what is inside");
    }

    @Test
    void who_asks_in_a_wrong_way_is_told_how() throws Exception {
        var file = Files.writeString(folder.resolve("it.jwt"), WORLD.login().assertion())
                .toString();

        for (var arguments : List.of(
                List.of("explain"),
                List.of("explain", file, "another"),
                List.of("explain", folder.resolve("nothing").toString()),
                List.of("explain", file, "--at", "tomorrow"),
                List.of("explain", file, "--as", "private-key"),
                List.of("explain", file, "--nonce", "short"),
                List.of("examine"))) {
            assertThat(run(arguments).exitCode()).as(arguments.toString()).isEqualTo(2);
        }
        assertThat(run(List.of("explain", file, "--verifier.trust.anchors=/nowhere/anchors.pem"))
                        .text())
                .contains("verifier.trust.anchors", "cannot read /nowhere/anchors.pem");
    }

    @Test
    void programs_get_the_same_as_json() throws Exception {
        var told = explain(WORLD.login().tampered(PresentationTampering.EXPIRED).assertion(), "--json");
        var json = JsonMapper.shared().readTree(told.text());

        assertThat(json.get("kind").asString()).isEqualTo("client-assertion");
        assertThat(json.get("failed").asInt()).isOne();
        assertThat(json.get("sections").get(1).get("checks"))
                .anyMatch(check -> check.get("outcome").asString().equals("failed")
                        && check.get("code").asString().equals("presentation_expired")
                        && !check.get("mend").asString().isEmpty()
                        && check.get("clause").asString().startsWith("RFC 7519"));
    }

    @Test
    void an_sd_jwt_with_key_binding_is_looked_at_like_the_rest() throws Exception {
        var shown = WORLD.answer(WORLD.person, ASKED).sdJwt(SdJwtType.SE).build();
        var arguments = new String[] {
            "--nonce", NONCE, "--audience", CLIENT_ID, "--verifier.trust.issuers.list=file:" + accrediting(SdJwtType.SE)
        };

        var told = explain(shown.presentation(), arguments);
        assertThat(told.text()).contains("a presentation (dc+sd-jwt)");
        assertThat(told.failed()).as(told.text()).isEmpty();

        var forged =
                explain(shown.tampered(WalletTampering.SIGNED_BY_ANOTHER_KEY).presentation(), arguments);
        assertThat(forged.exitCode()).isOne();
        assertThat(forged.failed()).hasSize(1);

        var alone = shown.presentation().substring(0, shown.presentation().lastIndexOf('~') + 1);
        assertThat(explain(alone, arguments).text()).contains("a credential (dc+sd-jwt)");
    }

    @Test
    void the_type_of_drafts_is_the_check_that_fails() throws Exception {
        var shown = WORLD.answer(WORLD.person, ASKED).sdJwt(SdJwtType.SE).build();
        var arguments = new String[] {
            "--nonce", NONCE, "--audience", CLIENT_ID, "--verifier.trust.issuers.list=file:" + accrediting(SdJwtType.SE)
        };

        var told = explain(shown.tampered(SdJwtTampering.TYPE_OF_DRAFTS).presentation(), arguments);

        assertThat(told.exitCode()).isOne();
        assertThat(told.text()).contains("credential_typ_not_allowed: ");
        assertThat(told.failed())
                .as(told.text())
                .singleElement()
                .asString()
                .contains("credential its typ is that of this kind of token");
        assertThat(told.lines("passed")).noneMatch(line -> line.contains("credential the signature holds"));
    }

    @Test
    void what_a_presentation_authorizes_is_compared_where_it_is_known() throws Exception {
        var paid = transaction("{\"type\":\"payment\",\"credential_ids\":[\"somewhere\"],\"amount\":\"10\"}");
        var other = transaction("{\"type\":\"payment\",\"credential_ids\":[\"somewhere\"],\"amount\":\"99\"}");
        var shown = WORLD.answer(WORLD.person, ASKED.authorizing(List.of(paid)))
                .sdJwt(SdJwtType.SE)
                .build()
                .presentation();
        var arguments = new ArrayList<>(List.of(
                "--nonce",
                NONCE,
                "--audience",
                CLIENT_ID,
                "--verifier.trust.issuers.list=file:" + accrediting(SdJwtType.SE)));

        var alone = explain(shown, arguments.toArray(String[]::new));
        assertThat(alone.exitCode()).as(alone.text()).isZero();
        assertThat(alone.lines("not looked at")).anyMatch(line -> line.contains("--transaction-data"));
        assertThat(alone.lines("passed")).noneMatch(line -> line.contains("what the holder authorizes"));

        arguments.addAll(List.of("--transaction-data", paid));
        var known = explain(shown, arguments.toArray(String[]::new));
        assertThat(known.exitCode()).as(known.text()).isZero();
        assertThat(known.lines("passed"))
                .anyMatch(line -> line.contains("what the holder authorizes") && line.contains("1 entries"));

        arguments.set(arguments.size() - 1, other);
        var differs = explain(shown, arguments.toArray(String[]::new));
        assertThat(differs.exitCode()).isOne();
        assertThat(differs.text()).contains("transaction_data_hash_differs: ");

        arguments.set(arguments.size() - 1, "[\"" + paid + "\"]");
        assertThat(explain(shown, arguments.toArray(String[]::new)).exitCode())
                .as("as the request has it")
                .isZero();

        arguments.set(arguments.size() - 1, "nothing");
        assertThat(explain(shown, arguments.toArray(String[]::new)).exitCode()).isEqualTo(2);
    }

    @Test
    void a_presentation_that_authorizes_nothing_of_what_was_asked_fails_for_just_that() throws Exception {
        var paid = transaction("{\"type\":\"payment\",\"credential_ids\":[\"somewhere\"],\"amount\":\"10\"}");
        var arguments = new String[] {"--nonce", NONCE, "--audience", CLIENT_ID, "--transaction-data", paid};

        for (var shown : List.of(
                answer().presentation(),
                WORLD.answer(WORLD.person, ASKED).sdJwt(SdJwtType.SE).build().presentation())) {
            var accredited = Stream.concat(
                            Arrays.stream(arguments),
                            Stream.of("--verifier.trust.issuers.list=file:"
                                    + accrediting(SdJwtType.SE, "LEARCredentialEmployee")))
                    .toArray(String[]::new);
            var told = explain(shown, accredited);

            assertThat(told.exitCode()).isOne();
            assertThat(told.failed())
                    .as(told.text())
                    .singleElement()
                    .asString()
                    .contains("presentation everything that was to be authorized is [OpenID4VP 1.0 §8.4");
            assertThat(told.text()).contains("transaction_data_not_authorized: ");
            assertThat(told.lines("not looked at"))
                    .anyMatch(line -> line.contains("it has what the profile and the client require"));
        }
    }

    @Test
    void of_several_presentations_the_one_that_authorizes_is_enough() throws Exception {
        var paid = transaction("{\"type\":\"payment\",\"credential_ids\":[\"somewhere\"],\"amount\":\"10\"}");
        var authorizing = WORLD.answer(WORLD.person, ASKED.authorizing(List.of(paid)))
                .sdJwt(SdJwtType.SE)
                .build()
                .presentation();
        var beside =
                WORLD.answer(WORLD.person, ASKED).sdJwt(SdJwtType.SE).build().presentation();
        var told = explain(
                "{\"a\":[\"" + authorizing + "\"],\"b\":[\"" + beside + "\"]}",
                "--nonce",
                NONCE,
                "--audience",
                CLIENT_ID,
                "--transaction-data",
                paid,
                "--verifier.trust.issuers.list=file:" + accrediting(SdJwtType.SE));

        assertThat(told.exitCode()).as(told.text()).isZero();
        assertThat(told.lines("passed")).anyMatch(line -> line.contains("everything that was to be authorized is"));
    }

    // -- what newcomers do wrong at a client

    @Test
    void what_a_client_requires_is_looked_at_where_the_client_is_named() throws Exception {
        var client = "client-that-requires";
        var list = Files.writeString(folder.resolve("clients.yaml"), """
                clients:
                  - clientId: "%s"
                    url: "https://app.example"
                    redirectUris: ["https://app.example/callback"]
                    scopes: ["openid_learcredential"]
                    clientAuthenticationMethods: ["none"]
                    authorizationGrantTypes: ["authorization_code"]
                    requirements: {powers: [{function: Onboarding, action: %s}]}
                """.formatted(client, "Execute"));
        var arguments = new ArrayList<>(List.of("--nonce", NONCE, "--audience", CLIENT_ID));
        arguments.add("--verifier.clients.location=file:" + list);

        var alone = explain(answer().presentation(), arguments.toArray(String[]::new));
        assertThat(alone.exitCode()).as(alone.text()).isZero();
        assertThat(alone.lines("not looked at")).anyMatch(line -> line.contains("--client"));

        arguments.addAll(List.of("--client", client));
        var named = explain(answer().presentation(), arguments.toArray(String[]::new));
        assertThat(named.exitCode()).as(named.text()).isZero();
        assertThat(named.lines("passed")).anyMatch(line -> line.contains("the client require"));

        Files.writeString(list, Files.readString(list).replace("Execute", "Destroy"));
        var missing = explain(answer().presentation(), arguments.toArray(String[]::new));
        assertThat(missing.exitCode()).isOne();
        assertThat(missing.failed())
                .as(missing.text())
                .singleElement()
                .asString()
                .contains("presentation it has what the profile and the client require");
        assertThat(missing.text()).contains("required_power_missing: ", "Onboarding");

        arguments.set(arguments.size() - 1, "nobody");
        var nobody = explain(answer().presentation(), arguments.toArray(String[]::new));
        assertThat(nobody.exitCode()).isOne();
        assertThat(nobody.text()).contains("client_unknown: ");
    }

    private static String transaction(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void an_mdoc_is_looked_at_without_a_request_and_bound_to_the_one_that_is_named() throws Exception {
        var now = Instant.now();
        var authority = IssuingAuthority.create(now, random);
        var anchors = Files.writeString(folder.resolve("mdl.pem"), authority.anchorPem());
        var holder = WalletKey.generate(random);
        var mdoc = new MdocIssuer(authority.signer(), random)
                .issue(MdocType.MDL, holder.publicKey(), now.minus(Duration.ofDays(1)));
        var transcript = Transcript.redirect(CLIENT_ID, NONCE, null, "https://verifier.example/post");
        var shown = DeviceResponse.of(mdoc, holder, transcript).toString();
        var domain = "--verifier.trust.domains.cards.";
        var options = new ArrayList<>(List.of(
                "--verifier.openid4vp.profiles.org.iso.18013.5.1.mDL.enabled=true",
                domain + "types[0]=org.iso.18013.5.1.mDL",
                domain + "anchors[0]=" + anchors,
                domain + "issuers.anchored=true"));

        var alone = explain(shown, options.toArray(String[]::new));
        assertThat(alone.exitCode()).as(alone.text()).isZero();
        assertThat(alone.text()).contains("a presentation (mso_mdoc)", "org.iso.18013.5.1.mDL");
        assertThat(alone.lines("not looked at"))
                .hasSize(2)
                .allMatch(line -> line.contains("--nonce, --audience and --response-uri"));

        options.addAll(List.of("--nonce", NONCE, "--audience", CLIENT_ID, "--response-uri"));
        options.add("https://verifier.example/post");
        var bound = explain(shown, options.toArray(String[]::new));
        assertThat(bound.exitCode()).as(bound.text()).isZero();
        assertThat(bound.lines("passed")).anyMatch(line -> line.contains("the device proves its key"));

        options.removeLast();
        options.add("https://verifier.example/elsewhere");
        var elsewhere = explain(shown, options.toArray(String[]::new));
        assertThat(elsewhere.exitCode()).isOne();
        assertThat(elsewhere.text()).contains("device_auth_invalid: ");
    }

    private Path accrediting(SdJwtType type, String... more) throws IOException {
        var types = Stream.concat(Stream.of(type.vct()), Arrays.stream(more))
                .map(name -> "    - credentialsType: \"" + name + "\"\n")
                .collect(Collectors.joining());
        return Files.writeString(
                folder.resolve("issuers.yaml"), "trustedIssuers:\n  \"" + World.ORGANIZATION + "\":\n" + types);
    }

    private WalletLogin answer() {
        return WORLD.answer(WORLD.person, ASKED).version(LearVersion.E3).build();
    }

    private String request(WalletKey key, Map<String, String> more) {
        return key.sign(Map.of("typ", "oauth-authz-req+jwt"), requestClaims(more));
    }

    private static Map<String, Object> requestClaims(Map<String, String> more) {
        var claims = new HashMap<String, Object>(Map.of(
                "iss", WORLD.notAMachine.did(),
                "aud", World.ISSUER.toString(),
                "client_id", WORLD.notAMachine.did(),
                "response_type", "code",
                "redirect_uri", "https://portal.example/callback",
                "scope", "openid learcredential",
                "state", "s",
                "nonce", "n",
                "exp", Instant.now().plusSeconds(60).getEpochSecond()));
        claims.putAll(more);
        return claims;
    }

    private static String token(WalletKey key, String issuer, int seconds) {
        return key.sign(
                Map.of("typ", "at+jwt", "kid", key.did()),
                Map.of(
                        "iss",
                        issuer,
                        "aud",
                        "https://api.example",
                        "sub",
                        "somebody",
                        "exp",
                        Instant.now().plusSeconds(seconds).getEpochSecond()));
    }

    private Told explain(String text, String... options) throws IOException {
        var file = Files.writeString(folder.resolve("pasted.txt"), text);
        var arguments = new ArrayList<>(List.of("explain", file.toString()));
        var names = Arrays.stream(options)
                .map(option -> option.replaceFirst("=.*", "="))
                .toList();
        Arrays.stream(WORLD.arguments())
                .filter(usual -> names.stream().noneMatch(usual::startsWith))
                .forEach(arguments::add);
        arguments.add("--verifier.data-directory=" + folder.resolve("data"));
        arguments.addAll(Arrays.asList(options));
        return run(arguments);
    }

    private static Told run(List<String> arguments) throws IOException {
        var printed = new ByteArrayOutputStream();
        var exitCode = DoctorApplication.run(
                arguments.toArray(String[]::new),
                Clock.systemUTC(),
                new PrintStream(printed, true, StandardCharsets.UTF_8));
        return new Told(exitCode, printed.toString(StandardCharsets.UTF_8));
    }
}
