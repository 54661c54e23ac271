package dev.verifier.presentation;

import static dev.verifier.presentation.Acme.AT;
import static dev.verifier.presentation.Acme.ORGANIZATION;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.status.ListForms;
import dev.verifier.status.RevokedCredentials;
import dev.verifier.status.StatusCheck;
import dev.verifier.status.StatusListReader;
import dev.verifier.status.StatusLists;
import dev.verifier.status.StatusPolicy;
import dev.verifier.status.StatusReading;
import dev.verifier.trust.TrustedIssuersList;
import dev.verifier.wallet.CredentialTampering;
import dev.verifier.wallet.Holder;
import dev.verifier.wallet.JwsDraft;
import dev.verifier.wallet.LearCredential;
import dev.verifier.wallet.LearVersion;
import dev.verifier.wallet.Seal;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.StatusList;
import dev.verifier.wallet.StatusListTampering;
import dev.verifier.wallet.StatusPublication;
import dev.verifier.wallet.TestIssuer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From the reference printed in a credential to the decision (catalogue: status lists). */
class CredentialStatusTests {

    private static final Acme ACME = new Acme(SealKey.P_256);
    private static final Seal SEAL = ACME.authority.seal(ORGANIZATION, SealKey.P_256);
    private static final URI URI_OF_LIST = URI.create("https://issuer.acme.example/status/1");
    private static final StatusPublication LIST =
            new StatusPublication(SEAL, URI_OF_LIST, AT.minusSeconds(60), Duration.ofMinutes(10));
    private static final int LIMIT = 1 << 20;
    private static final int PLACES = 131_072;

    /** What was asked for, beside what was answered. */
    private final List<String> asked = new ArrayList<>();

    private String judged(UnaryOperator<LearCredential> status, String document) throws Exception {
        return judged(status, document, ListForms.STANDARD, StatusPolicy.failClosed(), AT);
    }

    private String judged(
            UnaryOperator<LearCredential> status, String document, ListForms forms, StatusPolicy policy, Instant at)
            throws Exception {
        return Ann.code(verdict(status, lists(document, forms), policy, at, ACME.framework()));
    }

    private StatusLists lists(String document, ListForms forms) {
        var paper = StatusLists.onPaper(
                Map.of(URI_OF_LIST.toString(), document.getBytes(ISO_8859_1)), new StatusListReader(forms, 5, LIMIT));
        return (source, at) -> {
            asked.add(source.uri());
            return paper.find(source, at);
        };
    }

    private static Verdict verdict(
            UnaryOperator<LearCredential> status,
            StatusLists lists,
            StatusPolicy policy,
            Instant at,
            TrustFramework trusting)
            throws Exception {
        var issuer = new TestIssuer(SEAL);
        var holder = Holder.machine(ACME.machine, "api.acme.example", "192.0.2.4");
        var draft = issuer.draft(LearVersion.M2, holder, AT.minus(Duration.ofDays(1)));
        var login = ACME.login(LearVersion.M2)
                .credential(issuer.sign(status.apply(draft)))
                .build();
        var framework = new TrustFramework(
                trusting.domains(),
                trusting.participants(),
                new StatusCheck(new RevokedCredentials(Set.of(CredentialTampering.REVOKED)), lists, policy));
        return ACME.judge(login, at, framework);
    }

    private static UnaryOperator<LearCredential> at(long index) {
        return draft -> draft.with("status", LIST.status(index));
    }

    private static UnaryOperator<LearCredential> bitstring(String purpose, long index) {
        return draft -> draft.withBody("credentialStatus", LIST.bitstringEntry(purpose, index));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,1", "2,2", "2,3", "4,1", "4,2", "4,15", "8,1", "8,2", "8,255"})
    void sl_01_what_is_invalid_or_suspended_on_a_token_status_list_is_refused(int bits, int value) throws Exception {
        var list = new StatusList(bits, 64).with(41, value);
        var token = LIST.sign(LIST.token(list));

        assertThat(judged(at(40), token)).isEqualTo("accepted");
        assertThat(judged(at(42), token)).isEqualTo("accepted");
        assertThat(judged(at(41), token)).isEqualTo("credential_revoked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"revocation", "suspension"})
    void sl_01_what_is_revoked_or_suspended_on_a_bitstring_is_refused(String purpose) throws Exception {
        var list = new StatusList(1, PLACES).with(94_567, 1);
        for (var draft : List.of(LIST.bitstring(list, purpose), LIST.wrappedBitstring(list, purpose, "message"))) {
            var credential = LIST.sign(draft);
            assertThat(judged(bitstring(purpose, 94_566), credential)).isEqualTo("accepted");
            assertThat(judged(bitstring(purpose, 94_567), credential)).isEqualTo("credential_revoked");
        }
    }

    @Test
    void sl_01_every_entry_of_several_must_be_clear() throws Exception {
        var credential = LIST.sign(LIST.bitstring(new StatusList(1, PLACES).with(7, 1), "revocation", "suspension"));

        assertThat(judged(both(6, 8), credential)).isEqualTo("accepted");
        assertThat(judged(both(6, 7), credential)).isEqualTo("credential_revoked");
        assertThat(judged(both(7, 6), credential)).isEqualTo("credential_revoked");
        // One that is revoked is so whatever the other list says.
        assertThat(judged(both(PLACES, 7), credential)).isEqualTo("credential_revoked");
        assertThat(judged(both(6, PLACES), credential)).isEqualTo("credential_status_unknown");
    }

    private static UnaryOperator<LearCredential> both(long revocation, long suspension) {
        return draft -> draft.withBody(
                "credentialStatus",
                List.of(LIST.bitstringEntry("revocation", revocation), LIST.bitstringEntry("suspension", suspension)));
    }

    @Test
    void sl_01_an_entry_of_more_bits_is_valid_at_zero_only() throws Exception {
        var credential = LIST.sign(LIST.bitstring(new StatusList(2, PLACES).with(9, 2), "revocation"));
        UnaryOperator<Map<String, Object>> wide = entry -> {
            entry.put("statusSize", 2);
            return entry;
        };

        assertThat(judged(entry(wide.apply(LIST.bitstringEntry("revocation", 8))), credential))
                .isEqualTo("accepted");
        assertThat(judged(entry(wide.apply(LIST.bitstringEntry("revocation", 9))), credential))
                .isEqualTo("credential_revoked");
    }

    private static UnaryOperator<LearCredential> entry(Object entry) {
        return draft -> draft.withBody("credentialStatus", entry);
    }

    @Test
    void sl_02_a_list_that_is_not_there_is_no_clear_list() throws Exception {
        assertThat(Ann.code(verdict(at(1), StatusLists.NONE, StatusPolicy.failClosed(), AT, ACME.framework())))
                .isEqualTo("credential_status_unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "\"7\"", "\"07\"", "true", "1e30", "[1]"})
    void sl_03_an_index_that_is_none_is_the_credential_s_fault(String index) throws Exception {
        var token = LIST.sign(LIST.token(new StatusList(1, 64)));
        var status = Map.of("status_list", Map.of("uri", URI_OF_LIST.toString(), "idx", value(index)));

        assertThat(judged(draft -> draft.with("status", status), token)).isEqualTo("credential_malformed");
        assertThat(asked).isEmpty();
    }

    private static Object value(String json) {
        return switch (json) {
            case "-1" -> -1;
            case "1.5" -> 1.5;
            case "\"7\"" -> "7";
            case "\"07\"" -> "07";
            case "true" -> true;
            case "1e30" -> 1e30;
            default -> List.of(1);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "07", "+7", "7.0", " 7", "٧", "", "999999999999999999999"})
    void sl_03_nor_is_one_of_a_bitstring_in_other_letters(String index) throws Exception {
        var broken = LIST.bitstringEntry("revocation", 7);
        broken.put("statusListIndex", index);

        assertThat(judged(entry(broken), LIST.sign(LIST.bitstring(new StatusList(1, PLACES), "revocation"))))
                .isEqualTo("credential_malformed");
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {64, 2_147_483_648L, 999_999_999_999_999_999L})
    void sl_03_a_place_beyond_the_end_is_not_clear(long index) throws Exception {
        var token = LIST.sign(LIST.token(new StatusList(1, 64)));

        assertThat(judged(at(63), token)).isEqualTo("accepted");
        assertThat(judged(at(index), token)).isEqualTo("credential_status_unknown");
    }

    @ParameterizedTest
    @EnumSource
    void sl_03_to_sl_09_each_crime_on_a_list_is_caught(StatusListTampering crime) throws Exception {
        var honest = LIST.token(new StatusList(1, 64));

        assertThat(judged(at(7), LIST.sign(honest))).isEqualTo("accepted");
        assertThat(judged(at(7), crime.commit(LIST, honest))).isEqualTo("credential_status_unknown");
    }

    static Stream<Arguments> oddBitstrings() {
        return Stream.of(
                odd("another issuer", draft -> draft.with("issuer", "did:elsi:VATES-Z00000000")),
                odd("another iss", draft -> draft.with("iss", "VATES-Z00000000")),
                odd("no issuer", draft -> draft.without("issuer").without("iss")),
                odd("another place", draft -> draft.with("id", "https://issuer.acme.example/status/2")),
                odd("another type", draft -> draft.with("type", List.of("VerifiableCredential"))),
                odd("another type of subject", draft -> draft.with("credentialSubject/type", "StatusList2021")),
                odd("no purpose", draft -> draft.without("credentialSubject/statusPurpose")),
                odd("another purpose", draft -> draft.with("credentialSubject/statusPurpose", "suspension")),
                odd("wrong multibase", draft -> draft.with("credentialSubject/encodedList", "zH4sIAAAAAAAA")),
                odd("no multibase", draft -> draft.with("credentialSubject/encodedList", "H4sIAAAAAAAA")),
                odd("truncated", draft -> draft.with("credentialSubject/encodedList", "uH4sIAAAAAAAA")),
                odd("no list", draft -> draft.without("credentialSubject/encodedList")),
                odd(
                        "ended",
                        draft -> draft.with("validUntil", AT.minusSeconds(1).toString())),
                odd(
                        "ended as a JWT",
                        draft -> draft.with("exp", AT.minusSeconds(1).getEpochSecond())),
                odd(
                        "from the future",
                        draft -> draft.with("validFrom", AT.plusSeconds(3600).toString())),
                odd("odd time to live", draft -> draft.with("credentialSubject/ttl", -1)),
                odd("of another kind", draft -> draft.withHeader("typ", "statuslist+jwt")));
    }

    private static Arguments odd(String name, UnaryOperator<JwsDraft> lie) {
        return Arguments.argumentSet(name, lie);
    }

    @ParameterizedTest
    @MethodSource("oddBitstrings")
    void sl_03_sl_04_sl_06_each_oddity_of_a_bitstring_is_caught(UnaryOperator<JwsDraft> lie) throws Exception {
        var honest = LIST.bitstring(new StatusList(1, PLACES), "revocation");

        assertThat(judged(bitstring("revocation", 7), LIST.sign(honest))).isEqualTo("accepted");
        assertThat(judged(bitstring("revocation", 7), LIST.sign(lie.apply(honest))))
                .isEqualTo("credential_status_unknown");
    }

    @Test
    void sl_04_a_list_of_another_trusted_organization_says_nothing_about_this_one_s_credentials() throws Exception {
        var other = new StatusPublication(
                ACME.authority.seal("VATES-B87654321", SealKey.P_256), URI_OF_LIST, LIST.at(), LIST.timeToLive());

        assertThat(judged(at(7), LIST.sign(LIST.token(new StatusList(1, 64))))).isEqualTo("accepted");
        assertThat(judged(at(7), other.sign(other.token(new StatusList(1, 64)))))
                .isEqualTo("credential_status_unknown");
    }

    @Test
    void sl_04_a_list_under_an_anchor_of_somebody_else_says_nothing() throws Exception {
        var elsewhere = new Acme(SealKey.P_256).authority.seal(ORGANIZATION, SealKey.P_256);
        var foreign = new StatusPublication(elsewhere, URI_OF_LIST, LIST.at(), LIST.timeToLive());

        assertThat(judged(at(7), foreign.sign(foreign.token(new StatusList(1, 64)))))
                .isEqualTo("credential_status_unknown");
    }

    @Test
    void sl_06_a_list_counts_as_long_as_it_may_be_kept_and_longer_where_the_operator_says_so_and_never_beyond_its_end()
            throws Exception {
        var fetched = lists(LIST.sign(LIST.token(new StatusList(1, 64))), ListForms.STANDARD);
        // Fetched once, at noon: it may be kept for ten minutes, and ends nineteen minutes later.
        StatusLists kept = (source, _) -> fetched.find(source, AT);

        for (var minutes : List.of(0, 9)) {
            assertThat(later(kept, StatusPolicy.failClosed(), minutes)).isEqualTo("accepted");
        }
        assertThat(later(kept, StatusPolicy.failClosed(), 10)).isEqualTo("credential_status_unknown");
        var tolerant = StatusPolicy.acceptStaleUpTo(Duration.ofMinutes(5));
        assertThat(later(kept, tolerant, 14)).isEqualTo("accepted");
        assertThat(later(kept, tolerant, 15)).isEqualTo("credential_status_unknown");
        var veryTolerant = StatusPolicy.acceptStaleUpTo(Duration.ofHours(1));
        assertThat(later(kept, veryTolerant, 18)).isEqualTo("accepted");
        assertThat(later(kept, veryTolerant, 19)).isEqualTo("credential_status_unknown");
    }

    private static String later(StatusLists lists, StatusPolicy policy, int minutes) throws Exception {
        var issuer = new TestIssuer(SEAL);
        var believed = believed(issuer, lists);
        var framework = framework(lists, policy);
        return standing(framework, believed, AT.plus(Duration.ofMinutes(minutes)));
    }

    private static BelievedCredential believed(TestIssuer issuer, StatusLists lists) throws Exception {
        var verdict = verdict(at(7), lists, StatusPolicy.failClosed(), AT, ACME.framework());
        var credential = ((Verdict.Accepted) verdict).credential(Acme.QUERY);
        assertThat(issuer.seal().organizationIdentifier())
                .isEqualTo(credential.issuer().value());
        return BelievedCredential.of(credential);
    }

    private static TrustFramework framework(StatusLists lists, StatusPolicy policy) throws Exception {
        var trusting = ACME.framework();
        return new TrustFramework(
                trusting.domains(),
                trusting.participants(),
                new StatusCheck(new RevokedCredentials(Set.of()), lists, policy));
    }

    private static String standing(TrustFramework framework, BelievedCredential believed, Instant at) {
        try {
            new StandingCheck(framework).require(believed, at);
            return "accepted";
        } catch (dev.verifier.rejection.RejectedException e) {
            return e.rejection().code();
        }
    }

    @Test
    void what_was_believed_falls_once_its_list_says_so() throws Exception {
        var clear = lists(LIST.sign(LIST.token(new StatusList(1, 64))), ListForms.STANDARD);
        var revoked = lists(LIST.sign(LIST.token(new StatusList(1, 64).with(7, 1))), ListForms.STANDARD);
        var believed = believed(new TestIssuer(SEAL), clear);

        assertThat(standing(framework(clear, StatusPolicy.failClosed()), believed, AT))
                .isEqualTo("accepted");
        assertThat(standing(framework(revoked, StatusPolicy.failClosed()), believed, AT))
                .isEqualTo("credential_revoked");
    }

    @Test
    void sl_07_bits_are_counted_from_the_least_significant_one_on() throws Exception {
        var token = LIST.sign(LIST.token(new StatusList(1, 16).with(3, 1)));

        assertThat(judged(at(3), token)).isEqualTo("credential_revoked");
        assertThat(judged(at(4), token)).isEqualTo("accepted");
    }

    @Test
    void sl_07_a_list_as_a_cwt_says_the_same() throws Exception {
        for (var bits : List.of(1, 2, 4, 8)) {
            var cwt = new String(LIST.cwt(new StatusList(bits, 16).with(3, 1)), ISO_8859_1);

            assertThat(judged(at(3), cwt)).isEqualTo("credential_revoked");
            assertThat(judged(at(4), cwt)).isEqualTo("accepted");
            assertThat(judged(at(16), cwt)).isEqualTo("credential_status_unknown");
        }
    }

    @Test
    void sl_04_a_cwt_of_somebody_else_for_another_place_or_changed_says_nothing() throws Exception {
        var list = new StatusList(1, 64);
        var honest = LIST.cwt(list);
        assertThat(judged(at(3), text(honest))).isEqualTo("accepted");

        var stranger = ACME.authority.seal("VATES-B87654321", SealKey.P_256);
        var elsewhere = new Acme(SealKey.P_256).authority.seal(ORGANIZATION, SealKey.P_256);
        var place = URI.create("https://issuer.acme.example/status/2");
        for (var cwt : List.of(
                new StatusPublication(stranger, URI_OF_LIST, LIST.at(), LIST.timeToLive()).cwt(list),
                new StatusPublication(elsewhere, URI_OF_LIST, LIST.at(), LIST.timeToLive()).cwt(list),
                new StatusPublication(SEAL, place, LIST.at(), LIST.timeToLive()).cwt(list),
                new StatusPublication(SEAL, URI_OF_LIST, AT.plusSeconds(3600), LIST.timeToLive()).cwt(list),
                new StatusPublication(SEAL, URI_OF_LIST, AT.minusSeconds(3600), LIST.timeToLive()).cwt(list),
                Arrays.copyOf(honest, honest.length - 1),
                Arrays.copyOf(honest, honest.length + 1))) {
            assertThat(judged(at(3), text(cwt))).isEqualTo("credential_status_unknown");
        }
        for (var octet = 0; octet < honest.length; octet += 7) {
            var changed = honest.clone();
            changed[octet] ^= 4;
            assertThat(judged(at(3), text(changed))).as("octet %d", octet).isEqualTo("credential_status_unknown");
        }
    }

    private static String text(byte[] octets) {
        return new String(octets, ISO_8859_1);
    }

    @Test
    void a_list_in_gzip_counts_from_the_other_end_and_is_read_where_that_is_tolerated() throws Exception {
        var token = LIST.sign(LIST.ecosystemToken(new StatusList(1, 16).with(3, 1)));

        assertThat(judged(at(4), token)).isEqualTo("credential_status_unknown");
        assertThat(judged(at(4), token, only(ListForms.Form.GZIP), StatusPolicy.failClosed(), AT))
                .isEqualTo("accepted");
        assertThat(judged(at(3), token, only(ListForms.Form.GZIP), StatusPolicy.failClosed(), AT))
                .isEqualTo("credential_revoked");
    }

    @Test
    void a_bitstring_in_which_one_cannot_hide_is_read_where_that_is_tolerated() throws Exception {
        var credential = LIST.sign(LIST.bitstring(new StatusList(1, 1024).with(3, 1), "revocation"));

        assertThat(judged(bitstring("revocation", 4), credential)).isEqualTo("credential_status_unknown");
        assertThat(judged(
                        bitstring("revocation", 4),
                        credential,
                        only(ListForms.Form.SHORT),
                        StatusPolicy.failClosed(),
                        AT))
                .isEqualTo("accepted");
        assertThat(judged(
                        bitstring("revocation", 3),
                        credential,
                        only(ListForms.Form.SHORT),
                        StatusPolicy.failClosed(),
                        AT))
                .isEqualTo("credential_revoked");
    }

    @Test
    void a_bitstring_that_does_not_say_where_it_is_is_read_where_that_is_tolerated() throws Exception {
        var list = new StatusList(1, 131_072).with(3, 1);
        var nameless = LIST.sign(LIST.bitstring(list, "revocation").without("id"));
        var tolerant = only(ListForms.Form.NAMELESS);

        assertThat(judged(bitstring("revocation", 4), LIST.sign(LIST.bitstring(list, "revocation"))))
                .isEqualTo("accepted");
        assertThat(judged(bitstring("revocation", 4), nameless)).isEqualTo("credential_status_unknown");
        assertThat(judged(bitstring("revocation", 4), nameless, tolerant, StatusPolicy.failClosed(), AT))
                .isEqualTo("accepted");
        assertThat(judged(bitstring("revocation", 3), nameless, tolerant, StatusPolicy.failClosed(), AT))
                .isEqualTo("credential_revoked");
    }

    @Test
    void a_list_of_names_that_nobody_signed_is_read_where_that_is_tolerated() throws Exception {
        var list = StatusPublication.plain(List.of("bb22", "cc33"));
        var mine = entry(LIST.plainEntry("aa11"));
        var plain = only(ListForms.Form.PLAIN);

        assertThat(judged(mine, list)).isEqualTo("credential_status_unknown");
        assertThat(judged(mine, list, plain, StatusPolicy.failClosed(), AT)).isEqualTo("accepted");
        assertThat(judged(entry(LIST.plainEntry("bb22")), list, plain, StatusPolicy.failClosed(), AT))
                .isEqualTo("credential_revoked");
        for (var odd :
                List.of("", "{}", "[1]", "[{\"nonce\":1}]", "[{}]", "[],\"x\":[]", "<html>", "[{\"nonce\":\"bb22\"}")) {
            assertThat(judged(mine, odd, plain, StatusPolicy.failClosed(), AT))
                    .as(odd)
                    .isEqualTo("credential_status_unknown");
        }
    }

    private static ListForms only(ListForms.Form... forms) {
        return Arrays.asList(forms)::contains;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"StatusList2021Entry", "RevocationList2020Status", "CrystalBallEntry", "bitstringstatuslistentry"
            })
    void a_status_of_another_kind_cannot_be_read_and_is_not_clear(String type) throws Exception {
        var other = LIST.bitstringEntry("revocation", 7);
        other.put("type", type);

        assertThat(judged(entry(other), LIST.sign(LIST.bitstring(new StatusList(1, PLACES), "revocation"))))
                .isEqualTo("credential_status_unknown");
        assertThat(asked).isEmpty();
    }

    @Test
    void what_is_no_matter_of_being_valid_is_left_alone_and_too_many_lists_are_not_read() throws Exception {
        assertThat(judged(bitstring("message", 7), "")).isEqualTo("accepted");
        assertThat(judged(bitstring("vanity", 7), "")).isEqualTo("credential_malformed");
        var five = List.of(1, 2, 3, 4, 5).stream()
                .map(index -> LIST.bitstringEntry("revocation", index))
                .toList();
        assertThat(judged(entry(five), "")).isEqualTo("credential_malformed");
        assertThat(asked).isEmpty();
    }

    @Test
    void sl_10_nothing_is_asked_for_a_credential_whose_issuer_is_not_believed() throws Exception {
        var lists = lists(LIST.sign(LIST.token(new StatusList(1, 64))), ListForms.STANDARD);
        var nobody =
                ACME.trusting(new TrustedIssuersList(Map.of()), ACME.framework().participants(), Set.of());

        assertThat(Ann.code(verdict(at(7), lists, StatusPolicy.failClosed(), AT, nobody)))
                .isEqualTo("issuer_not_trusted");
        assertThat(asked).isEmpty();
        assertThat(Ann.code(verdict(at(7), lists, StatusPolicy.failClosed(), AT, ACME.framework())))
                .isEqualTo("accepted");
        assertThat(asked).containsExactly(URI_OF_LIST.toString());
    }

    @Test
    void the_evidence_says_when_the_list_was_made_and_whether_it_should_have_been_refreshed() throws Exception {
        var lists = lists(LIST.sign(LIST.token(new StatusList(1, 64))), ListForms.STANDARD);
        var verdict = verdict(at(7), lists, StatusPolicy.failClosed(), AT, ACME.framework());

        assertThat(((Verdict.Accepted) verdict).credential(Acme.QUERY).status())
                .isEqualTo(new StatusReading.Known(true, LIST.at(), false));
    }
}
