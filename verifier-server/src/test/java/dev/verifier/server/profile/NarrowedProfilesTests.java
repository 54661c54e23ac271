package dev.verifier.server.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.dcql.QueryId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of profiles when a client asks in its own words. */
class NarrowedProfilesTests {

    private static final CredentialProfiles PROFILES = CredentialProfiles.with(Map.of(
            "open", Map.of("dcql", query("open", List.of("name", "city"))),
            "closed",
                    Map.of(
                            "dcql",
                            query("closed", List.of("name")),
                            "requirements",
                            Map.of("issuers", List.of("did:elsi:VATES-A12345678")))));
    private static final List<CredentialProfile> BOTH = PROFILES.all().stream()
            .filter(profile -> Set.of("open", "closed").contains(profile.name()))
            .toList();

    private static String query(String id, List<String> claims) {
        var paths = claims.stream().map(name -> "{\"path\":[\"" + name + "\"]}").toList();
        return "{\"credentials\":[{\"id\":\"" + id
                + "\",\"format\":\"dc+sd-jwt\",\"meta\":{\"vct_values\":[\"badge\"]}," + "\"claims\":["
                + String.join(",", paths) + "]}]}";
    }

    private static ClientQuery asked(String id, List<String> claims) {
        return ClientQuery.of(Map.of("claims", "{\"id_token\":{\"dcql_query\":" + query(id, claims) + "}}"));
    }

    /** Otherwise the requirement of the other one would be forgotten, and its scope granted all the same. */
    @Test
    void an_answer_is_one_to_every_profile_that_it_is_within() {
        var narrowed = asked("who", List.of("name")).narrowed(BOTH);

        assertThat(narrowed).extracting(CredentialProfile::name).containsExactlyInAnyOrder("open", "closed");
        assertThat(narrowed).extracting(CredentialProfile::requirements).anyMatch(it -> !it.equals(Requirements.NONE));
        assertThat(asked("who", List.of("name")).beyond(BOTH)).isEmpty();
    }

    @Test
    void no_profile_is_left_out() {
        var asked = asked("who", List.of("city"));

        assertThat(asked.beyond(BOTH)).contains("closed");
        assertThat(asked.unanswered(
                        BOTH.stream().filter(it -> it.name().equals("open")).toList(), Set.of()))
                .contains("open");
        assertThat(asked.unanswered(
                        BOTH.stream().filter(it -> it.name().equals("open")).toList(), Set.of(new QueryId("who"))))
                .isEmpty();
    }

    /** What is said for the client where it says nothing is what one profile says, and another one may demand more. */
    @Test
    void what_one_profile_demands_is_not_left_to_another() {
        var badge = "\"format\":\"jwt_vc_json\",\"meta\":{\"type_values\":[[\"Badge\"]]}";
        var role = ",\"claims\":[{\"path\":[\"role\"],\"values\":[\"manager\"]}]";
        var ours = ",\"trusted_authorities\":[{\"type\":\"aki\",\"values\":[\"AAAA\"]}]";
        for (var demand : List.of(role, ours)) {
            var profiles = CredentialProfiles.with(Map.of(
                    "any", Map.of("dcql", credential("any", badge)),
                    "some", Map.of("dcql", credential("some", badge + demand))));
            var any = profiles.named("any").orElseThrow();
            var both = List.of(any, profiles.named("some").orElseThrow());
            var silent = ClientQuery.of(Map.of("claims", claims(badge)));
            var asSent = new ClientQuery(silent.query(List.of(any)));

            assertThat(silent.beyond(both)).contains("some");
            assertThat(asSent.unanswered(both, Set.of(new QueryId("who")))).contains("some");
            assertThat(silent.beyond(List.of(any))).isEmpty();
            assertThat(silent.beyond(List.of(both.getLast()))).isEmpty();
            assertThat(ClientQuery.of(Map.of("claims", claims(badge + demand))).beyond(both))
                    .isEmpty();
        }
    }

    private static String credential(String id, String members) {
        return "{\"credentials\":[{\"id\":\"" + id + "\"," + members + "}]}";
    }

    private static String claims(String members) {
        return "{\"dcql_query\":" + credential("who", members) + "}";
    }

    @Test
    void without_words_of_the_client_everything_stays() {
        assertThat(ClientQuery.NONE.narrowed(BOTH)).isEqualTo(BOTH);
        assertThat(ClientQuery.NONE.beyond(BOTH)).isEmpty();
        assertThat(ClientQuery.ofGranted("no JSON").isAsked()).isFalse();
    }
}
