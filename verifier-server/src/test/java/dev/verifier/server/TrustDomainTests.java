package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.verifier.credential.CredentialType;
import dev.verifier.server.trust.TrustedTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server where types have a trust of their own, as its tokens show it. */
class TrustDomainTests {

    private static final World WORLD = new World();
    private static final World ELSEWHERE = new World();
    private static final String MACHINES = "--verifier.trust.domains.machines.";
    private static final String[] TYPES = {
        MACHINES + "types[0]=LEARCredentialMachine", MACHINES + "types[1]=learcredential.machine.w3c.3"
    };

    @AutoClose
    private final StubServer source = new StubServer();

    @TempDir
    private Path folder;

    @Test
    void whom_an_anchor_vouches_for_may_issue_where_the_domain_says_so() {
        try (var server = start(TYPES, anchors(WORLD), MACHINES + "issuers.anchored=true")) {
            assertThat(token(server).status()).isEqualTo(200);
        }
    }

    @Test
    void a_type_of_a_domain_is_believed_by_its_anchors_and_issuers_and_by_no_others() throws IOException {
        var nobody = Files.writeString(folder.resolve("issuers.yaml"), "trustedIssuers: {}\n");
        var others = new String[] {
            "--verifier.trust.anchors=" + WORLD.folder.resolve("anchors.pem"),
            "--verifier.trust.issuers.list=file:" + WORLD.folder.resolve("issuers.yaml")
        };

        try (var server = start((Object) others)) {
            assertThat(token(server).status()).as("of the others").isEqualTo(200);
        }
        try (var server = start(TYPES, others, anchors(ELSEWHERE), MACHINES + "issuers.anchored=true")) {
            assertThat(token(server).code()).isEqualTo("certificate_not_trusted");
        }
        try (var server = start(TYPES, others, anchors(WORLD), MACHINES + "issuers.list=file:" + nobody)) {
            assertThat(token(server).code()).isEqualTo("issuer_not_trusted");
        }
    }

    @Test
    void a_domain_of_other_types_believes_no_machine() {
        try (var server =
                start(anchors(WORLD), MACHINES + "types[0]=urn:eudi:pid:1", MACHINES + "issuers.anchored=true")) {
            assertThat(token(server).code()).isEqualTo("trust_unavailable");
        }
    }

    @Test
    void a_domain_whose_list_never_came_stops_its_own_types_only() {
        var away = "--verifier.trust.domains.cards.";
        source.behave(exchange -> StubServer.respond(exchange, 500, ""));
        try (var server = start(
                TYPES,
                anchors(WORLD),
                MACHINES + "issuers.anchored=true",
                away + "types[0]=eu.europa.ec.eudi.pid.1",
                away + "anchors[0]=" + WORLD.folder.resolve("anchors.pem"),
                away + "issuers.list=" + source.url("/issuers.yaml"))) {
            assertThat(token(server).status()).isEqualTo(200);
            assertThat(server.management().get("/health/readiness").status()).isEqualTo(503);
            assertThat(server.management().get("/prometheus").body())
                    .contains("verifier_list_age_seconds{list=\"anchors-machines\"} ")
                    .contains("verifier_list_age_seconds{list=\"issuers-cards\"} NaN");

            source.serve("trustedIssuers: {}\n");
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> server.management().get("/health/readiness").status() == 200);
        }
        source.behave(exchange -> StubServer.respond(exchange, 500, ""));
        try (var server = start(
                TYPES,
                anchors(WORLD),
                MACHINES + "issuers.list=" + source.url("/issuers.yaml"),
                "--verifier.data-directory=" + folder.resolve("other"),
                "--verifier.trust.anchors=" + WORLD.folder.resolve("anchors.pem"),
                "--verifier.trust.issuers.list=file:" + WORLD.folder.resolve("issuers.yaml"))) {
            assertThat(token(server).code())
                    .as("no other domain stands in for it")
                    .isEqualTo("trust_unavailable");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            anchors[0]=ANCHORS issuers.anchored=true                                    | machines.types must name
            types[0]=a issuers.anchored=true                                            | must have anchors, which are PEM files, or
            types[0]=a anchors[0]=ANCHORS                                               | list or registry, or anchored=true
            types[0]=a anchors[0]=ANCHORS issuers.anchored=true issuers.list=file:x     | list or registry, or anchored=true
            types[0]=a anchors[0]=ANCHORS issuers.anchored=true issuers.metadata=true   | metadata=true needs a list
            types[0]=a anchors[0]=ANCHORS issuers.registry=https://r.example/ issuers.metadata=true | metadata=true needs a list
            types[0]=a anchors[0]=ANCHORS issuers.list=file:x issuers.registry=https://r.example/ issuers.metadata=true | and no registry
            types[0]=a types[1]=a anchors[0]=ANCHORS issuers.anchored=true              | a is in two domains
            types[0]=a anchors[0]=ANCHORS issuers.registry=https://r.example            | must end with a slash
            types[0]=a anchors[0]=ANCHORS issuers.anchored=true type=b                  | domains.machines.type
            """)
    void half_a_domain_fails_the_start_and_is_told_what_it_lacks(String domain, String told) {
        var arguments = Stream.of(domain.replace(
                                "ANCHORS", WORLD.folder.resolve("anchors.pem").toString())
                        .split(" "))
                .map(argument -> MACHINES + argument)
                .toArray(String[]::new);

        assertThatThrownBy(() -> start((Object) arguments).close()).rootCause().hasMessageContaining(told);
    }

    @Test
    void whether_types_have_a_source_is_known_before_anybody_presents_them() {
        try (var server = start(TYPES, anchors(WORLD), MACHINES + "issuers.anchored=true")) {
            var types = server.context().getBean(TrustedTypes.class);

            assertThat(types.haveSourceFor(types("LEARCredentialMachine", "learcredential.machine.w3c.3")))
                    .isTrue();
            assertThat(types.haveSourceFor(types("LEARCredentialMachine", "LEARCredentialEmployee")))
                    .isFalse();
            assertThat(types.haveSourceFor(types("LEARCredentialEmployee"))).isFalse();
        }
    }

    @Test
    void a_profile_that_was_configured_and_has_no_source_fails_the_start() {
        var profile = "--verifier.openid4vp.profiles.org.iso.18013.5.1.mDL.enabled=true";
        var type = MACHINES + "types[0]=";
        var rest = new String[] {anchors(WORLD), MACHINES + "issuers.anchored=true"};

        assertThatThrownBy(() ->
                        start(profile, type + "LEARCredentialMachine", rest).close())
                .rootCause()
                .hasMessageContaining("verifier.openid4vp.profiles.org.iso.18013.5.1.mDL");
        assertThatThrownBy(() -> start(profile).close())
                .rootCause()
                .hasMessageContaining("verifier.openid4vp.profiles.org.iso.18013.5.1.mDL");
        start(profile, type + "org.iso.18013.5.1.mDL", rest).close();
        start(profile.replace("=true", "=false")).close();
        start().close();
    }

    private static Set<CredentialType> types(String... names) {
        return Stream.of(names).map(CredentialType::new).collect(Collectors.toSet());
    }

    private static String anchors(World world) {
        return MACHINES + "anchors[0]=" + world.folder.resolve("anchors.pem");
    }

    private static Http.Answer token(RunningServer server) {
        return server.http().token(WORLD.login().form());
    }

    private RunningServer start(Object... arguments) {
        var always = Stream.of(
                "--verifier.clients.location=file:" + WORLD.folder.resolve("clients.yaml"),
                "--verifier.outbound.allow-private-addresses=true");
        var told = Stream.of(arguments)
                .flatMap(argument ->
                        argument instanceof String[] several ? Stream.of(several) : Stream.of((String) argument));
        return RunningServer.start(
                folder.resolve("data"), Stream.concat(always, told).toArray(String[]::new));
    }
}
