package dev.verifier.wallet.openid4vp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.wallet.Holder;
import dev.verifier.wallet.SdJwt;
import dev.verifier.wallet.SdJwtIssuer;
import dev.verifier.wallet.SdJwtType;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.TestAuthority;
import dev.verifier.wallet.WalletKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A credential that is held whole and shown in parts. */
class HeldSdJwtTests {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");
    private static final SdJwtIssuer ISSUER =
            new SdJwtIssuer(TestAuthority.create(AT, RANDOM).seal("VATES-A12345678", SealKey.P_256), RANDOM);
    private static final SdJwt PID = ISSUER.issue(SdJwtType.PID, Holder.employee(WalletKey.generate(RANDOM)), AT);
    private static final HeldCredential HELD = HeldCredential.parse(PID + "\n");

    @Test
    void its_holder_sees_all_of_it() {
        assertThat(HELD.types()).containsExactly("urn:eudi:pid:1");
        assertThat(HELD.text("address", "locality")).contains("Madrid");
        assertThat(HELD.claims(Arrays.asList("nationalities", null))).containsExactly("ES", "IE");
        assertThat(HELD.showsParts()).isTrue();
        assertThat(HELD).hasToString(PID.toString());
    }

    @Test
    void it_answers_queries_of_its_format_and_type() {
        assertThat(query("urn:eudi:pid:1", List.of("given_name")).matches(HELD)).isTrue();
        assertThat(query("urn:eudi:pid:2", List.of("given_name")).matches(HELD)).isFalse();
        assertThat(query("urn:eudi:pid:1", List.of("shoe_size")).matches(HELD)).isFalse();
        var w3c = CredentialQuery.of(Map.of(
                "id", "a", "format", "jwt_vc_json", "meta", Map.of("type_values", List.of(List.of("urn:eudi:pid:1")))));
        assertThat(w3c.matches(HELD)).isFalse();
    }

    @Test
    void it_shows_what_is_asked_for_with_what_is_above_and_no_more() {
        assertThat(shown(List.of("given_name"))).containsKey("given_name").doesNotContainKeys("family_name", "address");
        assertThat(shown(List.of("address", "country"))).containsEntry("address", Map.of("country", "ES"));
        assertThat(shown(List.of("nationalities", 1))).containsEntry("nationalities", List.of("IE"));
        assertThat(shown(Arrays.asList("nationalities", null))).containsEntry("nationalities", List.of("ES", "IE"));
        assertThat(shown(List.of("address")))
                .containsEntry(
                        "address", Map.of("street_address", "Calle Mayor 1", "locality", "Madrid", "country", "ES"));
        assertThat(shown(List.of("issuing_country"))).doesNotContainKeys("given_name", "email");
        assertThat(PID.disclosing(List.of()).disclosures()).isEmpty();
    }

    @Test
    void of_claim_sets_it_shows_the_first_that_it_has() {
        var query = CredentialQuery.of(Map.of(
                "id", "a",
                "format", "dc+sd-jwt",
                "meta", Map.of("vct_values", List.of("urn:eudi:pid:1")),
                "claims",
                        List.of(
                                Map.of("id", "s", "path", List.of("shoe_size")),
                                Map.of("id", "n", "path", List.of("given_name")),
                                Map.of("id", "b", "path", List.of("birthdate"))),
                "claim_sets", List.of(List.of("s"), List.of("b"), List.of("n"))));

        assertThat(query.matches(HELD)).isTrue();
        assertThat(query.shown(HELD)).isEqualTo(List.of(List.of("birthdate")));
    }

    private static Map<String, Object> shown(List<?> path) {
        var query = query("urn:eudi:pid:1", path);
        return PID.disclosing(query.shown(HELD)).claims();
    }

    private static CredentialQuery query(String vct, List<?> path) {
        return CredentialQuery.of(Map.of(
                "id",
                "a",
                "format",
                "dc+sd-jwt",
                "meta",
                Map.of("vct_values", List.of(vct)),
                "claims",
                List.of(Map.of("path", path))));
    }
}
