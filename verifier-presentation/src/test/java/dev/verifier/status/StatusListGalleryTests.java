package dev.verifier.status;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.credential.IssuerId;
import dev.verifier.wallet.Seal;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.StatusListTampering;
import dev.verifier.wallet.StatusPublication;
import dev.verifier.wallet.TestAuthority;
import dev.verifier.x509.TrustAnchors;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Why each crime on a status list (attacks SL-03 to SL-09) is caught. Whoever shows a credential learns only that its status is not
 * known: {@code CredentialStatusTests}.
 */
class StatusListGalleryTests {

    private static final Properties REASONS = reasons();
    private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");
    private static final String ORGANIZATION = "VATES-A12345678";
    private static final TestAuthority AUTHORITY =
            TestAuthority.create(AT.minus(Duration.ofDays(30)), new SecureRandom());
    private static final Seal SEAL = AUTHORITY.seal(ORGANIZATION, SealKey.P_256);
    private static final StatusPublication LIST = new StatusPublication(
            SEAL, URI.create("https://issuer.acme.example/status/1"), AT.minusSeconds(60), Duration.ofMinutes(10));

    @ParameterizedTest
    @EnumSource
    void each_crime_is_caught_for_its_own_reason(StatusListTampering crime) throws Exception {
        var honest = LIST.token(new dev.verifier.wallet.StatusList(1, 64));

        assertThat(read(LIST.sign(honest))).isEqualTo("read");
        assertThat(read(crime.commit(LIST, honest))).isEqualTo(REASONS.getProperty(crime.name()));
    }

    @Test
    void every_line_of_the_gallery_is_about_a_crime() {
        assertThat(REASONS.stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(StatusListTampering.values())
                        .map(Enum::name)
                        .toList());
    }

    /** Where gzip is tolerated, so that a bomb in gzip is refused for being one. */
    private static String read(String document) throws Exception {
        var certificates = CertificateFactory.getInstance("X.509")
                .generateCertificates(
                        new ByteArrayInputStream(AUTHORITY.anchorPem().getBytes(US_ASCII)))
                .stream()
                .map(X509Certificate.class::cast)
                .toList();
        var source = new StatusSource(
                StatusSource.Kind.TOKEN,
                LIST.uri().toString(),
                new IssuerId(ORGANIZATION),
                TrustAnchors.of(certificates));
        return switch (new StatusListReader(ListForms.Form.GZIP::equals, 5, 1 << 20)
                .read(source, document.getBytes(ISO_8859_1), AT)) {
            case StatusLists.Found _ -> "read";
            case StatusLists.Missing(var why) -> why;
        };
    }

    private static Properties reasons() {
        var reasons = new Properties();
        try (var file = StatusListGalleryTests.class.getResourceAsStream("/status-list-crimes.properties")) {
            reasons.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return reasons;
    }
}
