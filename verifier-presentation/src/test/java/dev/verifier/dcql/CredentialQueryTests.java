package dev.verifier.dcql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.verifier.credential.CredentialFormat;
import dev.verifier.credential.CredentialType;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** What answers a query for one credential, what is read of it, and what is not. */
class CredentialQueryTests {

    private static final QueryId ID = new QueryId("it");
    private static final CredentialType BASE = new CredentialType("VerifiableCredential");
    private static final CredentialType A = new CredentialType("A");
    private static final CredentialType B = new CredentialType("B");

    @Test
    void a_w3c_credential_has_every_type_of_an_alternative_and_says_what_it_is() throws RejectedException {
        var query = new CredentialQuery(ID, new TypeValues(List.of(List.of(BASE, A, B))), false, List.of(), List.of());

        assertThat(query.meta().types()).containsExactlyInAnyOrder(A, B);
        assertThat(query.require(List.of(BASE, A, B), Map.of())).containsExactly(A, B);
        assertThat(query.isAnsweredBy(CredentialFormat.JWT_VC_JSON, List.of(BASE, A, B), Map.of()))
                .isTrue();
        assertThat(why(query, List.of(BASE, A), Map.of())).isEqualTo(new Rejection.TypeNotAsked("A"));
        assertThat(why(query, List.of(BASE), Map.of())).isEqualTo(new Rejection.TypeNotAsked("none"));
        assertThat(why(query, List.of(BASE, A, B, new CredentialType("C")), Map.of()))
                .isEqualTo(new Rejection.TypeNotAsked("C"));
    }

    @Test
    void of_the_other_formats_it_is_one_of_what_was_asked_for() throws RejectedException {
        var sdJwt = new CredentialQuery(ID, CredentialFormat.DC_SD_JWT, Set.of(A, B));
        var mdoc = new CredentialQuery(ID, CredentialFormat.MSO_MDOC, Set.of(A));

        assertThat(sdJwt.meta().types()).containsExactlyInAnyOrder(A, B);
        assertThat(sdJwt.require(List.of(B), Map.of())).containsExactly(B);
        assertThat(why(sdJwt, List.of(new CredentialType("C")), Map.of())).isEqualTo(new Rejection.TypeNotAsked("C"));
        assertThat(mdoc.meta().types()).containsExactly(A);
        assertThat(mdoc.require(List.of(A), Map.of())).containsExactly(A);
        assertThat(why(mdoc, List.of(B), Map.of())).isEqualTo(new Rejection.TypeNotAsked("B"));
        assertThat(sdJwt.isAnsweredBy(CredentialFormat.DC_SD_JWT, List.of(A), Map.of()))
                .isTrue();
        assertThat(sdJwt.isAnsweredBy(CredentialFormat.MSO_MDOC, List.of(A), Map.of()))
                .isFalse();
        assertThat(sdJwt.isAnsweredBy(CredentialFormat.DC_SD_JWT, List.of(new CredentialType("C")), Map.of()))
                .isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CredentialQuery(ID, CredentialFormat.MSO_MDOC, Set.of(A, B)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CredentialQuery(ID, CredentialFormat.DC_SD_JWT, Set.of()));
    }

    @Test
    void a_claim_that_is_asked_for_must_be_there() {
        var query = asking(ClaimsPath.of("address", "city"));

        assertThat(query.isAnsweredBy(
                        CredentialFormat.DC_SD_JWT, List.of(A), Map.of("address", Map.of("city", "Vienna"))))
                .isTrue();
        assertThat(query.isAnsweredBy(
                        CredentialFormat.DC_SD_JWT, List.of(A), Map.of("address", Map.of("street", "Ring"))))
                .isFalse();
    }

    @Test
    void it_asks_for_what_it_names_and_what_is_within() {
        var query = asking(ClaimsPath.of("address", "city"));

        assertThat(query.asksFor(ClaimsPath.of("address", "city"))).isTrue();
        assertThat(query.asksFor(ClaimsPath.of("address", "city", "name"))).isTrue();
        assertThat(query.asksFor(ClaimsPath.of("address"))).isFalse();
        assertThat(query.asksFor(ClaimsPath.of("address", "street"))).isFalse();
        assertThat(asking().asksFor(ClaimsPath.of("address"))).isFalse();
        assertThat(new CredentialQuery(ID, CredentialFormat.JWT_VC_JSON, Set.of(A)).asksFor(ClaimsPath.of("x")))
                .isTrue();
    }

    @Test
    void what_nobody_asked_for_is_left_out_of_what_is_told() {
        var credential = Map.<String, @Nullable Object>of(
                "name",
                "Ann",
                "address",
                Map.of("city", "Vienna", "street", "Ring", "zip", 1010),
                "list",
                List.of(1, 2));
        var query = asking(
                ClaimsPath.of("address", "city"),
                ClaimsPath.of("address", "zip"),
                ClaimsPath.of(Arrays.asList("list", null)),
                ClaimsPath.of("absent", "x"));

        assertThat(query.excerpt(credential))
                .isEqualTo(Map.of("address", Map.of("city", "Vienna", "zip", 1010), "list", List.of(1, 2)));
        assertThat(asking(ClaimsPath.of("address", "city"), ClaimsPath.of("address"))
                        .excerpt(credential))
                .isEqualTo(Map.of("address", credential.get("address")));
        assertThat(new CredentialQuery(ID, CredentialFormat.JWT_VC_JSON, Set.of(A)).excerpt(credential))
                .isEqualTo(credential);
    }

    /** OpenID4VP 1.0 §6.4.1. */
    @Test
    void of_several_claim_sets_the_first_that_a_credential_has_was_asked_for_and_nothing_beside() {
        var claims = Stream.of("a", "b", "c")
                .map(name -> new ClaimsQuery(new QueryId(name), ClaimsPath.of(name), List.of()))
                .toList();
        var sets = List.of(List.of(new QueryId("a"), new QueryId("b")), List.of(new QueryId("c")));
        var query = new CredentialQuery(ID, new VctValues(List.of(A)), false, claims, sets);
        var whole = Map.<String, @Nullable Object>of("a", 1, "b", 2, "c", 3);
        var half = Map.<String, @Nullable Object>of("a", 1, "c", 3);

        assertThat(query.excerpt(whole)).isEqualTo(Map.of("a", 1, "b", 2));
        assertThat(query.asksFor(ClaimsPath.of("a"), whole)).isTrue();
        assertThat(query.asksFor(ClaimsPath.of("c"), whole)).isFalse();
        assertThat(query.excerpt(half)).isEqualTo(Map.of("c", 3));
        assertThat(query.asksFor(ClaimsPath.of("a"), half)).isFalse();
        assertThat(query.asksFor(ClaimsPath.of("c"), half)).isTrue();
    }

    @Test
    void a_query_that_means_its_claims_means_them_of_what_was_presented_whole_too() {
        var credential = Map.<String, @Nullable Object>of("a", 1, "b", 2);
        var meta = new TypeValues(List.of(List.of(A)));
        var some = new CredentialQuery(ID, meta, false, List.of(ClaimsQuery.of(ClaimsPath.of("a"))), List.of());
        var all = new CredentialQuery(ID, meta, false, List.of(), List.of());

        assertThat(some.asksFor(ClaimsPath.of("b"), credential)).isTrue();
        assertThat(some.names(ClaimsPath.of("a"), credential)).isTrue();
        assertThat(some.names(ClaimsPath.of("b"), credential)).isFalse();
        assertThat(some.named(credential)).isEqualTo(Map.of("a", 1));
        assertThat(all.names(ClaimsPath.of("b"), credential)).isTrue();
        assertThat(all.named(credential)).isEqualTo(credential);
        assertThat(asking().names(ClaimsPath.of("b"), credential)).isFalse();
        assertThat(asking().named(credential)).isEmpty();
    }

    @Test
    void claims_need_ids_where_sets_name_them_and_not_elsewhere() {
        var meta = new VctValues(List.of(A));
        var named = new ClaimsQuery(new QueryId("a"), ClaimsPath.of("a"), List.of());
        var nameless = ClaimsQuery.of(ClaimsPath.of("b"));

        assertThat(new CredentialQuery(ID, meta, false, List.of(named, nameless), List.of()).claims())
                .hasSize(2);
        assertThat(new CredentialQuery(ID, meta, false, List.of(named), List.of(List.of(new QueryId("a")))).claims())
                .hasSize(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CredentialQuery(
                        ID, meta, false, List.of(named, nameless), List.of(List.of(new QueryId("a")))));
    }

    private static CredentialQuery asking(ClaimsPath... paths) {
        return new CredentialQuery(
                ID,
                new VctValues(List.of(A)),
                false,
                Arrays.stream(paths).map(ClaimsQuery::of).toList(),
                List.of());
    }

    private static Rejection why(
            CredentialQuery query, List<CredentialType> types, Map<String, @Nullable Object> shown) {
        return Assertions.assertThrows(RejectedException.class, () -> query.require(types, shown))
                .rejection();
    }
}
