package dev.verifier.server.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.verifier.credential.CredentialFormat;
import dev.verifier.dcql.CredentialQuery;
import dev.verifier.dcql.QueryId;
import dev.verifier.server.configuration.VerifierProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;

class CredentialProfilesTests {

    private static final String BADGE = """
            verifier.openid4vp.profiles:
              org.example.badge.v1:
                scopes: [badge, staff]
                dcql:
                  credentials:
                    - id: badge
                      format: dc+sd-jwt
                      meta: {vct_values: ["https://example.org/badge"]}
                      multiple: true
                      claims:
                        - {id: door, path: [doors, null, name], values: [front, 7, true]}
                        - {id: first, path: [doors, 0]}
                      claim_sets: [[door, first], [first]]
            """;

    @Test
    void two_are_in_use_without_a_word_and_two_more_are_ready() {
        var readyMade = CredentialProfiles.readyMade();

        assertThat(readyMade.names()).containsExactly("learcredential.employee", "learcredential.machine");
        assertThat(readyMade.namesForPeople()).containsExactly("learcredential.employee");
        assertThat(of("""
                verifier.openid4vp.profiles:
                  eu.europa.ec.eudi.pid.1: {enabled: true}
                  org.iso.18013.5.1.mDL.enabled: true
                """).names())
                .containsExactly(
                        "learcredential.employee",
                        "learcredential.machine",
                        "eu.europa.ec.eudi.pid.1",
                        "org.iso.18013.5.1.mDL");
    }

    /** The wallets of the field answer under the first id, whatever it is for. */
    @Test
    void an_employee_is_asked_for_one_of_two_formats_the_ecosystem_s_first() {
        var query = CredentialProfiles.readyMade().all().getFirst().query();

        assertThat(query.credentials().stream().map(CredentialQuery::format))
                .containsExactly(CredentialFormat.JWT_VC_JSON, CredentialFormat.DC_SD_JWT);
        assertThat(query.satisfiedBy(Set.of(new QueryId("employee")))).isTrue();
        assertThat(query.satisfiedBy(Set.of(new QueryId("employee_sd_jwt")))).isTrue();
        assertThat(query.satisfiedBy(Set.of())).isFalse();
    }

    /** In the reference a name with dots is no profile unless it is quoted in brackets. */
    @ParameterizedTest
    @ValueSource(strings = {"org.example.badge.v1:", "'[org.example.badge.v1]':", "org: {example: {badge: {v1:"})
    void a_name_may_have_dots_however_they_are_written(String name) {
        var yaml = name.startsWith("org: {")
                ? "verifier.openid4vp.profiles: {org: {example: {badge: {v1: {dcql: {credentials: [{id: badge,"
                        + " format: dc+sd-jwt, meta: {vct_values: [x]}}]}}}}}}"
                : BADGE.replace("org.example.badge.v1:", name);

        assertThat(of(yaml).named("org.example.badge.v1")).isPresent();
    }

    @Test
    void a_query_comes_through_the_configuration_as_it_was_written() {
        var query = of(BADGE).named("org.example.badge.v1").orElseThrow().query();

        assertThat(query.toJson().toString())
                .isEqualTo("{credentials=[{id=badge, format=dc+sd-jwt, meta={vct_values=[https://example.org/badge]},"
                        + " multiple=true, claims=[{id=door, path=[doors, null, name], values=[front, 7, true]},"
                        + " {id=first, path=[doors, 0]}], claim_sets=[[door, first], [first]]}]}");
        assertThat(query.credentials().getFirst().claims().getFirst().values()).containsExactly("front", 7L, true);
    }

    @Test
    void a_query_may_be_one_text_of_json_and_scopes_one_text_too() {
        var profile = of("""
                verifier.openid4vp.profiles.badge:
                  scopes: badge, staff
                  dcql: '{"credentials":[{"id":"b","format":"mso_mdoc","meta":{"doctype_value":"org.example"}}]}'
                """).named("badge").orElseThrow();

        assertThat(profile.scopes()).containsExactly("badge", "staff");
        assertThat(profile.query().ids()).containsExactly(new QueryId("b"));
    }

    @Test
    void a_profile_without_scopes_is_asked_for_by_its_name() {
        assertThat(of("verifier.openid4vp.profiles.eu.europa.ec.eudi.pid.1.enabled: true")
                        .scopes())
                .containsExactly(
                        "learcredential",
                        "openid_learcredential",
                        "learcredential.employee",
                        "learcredential.machine",
                        "machine",
                        "eu.europa.ec.eudi.pid.1");
    }

    @Test
    void one_that_is_ready_made_may_be_changed_in_part_or_left_out() {
        var changed = of("verifier.openid4vp.profiles.learcredential.employee.scopes: [staff]");
        assertThat(changed.all().getFirst().scopes()).containsExactly("staff");
        assertThat(changed.all().getFirst().query())
                .isEqualTo(CredentialProfiles.readyMade().all().getFirst().query());

        assertThat(of("verifier.openid4vp.profiles.learcredential.employee.enabled: false")
                        .namesForPeople())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            badge.dcql: 5                                         | badge.dcql
            badge.scopes: [x]                                     | badge.dcql
            badge.dcql: {credentials: []}                         | badge.dcql.credentials
            badge.dcql.credentials: [{id: a}]                     | badge.dcql.credentials[0].format
            badge.dcqlquery: 1                                    | badge.dcqlquery
            badge: 1                                              | badge
            a.b.dcql.credentials: [{id: a, format: jwt_vc_json, meta: {type_values: [x]}}] | a.b.dcql.credentials[0].meta.type_values
            learcredential.employee.scopes: [openid]              | learcredential.employee.scopes
            learcredential.employee.scopes: ['"']                 | learcredential.employee.scopes
            learcredential.employee.enabled: perhaps              | learcredential.employee.enabled
            learcredential.machine.enabled: false                 | learcredential.machine.enabled
            eu.europa.ec.eudi.pid.1.scopes: [learcredential]      | eu.europa.ec.eudi.pid.1.scopes
            eu.europa.ec.eudi.pid.1.claims: {sub: [family_name]}  | eu.europa.ec.eudi.pid.1.claims
            eu.europa.ec.eudi.pid.1.claims: {a: family_name}      | eu.europa.ec.eudi.pid.1.claims
            eu.europa.ec.eudi.pid.1.claims: {a: [[]]}             | eu.europa.ec.eudi.pid.1.claims
            eu.europa.ec.eudi.pid.1.credential: 1                 | eu.europa.ec.eudi.pid.1.credential
            """)
    void what_cannot_be_meant_says_where_it_stands(String yaml, String where) {
        var thrown = catchThrowableOfType(
                InvalidConfigurationPropertyValueException.class, () -> of("verifier.openid4vp.profiles." + yaml));

        assertThat(thrown.getName() + " " + thrown.getReason()).contains("verifier.openid4vp.profiles." + where);
    }

    @Test
    void no_two_profiles_have_the_id_of_a_query_in_common() {
        var thrown = catchThrowableOfType(
                InvalidConfigurationPropertyValueException.class, () -> of(BADGE.replace("id: badge", "id: employee")));

        assertThat(thrown.getName()).isEqualTo("verifier.openid4vp.profiles.org.example.badge.v1.dcql");
    }

    /** Scopes asked for, names of the only profiles, scopes registered, and what is asked for. */
    @ParameterizedTest
    @CsvSource({
        "openid learcredential, '', learcredential, learcredential.employee",
        "openid badge, '', badge, org.example.badge.v1",
        "openid staff learcredential, '', staff learcredential, learcredential.employee org.example.badge.v1",
        "openid, '', badge, org.example.badge.v1",
        "openid, '', badge learcredential, learcredential.employee",
        "openid, '', '', learcredential.employee",
        "'', '', '', learcredential.employee",
        "openid machine, '', machine, learcredential.employee",
        "openid badge, org.example.badge.v1, badge, org.example.badge.v1",
        "openid, org.example.badge.v1 learcredential.employee, '', org.example.badge.v1",
        "openid learcredential, org.example.badge.v1, learcredential, ''",
        "openid learcredential badge, org.example.badge.v1, learcredential badge, ''",
    })
    void scopes_say_what_is_asked_for_within_what_the_client_is_for(
            String scopes, String allowed, String registered, String expected) {
        var asked = of(BADGE).asked(words(scopes), List.copyOf(words(allowed)), words(registered));

        assertThat(asked.stream().map(CredentialProfile::name).toList())
                .containsExactlyElementsOf(expected.isEmpty() ? List.of() : List.of(expected.split(" ")));
    }

    @Test
    void several_profiles_are_one_query_that_wants_what_each_of_them_wants() {
        var profiles = of(BADGE);
        var query = CredentialProfiles.query(
                List.of(profiles.all().getFirst(), profiles.all().getLast()));

        assertThat(query.satisfiedBy(ids("employee", "badge"))).isTrue();
        assertThat(query.satisfiedBy(ids("employee_sd_jwt", "badge"))).isTrue();
        assertThat(query.satisfiedBy(ids("badge"))).isFalse();
        assertThat(query.satisfiedBy(ids("employee", "employee_sd_jwt"))).isFalse();
        assertThat(CredentialProfiles.query(List.of(profiles.all().getLast())))
                .isEqualTo(profiles.all().getLast().query());
    }

    private static Set<QueryId> ids(String... ids) {
        return Set.of(ids).stream().map(QueryId::new).collect(Collectors.toSet());
    }

    private static Set<String> words(String text) {
        return text.isEmpty() ? Set.of() : new TreeSet<>(List.of(text.split(" "))).descendingSet();
    }

    /** As a server would read it. */
    private static CredentialProfiles of(String yaml) {
        try {
            var environment = new StandardEnvironment();
            environment
                    .getPropertySources()
                    .remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME); // where tests are told things
            new YamlPropertySourceLoader()
                    .load("test", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
                    .forEach(environment.getPropertySources()::addFirst);
            ConfigurationPropertySources.attach(environment);
            var properties = Binder.get(environment, new NoUnboundElementsBindHandler(BindHandler.DEFAULT, _ -> true))
                    .bindOrCreate("verifier", VerifierProperties.class);
            return CredentialProfiles.of(Objects.requireNonNull(properties));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
