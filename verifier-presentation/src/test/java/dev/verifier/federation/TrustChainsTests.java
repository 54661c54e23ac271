package dev.verifier.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.verifier.jose.JwkSet;
import dev.verifier.jose.Limits;
import dev.verifier.jose.UnsignedJson;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.wallet.FederationTampering;
import dev.verifier.wallet.TestFederation;
import dev.verifier.wallet.TestFederation.Statement;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Chains of entity statements, as a federation publishes them and as others would like them to be. */
class TrustChainsTests {

    private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");
    private static final String BASE = "https://federation.example";
    private static final EntityId ISSUER = new EntityId(BASE + "/issuer");
    private static final EntityId INTERMEDIATE = new EntityId(BASE + "/intermediate");
    private static final EntityId ANCHOR = new EntityId(BASE + "/anchor");
    private static final Limits LIMITS = new Limits(64 * 1024, 16);

    private final TestFederation federation = TestFederation.at(BASE, AT, new SecureRandom());
    private final List<URI> fetched = new ArrayList<>();

    private TrustChains chains() throws RejectedException {
        var keys = UnsignedJson.object(federation.anchorJwks(), 4, Rejection.KeyNotUsable::new);
        return new TrustChains(ANCHOR, JwkSet.of(keys, Rejection.KeyNotUsable::new), LIMITS);
    }

    private Statements onPaper(Map<String, String> documents) {
        return location -> {
            fetched.add(location);
            var document = documents.get(location.toString());
            if (document == null) {
                throw new RejectedException(new Rejection.TrustUnavailable("statement"));
            }
            return document;
        };
    }

    private TrustChain chain(Map<String, String> documents) throws RejectedException {
        return chains().require(ISSUER, onPaper(documents), AT);
    }

    private Rejection refused(Map<String, String> documents) {
        return catchThrowableOfType(RejectedException.class, () -> chain(documents))
                .rejection();
    }

    @Test
    void a_chain_leads_from_an_issuer_over_intermediates_to_the_anchor_whose_keys_are_known() throws Exception {
        var chain = chain(federation.documents());

        assertThat(chain.entities()).containsExactly(ISSUER, INTERMEDIATE, ANCHOR);
        assertThat(chain.until()).isEqualTo(AT.plus(Duration.ofDays(1)));
        assertThat(fetched)
                .extracting(URI::toString)
                .containsExactly(
                        federation.location(Statement.ISSUER),
                        federation.location(Statement.INTERMEDIATE),
                        federation.location(Statement.ISSUER_BY_INTERMEDIATE),
                        federation.location(Statement.ANCHOR),
                        federation.location(Statement.INTERMEDIATE_BY_ANCHOR));
    }

    @Test
    void a_chain_holds_as_long_as_the_first_of_its_statements() throws Exception {
        for (var which : Statement.values()) {
            var ends = AT.plusSeconds(90);
            var shorter = federation.with(which, draft -> draft.with("exp", ends.getEpochSecond()));

            assertThat(chain(shorter.documents()).until()).as(which.name()).isEqualTo(ends);
            var over = catchThrowableOfType(
                    RejectedException.class, () -> chains().require(ISSUER, onPaper(shorter.documents()), ends));
            assertThat(over.rejection()).isInstanceOf(Rejection.TrustChainBroken.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ISSUER_FORGED, Signature",
        "ISSUER_REKEYED, KeyUnknown",
        "STATEMENT_FORGED, Signature",
        "INTERMEDIATE_FORGED, Signature",
        "INTERMEDIATE_SELF_FORGED, Signature",
        "ANCHOR_FORGED, Signature",
        "ANCHOR_REKEYED, KeyUnknown",
        "ALG_NONE, KeyUnknown",
        "ALG_HMAC, KeyUnknown",
        "OF_ANOTHER_TYPE, TypeHeader",
        "WITHOUT_TYPE, TypeHeader",
        "WITHOUT_KEY_ID, header.kid",
        "KEY_ELSEWHERE, jku",
        "BY_ANOTHER, iss",
        "ABOUT_ANOTHER, sub",
        "ISSUER_IS_ANOTHER, iss",
        "EXPIRED, Expired",
        "ISSUER_EXPIRED, Expired",
        "ANCHOR_EXPIRED, Expired",
        "OF_TOMORROW, NotYetValid",
        "WITHOUT_END, exp",
        "WITHOUT_BEGINNING, iat",
        "WITHOUT_KEYS, jwks",
        "UNKNOWN_DEMAND, crit",
        "UNKNOWN_POLICY, metadata_policy_crit",
        "PATH_TOO_LONG, max_path_length",
        "PATH_BELOW_ZERO, max_path_length",
        "PATH_IS_A_TEXT, max_path_length",
        "HOST_EXCLUDED, naming_constraints",
        "HOST_NOT_PERMITTED, naming_constraints",
        "NO_HOST_PERMITTED, naming_constraints",
        "NOT_AN_ISSUER, allowed_entity_types",
        "SUPERIOR_IS_NO_ENTITY, authority_hints",
        "ENDPOINT_IS_NO_URL, federation_fetch_endpoint",
        "WITHOUT_SUPERIOR, authority_hints",
        "NO_SUPERIORS, authority_hints",
        "SUPERIOR_IS_ITSELF, authority_hints",
        "GOING_ROUND, authority_hints",
        "SUPERIOR_SPEAKS_OF_NOBODY, federation_fetch_endpoint"
    })
    void each_crime_breaks_the_chain_for_its_own_reason(FederationTampering crime, String why) throws Exception {
        assertThat(chain(federation.documents())).isNotNull();

        assertThat(refused(federation.tampered(crime)))
                .as(crime.crime())
                .isInstanceOfSatisfying(
                        Rejection.TrustChainBroken.class,
                        broken -> assertThat(broken.why()).contains(why));
    }

    @Test
    void every_crime_has_its_reason() throws Exception {
        var rows = TrustChainsTests.class
                .getDeclaredMethod(
                        "each_crime_breaks_the_chain_for_its_own_reason", FederationTampering.class, String.class)
                .getAnnotation(CsvSource.class)
                .value();

        assertThat(Set.of(rows).stream()
                        .map(row -> row.substring(0, row.indexOf(',')))
                        .collect(Collectors.toSet()))
                .hasSameSizeAs(FederationTampering.values());
    }

    @Test
    void constraints_that_are_kept_to_break_nothing() throws Exception {
        var constraints = Map.of(
                "max_path_length",
                1,
                "naming_constraints",
                Map.of("permitted", List.of("federation.example"), "excluded", List.of(".federation.example")),
                "allowed_entity_types",
                List.of("openid_credential_issuer"),
                "nobody_knows_this_one",
                true);
        var kept = federation
                .with(Statement.INTERMEDIATE_BY_ANCHOR, draft -> draft.with("constraints", constraints))
                .with(
                        Statement.ISSUER_BY_INTERMEDIATE,
                        draft -> draft.with("constraints", Map.of("max_path_length", 0)));

        assertThat(chain(kept.documents())).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "permitted, .example, true",
        "permitted, .EXAMPLE, true",
        "permitted, federation.example, true",
        "permitted, ration.example, false",
        "permitted, .federation.example, false",
        "excluded, .example, false",
        "excluded, Federation.Example, false",
        "excluded, ration.example, true",
        "excluded, .federation.example, true"
    })
    void a_name_with_a_dot_in_front_is_of_the_hosts_beneath_and_without_one_of_that_host(
            String rule, String name, boolean holds) throws Exception {
        var ruled = federation.with(
                Statement.INTERMEDIATE_BY_ANCHOR,
                draft -> draft.with("constraints", Map.of("naming_constraints", Map.of(rule, List.of(name)))));

        if (holds) {
            assertThat(chain(ruled.documents())).isNotNull();
        } else {
            assertThat(refused(ruled.documents())).isInstanceOf(Rejection.TrustChainBroken.class);
        }
    }

    @Test
    void of_several_superiors_one_that_leads_there_is_enough() throws Exception {
        var hints = List.of("https://away.example", ANCHOR.value(), INTERMEDIATE.value());
        var several = federation.with(Statement.ISSUER, draft -> draft.with("authority_hints", hints));

        assertThat(chain(several.documents()).entities()).containsExactly(ISSUER, INTERMEDIATE, ANCHOR);
        assertThat(fetched.get(1)).as("the anchor is asked first").isEqualTo(ANCHOR.configuration());
    }

    @Test
    void where_no_superior_leads_there_it_is_told_why_the_first_does_not() {
        var documents = new HashMap<>(federation.documents());
        var other = TestFederation.at(BASE + "/other", AT, new SecureRandom())
                .tampered(FederationTampering.INTERMEDIATE_SELF_FORGED);
        documents.putAll(other);
        for (var hints : List.of(
                List.of(INTERMEDIATE.value(), BASE + "/other/intermediate"),
                List.of(BASE + "/other/intermediate", INTERMEDIATE.value()))) {
            var broken = federation
                    .with(Statement.ISSUER, draft -> draft.with("authority_hints", hints))
                    .tampered(FederationTampering.SUPERIOR_SPEAKS_OF_NOBODY);
            documents.putAll(broken);

            assertThat(refused(documents))
                    .isInstanceOfSatisfying(
                            Rejection.TrustChainBroken.class,
                            why -> assertThat(why.why())
                                    .contains(
                                            hints.getFirst().equals(INTERMEDIATE.value())
                                                    ? "federation_fetch_endpoint"
                                                    : "Signature"));
        }
    }

    @Test
    void where_somebody_could_not_be_asked_it_is_not_known_whether_there_is_a_chain() {
        var away = "https://away.example";
        for (var hints : List.of(List.of(away, INTERMEDIATE.value()), List.of(INTERMEDIATE.value(), away))) {
            var several = federation.with(Statement.ISSUER, draft -> draft.with("authority_hints", hints));

            assertThat(refused(several.tampered(FederationTampering.EXPIRED)))
                    .isInstanceOf(Rejection.TrustUnavailable.class);
        }
        for (var which : Statement.values()) {
            var documents = new HashMap<>(federation.documents());
            documents.remove(federation.location(which));
            assertThat(refused(documents)).as(which.name()).isInstanceOf(Rejection.TrustUnavailable.class);
        }
    }

    @Test
    void an_anchor_belongs_to_its_own_federation() throws Exception {
        var documents = federation.documents();

        assertThat(chains().require(ANCHOR, onPaper(documents), AT).entities()).containsExactly(ANCHOR);
        assertThat(fetched).hasSize(1);
        chains().requireAnchor(onPaper(documents), AT);
    }

    @Test
    void a_search_looks_at_so_many_superiors_of_one_entity_and_so_many_levels() throws Exception {
        var hints = IntStream.range(0, 50)
                .mapToObj(number -> "https://away" + number + ".example")
                .toList();
        var many = federation.with(Statement.ISSUER, draft -> draft.with("authority_hints", hints));

        assertThat(refused(many.documents())).isInstanceOf(Rejection.TrustUnavailable.class);
        assertThat(fetched).hasSize(11);

        fetched.clear();
        assertThat(refused(tower(12))).isInstanceOf(Rejection.TrustChainBroken.class);
        assertThat(fetched).hasSizeLessThan(15);
    }

    /** Everybody says that the next one is above them. */
    private Map<String, String> tower(int height) {
        var documents = new HashMap<String, String>();
        var random = new SecureRandom();
        for (var level = 0; level < height; level++) {
            var base = BASE + (level == 0 ? "" : "/" + level);
            var above = BASE + "/" + (level + 1) + "/issuer";
            var floor = TestFederation.at(base, AT, random)
                    .with(Statement.ISSUER, draft -> draft.with("authority_hints", List.of(above)));
            documents.put(floor.location(Statement.ISSUER), floor.documents().get(floor.location(Statement.ISSUER)));
            var below = base + "/issuer";
            documents.put(
                    above + "/fetch?sub=" + URLEncoder.encode(below, StandardCharsets.UTF_8),
                    floor.documents().get(floor.location(Statement.ISSUER)));
        }
        return documents;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://federation.example",
                "https://me@federation.example",
                "https://federation.example/?x",
                "https://federation.example/#x",
                "https:federation.example",
                "https:///issuer",
                "did:elsi:VATES-A12345678",
                "VATES-A12345678",
                "file:///etc/passwd",
                "https://federation.example/ x",
                ""
            })
    void who_is_no_plain_https_url_is_no_entity(String name) {
        assertThat(EntityId.parse(name)).isEmpty();
        assertThat(EntityId.parse("https://federation.example/" + "x".repeat(2048)))
                .isEmpty();
        assertThat(EntityId.parse("https://federation.example:8443/x/")).isPresent();
    }

    @Test
    void what_an_entity_says_of_itself_is_behind_its_path() {
        assertThat(new EntityId("https://a.example").configuration())
                .isEqualTo(new EntityId("https://a.example/").configuration())
                .isEqualTo(URI.create("https://a.example/.well-known/openid-federation"));
        assertThat(new EntityId("https://a.example:1/b/").configuration())
                .isEqualTo(URI.create("https://a.example:1/b/.well-known/openid-federation"));
    }
}
