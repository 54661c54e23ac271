package dev.verifier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.reactive.function.client.WebClient;

/** What an application is, by its properties and its class path, and what is said where they do not fit. */
class ClientAutoConfigurationTests {

    private static final String ISSUER = "verifier.client.issuer=https://verifier.example";

    @TempDir
    private Path folder;

    private final ApplicationContextRunner app = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ClientAutoConfiguration.class,
                    MachineAutoConfiguration.class,
                    ResourceServerAutoConfiguration.class));

    private String did = "";
    private String key = "";
    private String credential = "";

    @BeforeEach
    void files() throws Exception {
        var jwk = new ECKeyGenerator(Curve.P_256).generate();
        did = DidKey.of(jwk);
        var file = Files.writeString(folder.resolve("key.jwk"), jwk.toJSONString());
        key = "verifier.client.key=" + file;
        var text = Files.writeString(folder.resolve("credential.jwt"), "eyJhbGciOiJFUzI1NiJ9.e30.AAAA\n");
        credential = "verifier.client.machine.credential=" + text;
    }

    @Test
    void who_says_nothing_is_nothing() {
        app.run(context -> assertThat(context)
                .hasNotFailed()
                .doesNotHaveBean(MachineTokens.class)
                .doesNotHaveBean(AccessTokens.class));
    }

    @Test
    void a_machine_needs_neither_a_web_server_nor_the_web_part_of_spring_security() {
        app.withClassLoader(new FilteredClassLoader(
                        HttpSecurity.class,
                        SecurityFilterChain.class,
                        JwtAuthenticationConverter.class,
                        WebClient.class,
                        jakarta.servlet.Servlet.class))
                .withPropertyValues(ISSUER, key, credential)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(MachineTokens.class)
                        .doesNotHaveBean("verifierMachineTokenFilter"));
    }

    @Test
    void a_machine_may_call_with_web_client() {
        app.withPropertyValues(ISSUER, key, credential)
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(MachineTokenFilter.class));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            verifier.client.issuer=http://verifier.example   | verifier.client.issuer             | https
            verifier.client.issuer=https://verifier.example/ | verifier.client.issuer             | slash
            verifier.client.client-id=did:key:zDnOther       | verifier.client.client-id          | did:key:zDn
            verifier.client.key=                             | verifier.client.key                | openssl genpkey
            verifier.client.machine.credential=nowhere.jwt   | verifier.client.machine.credential | which is did:key:zDn
            """)
    void what_a_machine_cannot_start_with_is_named_with_the_mend(String wrong, String property, String mend) {
        app.withPropertyValues(ISSUER, key, credential, wrong)
                .run(context -> assertThat(analysis(context.getStartupFailure()))
                        .satisfies(said -> {
                            assertThat(said.getDescription()).contains(property);
                            assertThat(said.getAction()).contains(mend);
                        }));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            the key that is configured            | {"vc":{"id":"%s"}}
            nobody is named                       | {}
            a key that only Verifier can look at  | {"vc":{"id":"did:key:zDnAnother"},"cnf":{"jwk":{"kty":"EC"}}}
            """)
    void a_credential_may_be_bound_to(String what, String claims) throws Exception {
        present(claims);
        app.withPropertyValues(ISSUER, key, credential)
                .run(context -> assertThat(context).as(what).hasNotFailed());
    }

    @Test
    void a_credential_for_another_key_is_told_apart() throws Exception {
        present("{\"vc\":{\"id\":\"did:key:zDnAnother#zDnAnother\"}}");
        app.withPropertyValues(ISSUER, key, credential)
                .run(context -> assertThat(analysis(context.getStartupFailure()).getDescription())
                        .contains("verifier.client.machine.credential", did, "zDnAnother"));
    }

    private void present(String claims) throws Exception {
        Files.writeString(
                folder.resolve("credential.jwt"),
                "eyJhbGciOiJFUzI1NiJ9." + Base64URL.encode(claims.replace("%s", did)) + ".AAAA\n");
    }

    @Test
    void a_missing_issuer_is_missed() {
        app.withPropertyValues(key, credential)
                .run(context -> assertThat(analysis(context.getStartupFailure()).getDescription())
                        .contains("verifier.client.issuer"));
    }

    @Test
    void an_issuer_without_a_purpose_is_told_what_there_is() {
        app.withPropertyValues(ISSUER)
                .run(context -> assertThat(analysis(context.getStartupFailure()).getAction())
                        .contains("verifier.client.url", "machine.credential", "resource-server.audience"));
    }

    @ParameterizedTest
    @CsvSource({
        "verifier.client.url=https://app.example, " + SpringBoot.CLIENT_STARTER,
        "verifier.client.resource-server.audience=https://api.example, " + SpringBoot.RESOURCE_SERVER_STARTER
    })
    void what_is_missing_on_the_class_path_is_named(String wanted, String dependency) {
        app.withClassLoader(new FilteredClassLoader(
                        SpringBoot.OAUTH2_CLIENT, "org.springframework.security.oauth2.server.resource"))
                .withPropertyValues(ISSUER, wanted)
                .run(context -> assertThat(analysis(context.getStartupFailure()).getAction())
                        .contains(dependency));
    }

    @Test
    void a_property_that_does_not_exist_stops_the_start() {
        app.withPropertyValues(ISSUER, key, credential, "verifier.client.isuer=x")
                .run(context -> assertThat(context).hasFailed());
    }

    /** What an application prints. */
    @ParameterizedTest
    @ValueSource(strings = {"keypasword", "ky", "machine.credental"})
    void and_what_it_was_set_to_is_not_repeated(String mistyped) {
        var said = new ByteArrayOutputStream();
        var out = System.out;
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            var application = new SpringApplication(ClientAutoConfiguration.class);
            application.setWebApplicationType(WebApplicationType.NONE);
            assertThatThrownBy(() -> application.run("--verifier.client." + mistyped + "=hunter2", "--" + ISSUER))
                    .isInstanceOf(RuntimeException.class);
        } finally {
            System.setOut(out);
        }

        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("verifier.client." + mistyped)
                .doesNotContain("hunter2");
    }

    private static FailureAnalysis analysis(@Nullable Throwable failure) {
        var analysis = new MisconfiguredAnalyzer().analyze(Objects.requireNonNull(failure));
        return Objects.requireNonNull(analysis, () -> String.valueOf(failure));
    }
}
