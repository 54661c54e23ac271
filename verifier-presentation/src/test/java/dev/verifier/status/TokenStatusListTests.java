package dev.verifier.status;

import static dev.verifier.status.Published.AT;
import static dev.verifier.status.Published.ENDS;
import static dev.verifier.status.Published.LIST;
import static dev.verifier.status.Published.MADE;
import static dev.verifier.status.Published.SEAL;
import static dev.verifier.status.Published.STRANGER;
import static dev.verifier.status.Published.by;
import static dev.verifier.status.Published.entry;
import static dev.verifier.status.Published.found;
import static dev.verifier.status.Published.place;
import static dev.verifier.status.Published.read;
import static dev.verifier.status.Published.said;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.status.StatusSource.Kind;
import dev.verifier.wallet.JwsDraft;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a Token Status List says of itself and of others, as a JWT and as a CWT, up to its limits and beyond. */
class TokenStatusListTests {

    private static final dev.verifier.wallet.StatusList SECOND_IS_REVOKED =
            new dev.verifier.wallet.StatusList(2, 64).with(1, 1);
    private static final JwsDraft TOKEN = LIST.token(SECOND_IS_REVOKED);
    private static final String CWT = "application/statuslist+cwt";

    @Test
    void says_what_it_is_in_either_form() {
        var cwt = LIST.cwt(SECOND_IS_REVOKED);
        var untagged = Arrays.copyOfRange(cwt, 1, cwt.length);
        for (var document : List.of(LIST.sign(TOKEN).getBytes(ISO_8859_1), cwt, untagged)) {
            var list = found(read(Kind.TOKEN, document, ListForms.STANDARD));

            assertThat(list.asOf()).isEqualTo(MADE);
            assertThat(list.fetched()).isEqualTo(AT);
            assertThat(list.until()).isEqualTo(ENDS);
            assertThat(list.freshUntil()).isEqualTo(AT.plus(Duration.ofMinutes(10)));
            assertThat(list.bytes()).isEqualTo(16);
            assertThat(list.value(place(0))).hasValue(0);
            assertThat(list.value(place(1))).hasValue(1);
            assertThat(list.value(place(64))).isEmpty();
            assertThat(list.value(entry("revocation", 0))).isEmpty();
        }
    }

    @Test
    void may_be_kept_anew_once_it_is_confirmed_and_never_beyond_its_end() {
        var later = AT.plus(Duration.ofMinutes(5));
        var list = found(read(Kind.TOKEN, LIST.sign(TOKEN)));

        assertThat(list.confirmed(later).fetched()).isEqualTo(later);
        assertThat(list.confirmed(later).freshUntil()).isEqualTo(later.plus(Duration.ofMinutes(10)));
        assertThat(list.confirmed(AT.plus(Duration.ofMinutes(10))).freshUntil()).isEqualTo(ENDS);
        assertThat(list.confirmed(later).value(place(1))).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "600, 600", "86399, 86399", "86400, 86400", "86401, 86400", "1000000000, 86400"})
    void is_kept_as_long_as_it_says_and_a_day_at_most(long timeToLive, long seconds) {
        var endless = TOKEN.without("exp").with("ttl", timeToLive);
        var cwt = by(SEAL, MADE, Duration.ofSeconds(timeToLive)).cwt(SECOND_IS_REVOKED, CWT, Set.of(4));

        assertThat(found(read(Kind.TOKEN, LIST.sign(endless))).freshUntil()).isEqualTo(AT.plusSeconds(seconds));
        assertThat(found(read(Kind.TOKEN, cwt, ListForms.STANDARD)).freshUntil())
                .isEqualTo(AT.plusSeconds(seconds));
    }

    @Test
    void is_kept_for_minutes_where_it_does_not_say_for_how_long() {
        var silent = TOKEN.without("exp").without("ttl");
        var cwt = LIST.cwt(SECOND_IS_REVOKED, CWT, Set.of(4, 65534));
        for (var document : List.of(LIST.sign(silent).getBytes(ISO_8859_1), cwt)) {
            var list = found(read(Kind.TOKEN, document, ListForms.STANDARD));

            assertThat(list.until()).isEqualTo(Instant.MAX);
            assertThat(list.freshUntil()).isEqualTo(AT.plus(Duration.ofMinutes(5)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, found, found",
        "0, status_list_malformed, status_list_cbor_malformed",
        "-1, status_list_malformed, status_list_cbor_malformed"
    })
    void a_time_to_live_is_longer_than_nothing(long timeToLive, String jwt, String cwt) {
        var young = by(SEAL, AT.plusSeconds(30), Duration.ofSeconds(timeToLive));

        assertThat(said(read(Kind.TOKEN, LIST.sign(TOKEN.with("ttl", timeToLive)))))
                .isEqualTo(jwt);
        assertThat(said(read(Kind.TOKEN, young.cwt(SECOND_IS_REVOKED), ListForms.STANDARD)))
                .isEqualTo(cwt);
    }

    @ParameterizedTest
    @CsvSource({"60, 90, found", "61, 90, status_list_not_yet_valid", "-60, 1, found", "-60, 0, status_list_expired"})
    void holds_from_a_minute_before_it_was_made_until_it_ends(long made, long ends, String said) {
        var draft = TOKEN.with("iat", AT.plusSeconds(made).getEpochSecond())
                .with("exp", AT.plusSeconds(ends).getEpochSecond());

        assertThat(said(read(Kind.TOKEN, LIST.sign(draft)))).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource({
        "60, 60, found",
        "61, 60, status_list_not_yet_valid",
        "-60, 31, found",
        "-60, 30, status_list_expired",
        "-1795262400, 1795262401, found", // made in 1970
        "-1795262401, 1795262401, status_list_cbor_malformed",
        "-1, 125803519200, found", // ends with the year 9999
        "0, 125803519200, status_list_cbor_malformed"
    })
    void so_does_a_cwt_within_the_years_that_there_are(long made, long timeToLive, String said) {
        var list = by(SEAL, AT.plusSeconds(made), Duration.ofSeconds(timeToLive));

        assertThat(said(read(Kind.TOKEN, list.cwt(SECOND_IS_REVOKED), ListForms.STANDARD)))
                .isEqualTo(said);
    }

    @Test
    void a_cwt_is_of_its_type_its_issuer_and_its_place() {
        var elsewhere = new dev.verifier.wallet.StatusPublication(
                SEAL, URI.create("https://issuer.acme.example/status/2"), MADE, Duration.ofMinutes(10));

        assertThat(cwt(LIST.cwt(SECOND_IS_REVOKED))).isEqualTo("found");
        assertThat(cwt(LIST.cwt(SECOND_IS_REVOKED, "application/cwt", Set.of())))
                .isEqualTo("status_list_typ_not_allowed");
        assertThat(cwt(by(STRANGER, MADE, Duration.ofMinutes(10)).cwt(SECOND_IS_REVOKED)))
                .isEqualTo("issuer_names_disagree");
        assertThat(cwt(elsewhere.cwt(SECOND_IS_REVOKED))).isEqualTo("status_list_cbor_malformed");
        assertThat(cwt(new byte[0])).isEqualTo("status_list_malformed");
    }

    @Test
    void a_list_in_gzip_counts_from_the_other_end_where_that_is_tolerated() {
        var token = LIST.sign(LIST.ecosystemToken(SECOND_IS_REVOKED)).getBytes(ISO_8859_1);

        assertThat(said(read(Kind.TOKEN, token, ListForms.STANDARD))).isEqualTo("status_list_malformed");
        var list = found(read(Kind.TOKEN, token, ListForms.Form.GZIP::equals));
        assertThat(list.value(place(0))).hasValue(0);
        assertThat(list.value(place(1))).hasValue(1);
    }

    @Test
    void how_many_bits_a_status_has_is_said() {
        assertThat(said(read(Kind.TOKEN, LIST.sign(TOKEN)))).isEqualTo("found");
        assertThat(said(read(Kind.TOKEN, LIST.sign(TOKEN.without("status_list/bits")))))
                .isEqualTo("status_list_claim_missing");
    }

    @Test
    void lists_on_paper_are_read_each_time_and_others_are_not_there() {
        var paper = StatusLists.onPaper(
                Map.of(Published.PLACE.toString(), LIST.sign(TOKEN).getBytes(ISO_8859_1)),
                Published.reader(ListForms.STANDARD));

        assertThat(said(paper.find(source(Published.PLACE.toString()), AT))).isEqualTo("found");
        assertThat(said(paper.find(source(Published.PLACE.toString()), ENDS))).isEqualTo("status_list_expired");
        assertThat(said(paper.find(source("https://issuer.acme.example/status/2"), AT)))
                .isEqualTo("no such list");
    }

    private static StatusSource source(String place) {
        return new StatusSource(Kind.TOKEN, place, Published.ACME, Published.DOMAIN.anchors());
    }

    private static String cwt(byte[] document) {
        return said(read(Kind.TOKEN, document, ListForms.STANDARD));
    }
}
