package dev.verifier.dcql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.verifier.credential.CredentialFormat;
import dev.verifier.credential.CredentialType;
import dev.verifier.rejection.RejectedException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DcqlQueryTests {

    private static final Map<String, Object> EMPLOYEE = Map.of(
            "id",
            "employee",
            "format",
            "jwt_vc_json",
            "meta",
            Map.of(
                    "type_values",
                    List.of(List.of("LEARCredentialEmployee"), List.of("learcredential.employee.w3c.4"))));

    private static final Map<String, Object> MACHINE = with(EMPLOYEE, "id", "machine");

    private static final Map<String, Object> FULL = query(
            with(
                    with(
                            with(EMPLOYEE, "multiple", true),
                            "claims",
                            List.of(
                                    Map.of("id", "mail", "path", List.of("credentialSubject", "mandate", "email")),
                                    Map.of("id", "age", "path", List.of("age"), "values", List.of(18L, "18", true)))),
                    "claim_sets",
                    List.of(List.of("mail", "age"), List.of("mail"))),
            MACHINE);

    @Test
    void is_sent_as_it_was_written() {
        var sets = List.of(
                Map.of("options", List.of(List.of("employee"), List.of("machine"))),
                Map.of("options", List.of(List.of("machine")), "required", false));
        var written = with(FULL, "credential_sets", sets);

        assertThat(DcqlQuery.parse(written).toJson()).isEqualTo(written);
        assertThat(DcqlQuery.parse(DcqlQuery.parse(written).toJson())).isEqualTo(DcqlQuery.parse(written));
    }

    @ParameterizedTest
    @ValueSource(strings = {"aki", "etsi_tl", "openid_federation"})
    void an_authority_is_asked_for_as_it_was_written(String type) {
        var written = query(
                with(EMPLOYEE, "trusted_authorities", List.of(Map.of("type", type, "values", List.of("one", "two")))));

        assertThat(DcqlQuery.parse(written).toJson()).isEqualTo(written);
    }

    @Test
    void can_be_written_in_few_words() {
        var query = new CredentialQuery(
                new QueryId("employee"),
                CredentialFormat.JWT_VC_JSON,
                Set.of(
                        new CredentialType("learcredential.employee.w3c.4"),
                        new CredentialType("LEARCredentialEmployee")));

        assertThat(new DcqlQuery(List.of(query))).isEqualTo(DcqlQuery.parse(query(EMPLOYEE)));
    }

    @Test
    void ignores_members_that_the_specification_does_not_know() {
        var unknown = with(query(with(with(EMPLOYEE, "purpose", "x"), "meta", with(meta(), "x", 1))), "extension", 1);

        assertThat(DcqlQuery.parse(unknown)).isEqualTo(DcqlQuery.parse(query(EMPLOYEE)));
    }

    static Stream<Map<String, Object>> no_queries() {
        var claim = Map.of("path", List.of("a"));
        return Stream.of(
                Map.of(),
                Map.of("credentials", List.of()),
                Map.of("credentials", EMPLOYEE),
                Map.of("credentials", List.of("employee")),
                query(EMPLOYEE, EMPLOYEE),
                query(without(EMPLOYEE, "id")),
                query(with(EMPLOYEE, "id", "")),
                query(with(EMPLOYEE, "id", "an id")),
                query(with(EMPLOYEE, "id", 1)),
                query(without(EMPLOYEE, "format")),
                query(with(EMPLOYEE, "format", "jwt_vc")),
                query(with(EMPLOYEE, "format", "ldp_vc")),
                query(without(EMPLOYEE, "meta")),
                query(with(EMPLOYEE, "meta", Map.of())),
                query(with(EMPLOYEE, "meta", types(List.of()))),
                query(with(EMPLOYEE, "meta", types(List.of("LEARCredentialEmployee")))),
                query(with(EMPLOYEE, "meta", types(List.of(List.of())))),
                query(with(EMPLOYEE, "meta", types(List.of(List.of(1))))),
                query(with(EMPLOYEE, "meta", types(List.of(List.of("VerifiableCredential"))))),
                query(with(EMPLOYEE, "multiple", "yes")),
                query(with(EMPLOYEE, "require_cryptographic_holder_binding", false)),
                query(with(EMPLOYEE, "trusted_authorities", List.of())),
                query(with(EMPLOYEE, "trusted_authorities", List.of(Map.of("type", "aki", "values", List.of())))),
                query(with(EMPLOYEE, "trusted_authorities", List.of(Map.of("type", "x", "values", List.of("x"))))),
                query(with(EMPLOYEE, "trusted_authorities", List.of(Map.of("values", List.of("x"))))),
                query(with(EMPLOYEE, "claims", List.of())),
                query(with(EMPLOYEE, "claims", List.of(Map.of()))),
                query(with(EMPLOYEE, "claims", List.of(Map.of("path", List.of())))),
                query(with(EMPLOYEE, "claims", List.of(claim, claim))),
                query(with(EMPLOYEE, "claims", List.of(with(claim, "values", List.of())))),
                query(with(EMPLOYEE, "claims", List.of(with(claim, "values", List.of(1.5))))),
                query(with(EMPLOYEE, "claims", List.of(with(claim, "values", List.of(Map.of()))))),
                query(with(
                        EMPLOYEE, "claims", List.of(with(claim, "id", "a"), Map.of("id", "a", "path", List.of("b"))))),
                query(with(EMPLOYEE, "claim_sets", List.of(List.of("a")))),
                query(with(with(EMPLOYEE, "claims", List.of(claim)), "claim_sets", List.of(List.of("a")))),
                query(with(
                        with(EMPLOYEE, "claims", List.of(with(claim, "id", "a"))),
                        "claim_sets",
                        List.of(List.of("b")))),
                query(with(
                        with(EMPLOYEE, "claims", List.of(with(claim, "id", "a"))), "claim_sets", List.of(List.of()))),
                with(query(EMPLOYEE), "credential_sets", List.of()),
                with(query(EMPLOYEE), "credential_sets", List.of(Map.of())),
                with(query(EMPLOYEE), "credential_sets", List.of(Map.of("options", List.of()))),
                with(query(EMPLOYEE), "credential_sets", List.of(Map.of("options", List.of(List.of())))),
                with(query(EMPLOYEE), "credential_sets", List.of(Map.of("options", List.of(List.of("machine"))))));
    }

    @ParameterizedTest
    @MethodSource("no_queries")
    void says_of_a_query_that_is_none_where_it_is_wrong(Map<String, Object> written) {
        assertThat(DcqlQuery.parse(FULL).credentials()).hasSize(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DcqlQuery.parse(written))
                .withMessageStartingWith("dcql_query");
    }

    /** Alternatives of types, types presented, and what becomes of it. */
    @ParameterizedTest
    @CsvSource({
        "A, VerifiableCredential A, ok",
        "A, A, ok",
        "A|B, VerifiableCredential B, ok",
        "A|B, A B, ok",
        "A+B, A B VerifiableCredential, ok",
        "A+VerifiableCredential, A VerifiableCredential, ok",
        "A+VerifiableCredential, A, credential_type_not_asked",
        "A+B, A, credential_type_not_asked",
        "A+B|C, B C, ok",
        "A+B|C, B, credential_type_not_asked",
        "A, VerifiableCredential, credential_type_not_asked",
        "A, VerifiableCredential B, credential_type_not_asked",
        "A, VerifiableCredential A B, credential_type_not_asked",
        "A, a, credential_type_not_asked",
    })
    void asks_for_all_types_of_one_alternative_and_for_no_other(String asked, String presented, String outcome) {
        var alternatives = Stream.of(asked.split("\\|"))
                .map(types -> List.of(types.split("\\+")))
                .toList();
        var query = DcqlQuery.parse(query(with(EMPLOYEE, "meta", types(alternatives))))
                .credentials()
                .getFirst();
        var types = Stream.of(presented.split(" ")).map(CredentialType::new).toList();

        assertThat(outcome(() -> query.require(types, Map.of()))).isEqualTo(outcome);
    }

    private static final Map<String, @Nullable Object> CREDENTIAL = credential();

    @ParameterizedTest
    @CsvSource({
        "a, ok",
        "a b, ok",
        "a missing, asked_claim_missing",
        "missing, asked_claim_missing",
        "null, asked_claim_missing",
        "a=text, ok",
        "a=Text, asked_value_missing",
        "a=other|text, ok",
        "b=#5, ok",
        "b=5, asked_value_missing",
        "b=#6, asked_value_missing",
        "c=?true, ok",
        "c=?false, asked_value_missing",
        "c=true, asked_value_missing",
        "d=text, asked_value_missing",
        "missing=text, asked_claim_missing",
        "a=other missing, asked_value_missing",
    })
    void asks_for_every_claim_with_one_of_its_values(String asked, String outcome) {
        var claims = Stream.of(asked.split(" ")).map(DcqlQueryTests::claim).toList();
        var query = claiming(claims, List.of());

        assertThat(outcome(() -> query.require(types("LEARCredentialEmployee"), CREDENTIAL)))
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "a b, ok",
        "a missing|b, ok",
        "missing|other|c, ok",
        "missing|b-wrong, asked_claim_missing",
        "b-wrong|missing, asked_value_missing"
    })
    void is_content_with_one_claim_set_and_says_what_the_preferred_one_lacks(String sets, String outcome) {
        var claims = List.of(claim("a"), claim("b"), claim("c"), claim("missing"), claim("other"), wrong());
        var query = claiming(
                claims,
                Stream.of(sets.split("\\|")).map(set -> List.of(set.split(" "))).toList());

        assertThat(outcome(() -> query.require(types("LEARCredentialEmployee"), CREDENTIAL)))
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "'', employee machine, true",
        "'', employee, false",
        "'', '', false",
        "employee|machine, employee, true",
        "employee|machine, machine, true",
        "employee|machine, employee machine, true",
        "employee|machine, '', false",
        "employee machine, employee, false",
        "employee machine|machine, machine, true",
        "employee;?machine, employee, true",
        "employee;?machine, machine, false",
        "employee;machine, employee, false",
        "?machine, '', false",
        "?machine, employee, true",
    })
    void knows_when_it_is_answered(String sets, String answered, boolean enough) {
        assertThat(withSets(sets).satisfiedBy(ids(answered))).isEqualTo(enough);
    }

    /** OpenID4VP 1.0 §6.4.2: what of an answer belongs to no option that is whole was not asked for. */
    @ParameterizedTest
    @CsvSource({
        "'', employee machine, employee machine",
        "employee|machine, employee machine, employee",
        "employee|machine, machine, machine",
        "employee machine|machine, machine, machine",
        "employee machine|machine, employee machine, employee machine",
        "employee;?machine, employee machine, employee machine",
        "employee;?machine, employee, employee",
        "employee, employee machine, employee",
        "?employee machine, employee, ''",
    })
    void counts_of_each_set_the_first_option_that_is_whole(String sets, String answered, String counted) {
        assertThat(withSets(sets).counted(ids(answered))).isEqualTo(ids(counted));
    }

    private static DcqlQuery withSets(String sets) {
        var query = query(EMPLOYEE, MACHINE);
        return DcqlQuery.parse(
                sets.isEmpty()
                        ? query
                        : with(
                                query,
                                "credential_sets",
                                Stream.of(sets.split(";"))
                                        .map(DcqlQueryTests::set)
                                        .toList()));
    }

    private static Set<QueryId> ids(String text) {
        return Stream.of(text.split(" "))
                .filter(id -> !id.isEmpty())
                .map(QueryId::new)
                .collect(Collectors.toSet());
    }

    @Test
    void finds_what_was_asked_under_a_name_whatever_text_that_is() {
        var query = DcqlQuery.parse(query(EMPLOYEE));

        assertThat(query.credential("employee")).isPresent();
        for (var stranger : List.of("", "Employee", "employee ", "x".repeat(10_000), "\u0000")) {
            assertThat(query.credential(stranger)).isEmpty();
        }
    }

    private static Map<String, Object> set(String text) {
        var options = Stream.of(text.replace("?", "").split("\\|"))
                .map(option -> List.of(option.split(" ")))
                .toList();
        return Map.of("options", options, "required", !text.startsWith("?"));
    }

    /** {@code name=value|value}; {@code #} makes it a number and {@code ?} a truth value. */
    private static Map<String, Object> claim(String text) {
        var parts = text.split("=", -1);
        var claim = Map.<String, Object>of("id", parts[0], "path", List.of("subject", parts[0]));
        return parts.length == 1
                ? claim
                : with(
                        claim,
                        "values",
                        Stream.of(parts[1].split("\\|"))
                                .map(DcqlQueryTests::value)
                                .toList());
    }

    private static Map<String, Object> wrong() {
        return Map.of("id", "b-wrong", "path", List.of("subject", "list", 0), "values", List.of("x"));
    }

    private static Object value(String text) {
        return switch (text.charAt(0)) {
            case '#' -> Integer.valueOf(text.substring(1));
            case '?' -> Boolean.valueOf(text.substring(1));
            default -> text;
        };
    }

    private static CredentialQuery claiming(List<Map<String, Object>> claims, List<?> sets) {
        var query = with(EMPLOYEE, "claims", claims);
        return DcqlQuery.parse(query(sets.isEmpty() ? query : with(query, "claim_sets", sets)))
                .credentials()
                .getFirst();
    }

    private static Map<String, @Nullable Object> credential() {
        var subject = new HashMap<String, @Nullable Object>();
        subject.put("a", "text");
        subject.put("b", 5L);
        subject.put("c", true);
        subject.put("d", List.of("text"));
        subject.put("list", List.of("y"));
        subject.put("null", null);
        return Map.of("subject", subject);
    }

    private static List<CredentialType> types(String name) {
        return List.of(new CredentialType("VerifiableCredential"), new CredentialType(name));
    }

    private static Map<String, Object> types(List<?> alternatives) {
        return Map.of("type_values", alternatives);
    }

    private static Map<String, Object> meta() {
        return types(List.of(List.of("LEARCredentialEmployee"), List.of("learcredential.employee.w3c.4")));
    }

    private static Map<String, Object> query(Map<?, ?>... credentials) {
        return Map.of("credentials", List.of(credentials));
    }

    private static Map<String, Object> with(Map<String, ?> map, String name, Object value) {
        var copy = new LinkedHashMap<String, Object>(map);
        copy.put(name, value);
        return copy;
    }

    private static Map<String, Object> without(Map<String, ?> map, String name) {
        var copy = new LinkedHashMap<String, Object>(map);
        copy.remove(name);
        return copy;
    }

    private static String outcome(org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        var rejected = catchThrowableOfType(RejectedException.class, act);
        return rejected == null ? "ok" : rejected.rejection().code();
    }
}
