package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import dev.verifier.server.configuration.VerifierProperties;
import dev.verifier.server.key.KeyRing;
import dev.verifier.server.key.KeyRotation;
import dev.verifier.wallet.LearVersion;
import dev.verifier.wallet.MachineLogin;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.WalletLogin;
import dev.verifier.wallet.openid4vp.AuthorizationRequest;
import dev.verifier.wallet.openid4vp.RequestLink;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Nodes that share a database sign with keys that follow one another, and refuse to start where they would not agree. */
@ExtendWith(OutputCaptureExtension.class)
class KeyRotationTests {

    private final World world = new World();
    private final SecureRandom random = new SecureRandom();
    private final String dataKey = Base64.getUrlEncoder().encodeToString(random.generateSeed(32));

    @TempDir
    private Path folder;

    private record Issued(SignedJWT token, Instant until) {}

    @Test
    void rl_37_every_token_verifies_at_all_times_though_its_readers_ask_for_keys_once_in_50_minutes() throws Exception {
        var clock = new StoppedClock(Instant.now());
        try (var one = node(clock, "one", "--verifier.keys.rotation=1d");
                var other = node(clock, "other", "--verifier.keys.rotation=1d")) {
            var alive = new ArrayList<Issued>();
            var kids = new HashSet<String>();
            var known = keys(one);
            var verified = 0;
            for (var minutes = 0; minutes < 3 * 24 * 60; minutes += 25) {
                refresh(one, clock);
                refresh(other, clock);
                if (minutes % 50 == 0) {
                    known = keys(minutes % 100 == 0 ? one : other);
                }
                for (var node : List.of(one, other)) {
                    var token = issued(node, clock);
                    kids.add(token.getHeader().getKeyID());
                    alive.add(new Issued(token, clock.instant().plus(Duration.ofHours(1))));
                }
                for (var issued : alive) {
                    var key = known.getKeyByKeyId(issued.token().getHeader().getKeyID());
                    assertThat(key).as("known at " + clock.instant()).isNotNull();
                    assertThat(issued.token().verify(new ECDSAVerifier(key.toECKey())))
                            .isTrue();
                    verified++;
                }
                clock.pass(Duration.ofMinutes(25));
                alive.removeIf(issued -> !clock.instant().isBefore(issued.until()));
            }

            assertThat(kids).as("keys that signed").hasSize(3);
            assertThat(verified).isGreaterThan(900);
        }
    }

    @Test
    void a_login_that_began_before_the_key_changed_goes_on_for_wallets_that_know_us_by_it() throws Exception {
        var finerThanTheDatabase = Instant.now()
                .minus(Duration.ofMinutes(5))
                .truncatedTo(ChronoUnit.MILLIS)
                .plusNanos(999);
        var clock = new StoppedClock(finerThanTheDatabase);
        try (var server = node(clock, "one", "--verifier.keys.rotation=by-command", "--verifier.keys.overlap=5m")) {
            var before = issued(server, clock).getHeader().getKeyID();
            KeyRotation.rotate(
                    server.context().getBean(VerifierProperties.class),
                    server.context().getBean(JdbcClient.class),
                    random,
                    clock.instant());
            refresh(server, clock);
            clock.pass(Duration.ofSeconds(290));
            var browser = new Browser(server.http());
            var page = browser.begin(Browser.request());
            var link = RequestLink.parse(browser.walletLink(page));
            clock.pass(Duration.ofSeconds(20));
            assertThat(issued(server, clock).getHeader().getKeyID()).isNotEqualTo(before);

            var compact = server.http()
                    .get(Browser.path(link.requestUri().toString()))
                    .body();
            assertThat(Browser.header(compact).get("kid").asString()).startsWith(before + "#");
            var request = AuthorizationRequest.read(link, compact, clock.instant());
            var answer = WalletLogin.builder(world.person, request.asked(), clock.instant(), random)
                    .seal(world.authority.seal(World.ORGANIZATION, SealKey.P_256))
                    .build();
            assertThat(browser.post(answer).status()).isEqualTo(200);
            assertThat(browser.arrive(browser.get(page + "/continue"))).containsKey("code");
        }
    }

    @Test
    void the_key_from_before_rotation_signs_on_until_the_first_change() throws Exception {
        var clock = new StoppedClock(Instant.now());
        String before;
        try (var server = node(clock, "one")) {
            before = issued(server, clock).getHeader().getKeyID();
        }
        try (var server = node(clock, "one", "--verifier.keys.rotation=30d")) {
            assertThat(issued(server, clock).getHeader().getKeyID()).isEqualTo(before);
        }
    }

    @Test
    void rotate_keys_says_which_key_comes_next_and_when() throws Exception {
        try (var server = node(Clock.systemUTC(), "one", "--verifier.keys.rotation=by-command")) {
            var before = keys(server).getKeys().getFirst().getKeyID();
            var said = rotateKeys("one", "--verifier.keys.rotation=by-command");
            refresh(server, Clock.systemUTC());

            assertThat(said)
                    .matches("(?s)0 did:key:zDn\\w+ signs from 20\\S+Z\\s+")
                    .doesNotContain(before);
            assertThat(keys(server).getKeys())
                    .extracting(key -> key.getKeyID())
                    .contains(before, said.replaceAll("^0 | signs from.*\\s*", ""));
            assertThat(rotateKeys("one", "--verifier.keys.rotation=by-command"))
                    .as("one waits already")
                    .isEqualTo(said);
        }
        assertThat(rotateKeys("one")).startsWith("1 verifier.keys.rotation: ");
    }

    @Test
    void a_node_that_made_another_key_than_the_others_refuses_to_start_and_says_the_mend(CapturedOutput output)
            throws Exception {
        try (var one = node(Clock.systemUTC(), "one")) {
            var key = folder.resolve("one/signing-key.jwk");

            assertThatThrownBy(() -> node(Clock.systemUTC(), "other")).isInstanceOf(RuntimeException.class);
            assertThat(output).contains("APPLICATION FAILED TO START", "verifier.keys.signing", "copy signing-key.jwk");
            try (var other = node(Clock.systemUTC(), "third", "--verifier.keys.signing=" + key)) {
                assertThat(keys(other).getKeys().getFirst().getKeyID())
                        .isEqualTo(keys(one).getKeys().getFirst().getKeyID());
            }
        }
    }

    @Test
    void a_node_without_rotation_refuses_to_start_where_keys_follow_one_another_and_says_the_mend(CapturedOutput output)
            throws Exception {
        try (var one = node(Clock.systemUTC(), "one", "--verifier.keys.rotation=30d")) {
            assertThatThrownBy(() -> node(Clock.systemUTC(), "other")).isInstanceOf(RuntimeException.class);
            assertThat(output)
                    .contains(
                            "APPLICATION FAILED TO START",
                            "set verifier.keys.rotation on all",
                            "delete from signing_key");

            try (var other = node(Clock.systemUTC(), "other", "--verifier.keys.rotation=30d")) {
                var kid = issued(other, Clock.systemUTC()).getHeader().getKeyID();
                assertThat(keys(one).getKeyByKeyId(kid)).isNotNull();
            }
        }
    }

    @Test
    void keys_that_follow_one_another_begin_with_the_one_that_the_others_sign_with(CapturedOutput output)
            throws Exception {
        try (var one = node(Clock.systemUTC(), "one")) {
            assertThatThrownBy(() -> node(Clock.systemUTC(), "other", "--verifier.keys.rotation=30d"))
                    .isInstanceOf(RuntimeException.class);
            assertThat(output).contains("APPLICATION FAILED TO START", "begin with one that is made now");

            var key = "--verifier.keys.signing=" + folder.resolve("one/signing-key.jwk");
            try (var other = node(Clock.systemUTC(), "other", "--verifier.keys.rotation=30d", key)) {
                var kid = issued(other, Clock.systemUTC()).getHeader().getKeyID();
                assertThat(keys(one).getKeyByKeyId(kid)).isNotNull();
            }
        }
        node(Clock.systemUTC(), "one").close();
    }

    @Test
    void a_start_that_fails_tells_nobody_its_key() throws Exception {
        var key = "--verifier.keys.signing="
                + new ECKeyGenerator(Curve.P_256).generate().toJSONString();
        node(Clock.systemUTC(), "one").close();
        var withoutCertificate = "--verifier.openid4vp.client-id-prefix=x509_hash";
        assertThatThrownBy(() -> node(Clock.systemUTC(), "other", key, withoutCertificate))
                .isInstanceOf(RuntimeException.class);

        node(Clock.systemUTC(), "one").close();
        node(Clock.systemUTC(), "other", key).close();
        assertThatThrownBy(() -> node(Clock.systemUTC(), "one")).isInstanceOf(RuntimeException.class);
    }

    @Test
    void a_node_with_another_data_key_than_the_others_refuses_to_start_and_says_the_mend(CapturedOutput output) {
        var key = "--verifier.keys.signing=" + folder.resolve("one/signing-key.jwk");
        var otherDataKey = Base64.getUrlEncoder().encodeToString(random.generateSeed(32));
        node(Clock.systemUTC(), "one").close();

        assertThatThrownBy(() -> node(Clock.systemUTC(), "other", key, "--verifier.keys.data=" + otherDataKey))
                .isInstanceOf(RuntimeException.class);
        assertThat(output)
                .contains("verifier.keys.data = (not shown)", "copy data-key")
                .doesNotContain(otherDataKey);

        node(
                        Clock.systemUTC(),
                        "other",
                        key,
                        "--verifier.keys.data=" + otherDataKey,
                        "--verifier.keys.data-previous=" + dataKey)
                .close();
    }

    @Test
    void a_key_that_is_kept_from_us_does_not_follow_another_in_the_database(CapturedOutput output) {
        try (var vault = new VaultServer(Instant.now())) {
            assertThatThrownBy(() -> node(
                            Clock.systemUTC(),
                            "one",
                            "--verifier.keys.rotation=30d",
                            "--verifier.keys.signing=" + vault.reference(),
                            "--verifier.keys.password=" + VaultServer.TOKEN))
                    .isInstanceOf(RuntimeException.class);
            assertThat(output).contains("verifier.keys.rotation", "a key in Vault changes there");
        }
    }

    /** A node with a data directory of its own, and one PostgreSQL and one data key for all; later ones win where named twice. */
    private RunningServer node(Clock clock, String name, String... more) {
        return RunningServer.start(clock, folder.resolve(name), arguments(more));
    }

    private String[] arguments(String... more) {
        var shared = Engine.POSTGRESQL.properties(folder.resolve("shared")).entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue());
        var own = List.of(more).stream().anyMatch(argument -> argument.startsWith("--verifier.keys.data="))
                ? Stream.<String>of()
                : Stream.of("--verifier.keys.data=" + dataKey);
        return world.arguments(
                Stream.of(shared, own, Stream.of(more)).flatMap(all -> all).toArray(String[]::new));
    }

    private String rotateKeys(String name, String... more) {
        var said = new ByteArrayOutputStream();
        var arguments = Stream.concat(
                        Stream.of("--verifier.data-directory=" + folder.resolve(name)), Stream.of(arguments(more)))
                .toArray(String[]::new);
        var code = RotateKeys.run(
                arguments, random, Clock.systemUTC(), new PrintStream(said, true, StandardCharsets.UTF_8));
        return code + " " + said.toString(StandardCharsets.UTF_8);
    }

    private static void refresh(RunningServer server, Clock clock) {
        server.context().getBean(KeyRing.class).refresh(clock.instant());
    }

    private static JWKSet keys(RunningServer server) throws Exception {
        return JWKSet.parse(server.http().get("/oidc/jwks").body());
    }

    private SignedJWT issued(RunningServer server, Clock clock) throws Exception {
        var login = MachineLogin.builder(world.machine, World.ISSUER, clock.instant(), random)
                .seal(world.authority.seal(World.ORGANIZATION, SealKey.P_256))
                .version(LearVersion.M2)
                .build();
        var answer = server.http().token(login.form());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return SignedJWT.parse(answer.json().get("access_token").asString());
    }
}
