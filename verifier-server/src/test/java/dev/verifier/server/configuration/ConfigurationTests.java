package dev.verifier.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.unit.DataSize;

class ConfigurationTests {

    @Test
    void every_default_is_the_one_that_is_promised() {
        var properties = bind(Map.of());

        assertThat(properties.issuer()).hasToString("http://localhost:9000");
        assertThat(properties.dataDirectory().normalize()).isEqualTo(Path.of("data"));
        assertThat(properties.keys())
                .isEqualTo(new VerifierProperties.Keys(
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        null,
                        Duration.ofHours(1),
                        null,
                        List.of(),
                        VerifierProperties.Keys.DataUse.SEAL));
        assertThat(properties.clients()).isEqualTo(new VerifierProperties.Clients(null, Duration.ofMinutes(30)));
        assertThat(properties.trust())
                .isEqualTo(new VerifierProperties.Trust(
                        List.of(),
                        new VerifierProperties.Trust.Issuers(null, null),
                        null,
                        null,
                        Map.of(),
                        Map.of(),
                        new StatusRule(Duration.ZERO)));
        assertThat(properties.outbound())
                .isEqualTo(new VerifierProperties.Outbound(
                        false,
                        List.of(),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(3),
                        DataSize.ofMegabytes(1),
                        DataSize.ofMegabytes(16),
                        null));
        assertThat(properties.proxy().trusted()).isEmpty();
        assertThat(properties.endpoints().aliases()).isTrue();
        assertThat(properties.tokens())
                .isEqualTo(new VerifierProperties.Tokens(
                        Duration.ofHours(1),
                        Duration.ofMinutes(5),
                        Duration.ofHours(12),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(60),
                        VerifierProperties.Tokens.Subject.HOLDER_DID,
                        VerifierProperties.Tokens.DpopNonce.OPTIONAL));
        assertThat(properties.login())
                .isEqualTo(new VerifierProperties.Login(
                        Duration.ofMinutes(2),
                        5,
                        VerifierProperties.Login.CrossDevice.ALLOW,
                        Duration.ZERO,
                        null,
                        null));
        assertThat(properties.openid4vp())
                .isEqualTo(new VerifierProperties.Openid4vp(
                        null, null, VerifierProperties.Openid4vp.HolderKeys.ONE, null, null, null, Map.of(), Map.of()));
        assertThat(properties.drafts()).isEqualTo(new VerifierProperties.Drafts(null, null, null));
        assertThat(properties.compatibility().profile()).isEqualTo(VerifierProperties.Compatibility.Profile.STANDARD);
        assertThat(properties.limits())
                .isEqualTo(new VerifierProperties.Limits(
                        DataSize.ofMegabytes(1),
                        DataSize.ofKilobytes(16),
                        100,
                        32,
                        DataSize.ofKilobytes(256),
                        200,
                        5,
                        DataSize.ofKilobytes(64),
                        new Capacity(100_000),
                        new Capacity(20_000),
                        new Capacity(100),
                        new Rate(600, Duration.ofMinutes(1)),
                        new Rate(6000, Duration.ofMinutes(1)),
                        new Rate(6000, Duration.ofMinutes(1)),
                        new Rate(6000, Duration.ofMinutes(1))));
        assertThat(properties.shutdown()).isEqualTo(new VerifierProperties.Shutdown(Duration.ZERO));
        assertThat(properties.branding())
                .isEqualTo(new VerifierProperties.Branding(
                        "Verifier",
                        null,
                        "#2457c5",
                        null,
                        null,
                        null,
                        List.of("ca", "de", "en", "es", "fr", "it", "pt"),
                        "en"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://verifier.example",
                "https://verifier.example/",
                "https://verifier.example?x=y",
                "https://verifier.example#x",
                "https://user@verifier.example",
                "ftp://verifier.example",
                "verifier.example",
                "http://localhost.evil.example",
                "https:///x"
            })
    void an_issuer_that_cannot_be_trusted_by_its_clients_is_refused(String issuer) {
        assertThatIllegalArgumentException().isThrownBy(() -> rootCause(Map.of("verifier.issuer", issuer)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://verifier.example",
                "https://verifier.example/path",
                "http://localhost:9000",
                "http://127.0.0.1:1",
                "http://[::1]:1"
            })
    void an_issuer_is_an_https_url_or_on_loopback(String issuer) {
        assertThat(bind(Map.of("verifier.issuer", issuer)).issuer()).hasToString(issuer);
    }

    @ParameterizedTest
    @CsvSource({
        "verifier.tokens.access-token-lifetime, 25h",
        "verifier.tokens.access-token-lifetime, 1s",
        "verifier.clients.refresh-interval, 10ms",
        "verifier.login.timeout, 11m",
        "verifier.shutdown.drain, 21s",
        "verifier.login.max-attempts, 0",
        "verifier.tokens.authorization-code-lifetime, 11m",
        "verifier.tokens.pushed-request-lifetime, 11m",
        "verifier.limits.open-logins, -1",
        "verifier.limits.waiting-browsers, many",
        "verifier.trust.issuers.registry, https://registry.example/v4/issuers",
        "verifier.branding.accent-color, blue",
        "verifier.branding.accent-color, #fff",
        "verifier.branding.accent-color, '#ffffff;}'",
        "verifier.branding.name, ' '",
        "verifier.branding.home-url, javascript:alert(1)",
        "verifier.branding.home-url, mailto:help@verifier.example",
        "verifier.branding.support-url, /help",
        "verifier.branding.onboarding-url, data:x",
        "verifier.branding.default-language, nl",
        "verifier.branding.languages, 'es,ca'",
    })
    void values_beyond_reason_are_refused(String name, String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> rootCause(Map.of(name, value)));
    }

    @Test
    void browsers_that_wait_leave_connections_for_the_wallets_they_wait_for() {
        var yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ClassPathResource("application.yaml"));
        var connections = Objects.requireNonNull(yaml.getObject()).getProperty("server.tomcat.max-connections");

        var waiting = bind(Map.of()).limits().waitingBrowsers();
        assertThat(waiting.admits(Long.parseLong(connections) - 10_000)).isFalse();
    }

    @Test
    void codes_live_a_minute_at_most_in_the_strict_profile() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rootCause(Map.of(
                        "verifier.compatibility.profile",
                        "strict",
                        "verifier.tokens.authorization-code-lifetime",
                        "61s")));
        bind(Map.of("verifier.compatibility.profile", "strict", "verifier.tokens.authorization-code-lifetime", "60s"));
    }

    @Test
    void a_header_for_certificates_is_nothing_without_a_proxy_to_trust() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rootCause(Map.of("verifier.proxy.client-certificate-header", "Client-Cert")));
        assertThat(bind(Map.of(
                                "verifier.proxy.client-certificate-header", "Client-Cert",
                                "verifier.proxy.trusted", "192.0.2.1"))
                        .proxy()
                        .clientCertificateHeader())
                .isEqualTo("Client-Cert");
    }

    @ParameterizedTest
    @ValueSource(strings = {"millisecond-dates", "vp-token-forms", "legacy-wallets", "former-sd-jwt-type"})
    void the_strict_profile_tolerates_no_quirk(String quirk) {
        var name = "verifier.compatibility." + quirk;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rootCause(Map.of("verifier.compatibility.profile", "strict", name, "true")));
        bind(Map.of("verifier.compatibility.profile", "strict", name, "false"));
        bind(Map.of("verifier.compatibility.profile", "dome", name, "true"));
    }

    /** HAIP 1.0 §5.1. */
    @Test
    void answers_are_encrypted_in_the_strict_profile() {
        var mode = "verifier.openid4vp.response-mode";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rootCause(Map.of("verifier.compatibility.profile", "strict", mode, "direct_post")));
        bind(Map.of("verifier.compatibility.profile", "strict", mode, "direct_post.jwt"));
        bind(Map.of(mode, "direct_post"));
    }

    @ParameterizedTest
    @CsvSource({"6000/1m, 6000, 60", "1/1s, 1, 1", "unlimited, 0, 0"})
    void a_rate_is_so_many_in_a_period(String text, long permits, long seconds) {
        assertThat(Rate.valueOf(text)).isEqualTo(new Rate(permits, Duration.ofSeconds(seconds)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "many", "5", "5/", "/1m", "0/1m", "-1/1m", "5/0s", "5/-1m"})
    void what_is_no_rate_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Rate.valueOf(text));
    }

    @ParameterizedTest
    @CsvSource({
        "verifier.isuer, verifier.issuer",
        "verifier.client.location, verifier.clients.location",
        "verifier.trust.issuer.list, verifier.trust.issuers.list",
        "verifier.backend.url, verifier.issuer",
        "verifier.backend.trust-frameworks[0].trusted-services-list-url, verifier.clients.location",
        "verifier.tokens.access-token-live-time, verifier.tokens.access-token-lifetime",
    })
    void the_nearest_name_is_offered_for_one_that_does_not_exist(String wrong, String nearest) {
        assertThat(KnownNames.nearest(wrong)).isEqualTo(nearest);
        assertThat(KnownNames.all()).contains(nearest).doesNotContain(wrong);
    }

    @Test
    void variables_that_look_like_ours_are_told_and_those_of_platforms_and_tests_are_not() {
        assertThat(KnownNames.unknownVariables(Set.of(
                        "VERIFIER_ISSUER",
                        "VERIFIER_TRUST_ANCHORS_0",
                        "VERIFIER_CLIENTS_REFRESHINTERVAL",
                        "VERIFIER_CLIENTS_REFRESH_INTERVAL",
                        "VERIFIER_CLIENT_LOCATION",
                        "VERIFIER_PORT_9000_TCP_ADDR",
                        "VERIFIER_SERVICE_HOST",
                        "VERIFIER_TEST_DATA",
                        "PATH")))
                .isEqualTo(Map.of("VERIFIER_CLIENT_LOCATION", "VERIFIER_CLIENTS_LOCATION"));
    }

    private static void rootCause(Map<String, String> configuration) {
        try {
            bind(configuration);
        } catch (RuntimeException e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw (RuntimeException) cause;
        }
    }

    private static VerifierProperties bind(Map<String, String> configuration) {
        return new Binder(new MapConfigurationPropertySource(configuration))
                .bindOrCreate("verifier", VerifierProperties.class);
    }
}
