package dev.verifier.wallet.openid4vp;

import static dev.verifier.wallet.openid4vp.Questioner.AT;
import static dev.verifier.wallet.openid4vp.Questioner.RANDOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.verifier.wallet.Holder;
import dev.verifier.wallet.LearVersion;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.TestAuthority;
import dev.verifier.wallet.TestIssuer;
import dev.verifier.wallet.WalletKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class DcqlQueryTests {
    private static final TestIssuer ISSUER =
            new TestIssuer(TestAuthority.create(AT, RANDOM).seal("VATES-A12345678", SealKey.P_256));
    private static final WalletKey KEY = WalletKey.generate(RANDOM);
    private static final HeldCredential E1 = held(LearVersion.E1);
    private static final HeldCredential E3 = held(LearVersion.E3);
    private static final HeldCredential E4 = held(LearVersion.E4);
    private static final HeldCredential M2 =
            HeldCredential.parse(ISSUER.issue(LearVersion.M2, Holder.machine(KEY), AT));
    private static final List<HeldCredential> ALL = List.of(E1, E3, E4, M2);

    @Test
    void finds_credentials_that_have_all_types_of_one_alternative() {
        assertThat(matches("""
                {"id":"a","format":"jwt_vc_json",
                 "meta":{"type_values":[["LEARCredentialEmployee","VerifiableCredential"],["learcredential.employee.w3c.4"]]}}""")).containsExactly(E1, E3, E4);
        assertThat(matches("""
                {"id":"a","format":"jwt_vc_json","meta":{"type_values":[["LEARCredentialEmployee","Diploma"]]}}""")).isEmpty();
        assertThat(matches("""
                {"id":"a","format":"jwt_vc_json","meta":{}}""")).isEqualTo(ALL);
    }

    @Test
    void holds_nothing_of_another_format() {
        for (var format : List.of("mso_mdoc", "ldp_vc")) {
            assertThat(matches("{\"id\":\"a\",\"format\":\"" + format + "\",\"meta\":{}}"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[\"credentialSubject\",\"mandate\",\"mandatee\",\"email\"] | 3",
                "[\"credentialSubject\",\"mandate\",\"mandatee\",\"firstName\"] | 2",
                "[\"credentialSubject\",\"mandate\",\"power\",0,\"function\"] | 3",
                "[\"credentialSubject\",\"mandate\",\"power\",null,\"action\"] | 3",
                "[\"credentialSubject\",\"mandate\",\"power\",1] | 0",
                "[\"credentialSubject\",0] | 0",
                "[\"type\",null] | 4",
                "[\"nothing\"] | 0"
            })
    void follows_a_path(String path, int found) {
        assertThat(matches(
                        "{\"id\":\"a\",\"format\":\"jwt_vc_json\",\"meta\":{},\"claims\":[{\"path\":" + path + "}]}"))
                .hasSize(found);
    }

    @Test
    void compares_values() {
        var query = """
                {"id":"a","format":"jwt_vc_json","meta":{},"claims":[
                 {"path":["credentialSubject","mandate","mandatee","email"],"values":["%s","x"]}]}""";
        assertThat(matches(query.formatted("ann@acme.example"))).hasSize(3);
        assertThat(matches(query.formatted("bob@acme.example"))).isEmpty();
    }

    @Test
    void wants_every_claim_or_one_set_of_them() {
        var claims = """
                {"id":"a","format":"jwt_vc_json","meta":{},"claims":[
                 {"id":"old","path":["credentialSubject","mandate","mandatee","first_name"]},
                 {"id":"new","path":["credentialSubject","mandate","mandatee","firstName"]},
                 {"id":"mail","path":["credentialSubject","mandate","mandatee","email"]}]%s}""";
        assertThat(matches(claims.formatted(""))).isEmpty();
        assertThat(matches(claims.formatted(",\"claim_sets\":[[\"old\",\"mail\"],[\"old\",\"new\"]]")))
                .containsExactly(E1);
    }

    @Test
    void wants_every_credential_or_one_of_each_required_set() {
        var two = """
                {"credentials":[{"id":"a","format":"jwt_vc_json","meta":{}},{"id":"b","format":"dc+sd-jwt","meta":{}}]%s}""";
        assertThat(query(two.formatted("")).satisfiedBy(Set.of("a"))).isFalse();
        assertThat(query(two.formatted("")).satisfiedBy(Set.of("a", "b"))).isTrue();
        var either = query(two.formatted(",\"credential_sets\":[{\"options\":[[\"a\"],[\"b\"]]}]"));
        assertThat(either.satisfiedBy(Set.of("a"))).isTrue();
        assertThat(either.satisfiedBy(Set.of())).isFalse();
        var optional = query(two.formatted(
                ",\"credential_sets\":[{\"options\":[[\"a\"]]},{\"options\":[[\"b\"]],\"required\":false}]"));
        assertThat(optional.satisfiedBy(Set.of("a"))).isTrue();
        assertThat(optional.satisfiedBy(Set.of("b"))).isFalse();
        assertThat(either.matches(ALL)).isEqualTo(Map.of("a", ALL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"credentials\":[{\"id\":\"a b\",\"format\":\"jwt_vc_json\",\"meta\":{}}]}",
                "{\"credentials\":[{\"id\":\"\",\"format\":\"jwt_vc_json\",\"meta\":{}}]}",
                "{\"credentials\":[{\"id\":\"a\",\"format\":7,\"meta\":{}}]}",
                "{\"credentials\":[{\"id\":\"a\",\"format\":\"f\",\"meta\":{}},{\"id\":\"a\",\"format\":\"f\",\"meta\":{}}]}",
                "{\"credentials\":[{\"id\":\"a\",\"format\":\"f\",\"meta\":{\"type_values\":[\"T\"]}}]}",
                "{\"credentials\":[{\"id\":\"a\",\"format\":\"f\",\"meta\":{\"type_values\":[]}}]}",
                "{\"credentials\":[{\"id\":\"a\",\"format\":\"f\",\"meta\":{},\"claims\":[]}]}",
                "{\"credentials\":[{\"id\":\"a\",\"format\":\"f\",\"meta\":{},\"claims\":[{\"path\":[]}]}]}",
                "{\"credentials\":[{\"id\":\"a\",\"format\":\"f\",\"meta\":{},\"claims\":[{\"path\":[-1]}]}]}",
                "{\"credentials\":[{\"id\":\"a\",\"format\":\"f\",\"meta\":{},\"claims\":[{\"path\":[true]}]}]}",
                "{\"credentials\":[{\"id\":\"a\",\"format\":\"f\",\"meta\":{},\"claim_sets\":[[\"x\"]]}]}",
                "{\"credentials\":[{\"id\":\"a\",\"format\":\"f\",\"meta\":{}}],\"credential_sets\":[]}",
                "{\"credentials\":[{\"id\":\"a\",\"format\":\"f\",\"meta\":{}}],\"credential_sets\":[{\"options\":[[\"b\"]]}]}",
                "{\"credentials\":[{\"id\":\"a\",\"format\":\"f\",\"meta\":{}}],\"credential_sets\":[{\"options\":[[\"a\"]],\"required\":1}]}"
            })
    void is_refused_where_it_has_another_shape(String json) {
        var caught = catchThrowableOfType(UnacceptableRequest.class, () -> query(json));
        assertThat(caught.flaw()).isEqualTo(RequestFlaw.WRONG_QUERY);
    }

    private static List<HeldCredential> matches(String credentialQuery) {
        return query("{\"credentials\":[" + credentialQuery + "]}").matches(ALL).getOrDefault("a", List.of());
    }

    private static DcqlQuery query(String json) {
        return DcqlQuery.of(JsonMapper.shared().readValue(json, Object.class));
    }

    private static HeldCredential held(LearVersion version) {
        return HeldCredential.parse(ISSUER.issue(version, Holder.employee(KEY), AT));
    }
}
