package dev.verifier.dcql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who may ask one thing may ask for less, and not for more. */
class NarrowingTests {

    private static final Map<String, Object> PERMITTED = Map.of(
            "id",
            "it",
            "format",
            "dc+sd-jwt",
            "meta",
            Map.of("vct_values", List.of("a", "b")),
            "claims",
            List.of(
                    Map.of("path", List.of("name")),
                    Map.of("path", List.of("address")),
                    Map.of("path", List.of("adult"), "values", List.of(true))));

    private static CredentialQuery query(Map<String, Object> json) {
        return DcqlQuery.parse(Map.of("credentials", List.of(json)))
                .credentials()
                .getFirst();
    }

    private static Map<String, Object> with(Map<String, Object> json, String name, Object value) {
        var changed = new LinkedHashMap<>(json);
        changed.put(name, value);
        return changed;
    }

    private static Map<String, Object> asking(Object... claims) {
        return with(PERMITTED, "claims", List.of(claims));
    }

    private static Map<String, Object> claim(Object... path) {
        return Map.of("path", new ArrayList<>(List.of(path)));
    }

    private static final Map<String, Object> ADULT = Map.of("path", List.of("adult"), "values", List.of(true));

    private static String beyond(Map<String, Object> asked, Map<String, Object> permitted) {
        return query(asked).beyond(query(permitted)).orElse("nothing");
    }

    @Test
    void less_is_not_beyond() {
        assertThat(beyond(PERMITTED, PERMITTED)).isEqualTo("nothing");
        assertThat(beyond(with(PERMITTED, "meta", Map.of("vct_values", List.of("b"))), PERMITTED))
                .isEqualTo("nothing");
        assertThat(beyond(asking(ADULT), PERMITTED)).isEqualTo("nothing");
        assertThat(beyond(asking(claim("address", "city"), ADULT), PERMITTED)).isEqualTo("nothing");
    }

    @Test
    void another_type_is() {
        assertThat(beyond(with(PERMITTED, "meta", Map.of("vct_values", List.of("b", "c"))), PERMITTED))
                .isEqualTo("meta");
        assertThat(beyond(w3c(List.of("A", "C")), w3c(List.of("A", "B")))).isEqualTo("meta");
        assertThat(beyond(w3c(List.of("A")), w3c(List.of("A", "B")))).isEqualTo("meta");
        assertThat(beyond(w3c(List.of("A", "B", "C")), w3c(List.of("A", "B")))).isEqualTo("meta");
        assertThat(beyond(w3c(List.of("VerifiableCredential", "B", "A")), w3c(List.of("A", "B"))))
                .isEqualTo("nothing");
        assertThat(beyond(w3c(List.of("A", "B")), anyOf(List.of(List.of("A"), List.of("B")))))
                .isEqualTo("nothing");
    }

    private static Map<String, Object> w3c(List<String> types) {
        return anyOf(List.of(types));
    }

    private static Map<String, Object> anyOf(List<List<String>> types) {
        return Map.of("id", "it", "format", "jwt_vc_json", "meta", Map.of("type_values", types));
    }

    @Test
    void another_claim_is_and_so_is_one_that_was_to_be_constrained() {
        assertThat(beyond(asking(claim("shoe_size"), ADULT), PERMITTED)).isEqualTo("shoe_size");
        assertThat(beyond(asking(claim("name")), PERMITTED)).isEqualTo("adult");
        assertThat(beyond(asking(claim("adult")), PERMITTED)).isEqualTo("adult");
        assertThat(beyond(
                        asking(Map.of("path", List.of("adult"), "values", List.of(true, false))),
                        with(PERMITTED, "claims", List.of(ADULT))))
                .isEqualTo("adult");
    }

    /** OpenID4VP 1.0 §6.4.1: a wallet answers one of the sets, and not all claims. */
    @Test
    void each_way_to_answer_constrains_what_was_to_be() {
        assertThat(beyond(ways(List.of(List.of("a", "n"), List.of("a"))), PERMITTED))
                .isEqualTo("nothing");
        assertThat(beyond(ways(List.of(List.of("a"), List.of("n"))), PERMITTED)).isEqualTo("adult");
        assertThat(beyond(ways(List.of(List.of("a"), List.of("n"))), ways(List.of(List.of("a"), List.of("n")))))
                .as("what was one of several ways stays one")
                .isEqualTo("nothing");
        assertThat(beyond(ways(List.of(List.of("a"), List.of("n"))), ways(List.of(List.of("a", "n")))))
                .isEqualTo("adult");
    }

    private static Map<String, Object> ways(List<List<String>> sets) {
        return with(asking(with(ADULT, "id", "a"), with(claim("name"), "id", "n")), "claim_sets", sets);
    }

    @Test
    void where_nothing_is_said_nothing_is_demanded() {
        var silent = new LinkedHashMap<>(PERMITTED);
        silent.remove("claims");
        var ours = with(silent, "trusted_authorities", List.of(Map.of("type", "aki", "values", List.of("x"))));

        assertThat(beyond(silent, PERMITTED)).isEqualTo("nothing");
        assertThat(query(silent).demandsWhat(query(PERMITTED))).isFalse();
        assertThat(query(PERMITTED).demandsWhat(query(PERMITTED))).isTrue();
        assertThat(query(silent).demandsWhat(query(asking(claim("name"))))).isTrue();
        assertThat(query(silent).demandsWhat(query(ours))).isFalse();
        assertThat(query(ours).demandsWhat(query(ours))).isTrue();
    }

    @Test
    void more_credentials_and_other_authorities_are() {
        assertThat(beyond(with(PERMITTED, "multiple", true), PERMITTED)).isEqualTo("multiple");
        assertThat(beyond(with(PERMITTED, "multiple", true), with(PERMITTED, "multiple", true)))
                .isEqualTo("nothing");
        var ours = with(PERMITTED, "trusted_authorities", List.of(Map.of("type", "aki", "values", List.of("x"))));
        var others = with(PERMITTED, "trusted_authorities", List.of(Map.of("type", "aki", "values", List.of("y"))));
        assertThat(beyond(others, ours)).isEqualTo("trusted_authorities");
        assertThat(beyond(ours, PERMITTED)).isEqualTo("nothing");
        assertThat(query(PERMITTED).narrowing(query(ours)).authorities())
                .as("where nothing is said, what was there stays")
                .isEqualTo(query(ours).authorities());
    }

    @Test
    void what_will_be_kept_must_be_said_before() {
        var silent = Map.<String, Object>of("path", List.of("ns", "name"));
        var keeping = with(silent, "intent_to_retain", true);

        assertThat(beyond(mdoc(keeping), mdoc(silent))).isEqualTo("ns.name");
        assertThat(beyond(mdoc(silent), mdoc(keeping))).isEqualTo("nothing");
        assertThat(beyond(mdoc(keeping), mdoc(keeping))).isEqualTo("nothing");
    }

    private static Map<String, Object> mdoc(Map<String, Object> claim) {
        return Map.of("id", "it", "format", "mso_mdoc", "meta", Map.of("doctype_value", "d"), "claims", List.of(claim));
    }
}
