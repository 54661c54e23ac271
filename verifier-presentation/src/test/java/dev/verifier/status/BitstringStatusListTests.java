package dev.verifier.status;

import static dev.verifier.status.Published.AT;
import static dev.verifier.status.Published.ENDS;
import static dev.verifier.status.Published.LIST;
import static dev.verifier.status.Published.MADE;
import static dev.verifier.status.Published.entry;
import static dev.verifier.status.Published.found;
import static dev.verifier.status.Published.name;
import static dev.verifier.status.Published.place;
import static dev.verifier.status.Published.read;
import static dev.verifier.status.Published.said;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.status.StatusSource.Kind;
import dev.verifier.wallet.JwsDraft;
import dev.verifier.wallet.StatusPublication;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists whose first bit is left-most, and lists of names: what they say, and what they must say to be one. */
class BitstringStatusListTests {

    private static final int LEAST = 131_072;
    private static final dev.verifier.wallet.StatusList SECOND_IS_REVOKED =
            new dev.verifier.wallet.StatusList(1, LEAST).with(1, 1);
    private static final JwsDraft CREDENTIAL = LIST.bitstring(SECOND_IS_REVOKED, "revocation");

    @Test
    void says_what_it_is() {
        var list = found(read(Kind.BITSTRING, LIST.sign(CREDENTIAL)));

        assertThat(list.asOf()).isEqualTo(MADE);
        assertThat(list.until()).isEqualTo(ENDS);
        assertThat(list.freshUntil()).isEqualTo(AT.plus(Duration.ofMinutes(10)));
        assertThat(list.bytes()).isEqualTo(LEAST / 8);
        assertThat(list.value(entry("revocation", 0))).hasValue(0);
        assertThat(list.value(entry("revocation", 1))).hasValue(1);
        assertThat(list.value(entry("suspension", 1))).isEmpty();
        assertThat(list.value(place(1))).isEmpty();
    }

    @Test
    void is_read_below_vc_too() {
        var wrapped = LIST.wrappedBitstring(SECOND_IS_REVOKED, "revocation", "suspension");
        var list = found(read(Kind.BITSTRING, LIST.sign(wrapped)));

        assertThat(list.value(entry("suspension", 1))).hasValue(1);
        assertThat(list.asOf()).isEqualTo(MADE);
    }

    static Stream<Arguments> liars() {
        return Stream.of(
                liar("another issuer", CREDENTIAL.with("issuer", "did:elsi:VATES-Z00000000"), "issuer_names_disagree"),
                liar("another iss", CREDENTIAL.with("iss", "VATES-Z00000000"), "issuer_names_disagree"),
                liar("nobody", CREDENTIAL.with("issuer", Map.of()).without("iss"), "issuer_names_disagree"),
                liar("no issuer", CREDENTIAL.without("issuer"), "status_list_claim_missing"),
                liar("another id", CREDENTIAL.with("issuer", Map.of("id", "VATES-Z00000000")), "issuer_names_disagree"),
                liar(
                        "another organisation",
                        CREDENTIAL.with(
                                "issuer", Map.of("id", "VATES-A12345678", "organizationIdentifier", "VATES-Z00000000")),
                        "issuer_names_disagree"),
                liar("another place", CREDENTIAL.with("id", "https://issuer.acme.example/2"), "status_list_malformed"),
                liar("another type", CREDENTIAL.with("type", List.of("VerifiableCredential")), "status_list_malformed"),
                liar("of what", CREDENTIAL.with("credentialSubject/type", "StatusList2021"), "status_list_malformed"),
                liar("none", CREDENTIAL.without("credentialSubject/statusPurpose"), "status_list_claim_missing"),
                liar("base58", CREDENTIAL.with("credentialSubject/encodedList", "zH4sI"), "status_list_malformed"),
                liar("base32", CREDENTIAL.with("credentialSubject/encodedList", "H4sIA"), "status_list_malformed"),
                liar("no letters", CREDENTIAL.with("credentialSubject/encodedList", "u!"), "status_list_malformed"),
                liar("cut", CREDENTIAL.with("credentialSubject/encodedList", "uH4sIAAAA"), "status_list_malformed"),
                liar("no time", CREDENTIAL.with("credentialSubject/ttl", 0), "status_list_malformed"));
    }

    private static Arguments liar(String name, JwsDraft draft, String code) {
        return Arguments.argumentSet(name, draft, code);
    }

    @ParameterizedTest
    @MethodSource("liars")
    void is_refused_for_what_is_wrong_with_it(JwsDraft draft, String code) {
        assertThat(said(read(Kind.BITSTRING, LIST.sign(CREDENTIAL)))).isEqualTo("found");
        assertThat(said(read(Kind.BITSTRING, LIST.sign(draft)))).isEqualTo(code);
    }

    @Test
    void its_issuer_may_be_an_object() {
        var both = Map.of("id", "did:elsi:VATES-A12345678", "organizationIdentifier", "VATES-A12345678");

        assertThat(said(read(Kind.BITSTRING, LIST.sign(CREDENTIAL.with("issuer", both)))))
                .isEqualTo("found");
    }

    @Test
    void says_where_it_is_unless_that_is_tolerated() {
        var nameless = LIST.sign(CREDENTIAL.without("id")).getBytes(ISO_8859_1);

        assertThat(said(read(Kind.BITSTRING, nameless, ListForms.STANDARD))).isEqualTo("status_list_claim_missing");
        assertThat(said(read(Kind.BITSTRING, nameless, ListForms.Form.NAMELESS::equals)))
                .isEqualTo("found");
    }

    @Test
    void is_long_enough_to_hide_in_unless_that_is_tolerated() {
        var shorter = new dev.verifier.wallet.StatusList(1, LEAST - 8);
        var document = LIST.sign(LIST.bitstring(shorter, "revocation")).getBytes(ISO_8859_1);

        assertThat(said(read(Kind.BITSTRING, LIST.sign(CREDENTIAL)))).isEqualTo("found");
        assertThat(said(read(Kind.BITSTRING, document, ListForms.STANDARD))).isEqualTo("status_list_malformed");
        assertThat(said(read(Kind.BITSTRING, document, ListForms.Form.SHORT::equals)))
                .isEqualTo("found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"iat", "nbf", "validFrom", "issuanceDate"})
    void is_as_old_as_the_youngest_of_its_dates_and_not_from_the_future(String date) {
        var undated = CREDENTIAL.without("iat").without("validFrom");
        var old = undated.with("iat", written("iat", AT.minusSeconds(3600)));
        var soon = AT.plusSeconds(60);
        var late = AT.plusSeconds(61);

        assertThat(found(read(Kind.BITSTRING, LIST.sign(undated))).asOf()).isEqualTo(AT);
        assertThat(found(read(Kind.BITSTRING, LIST.sign(old.with(date, written(date, soon)))))
                        .asOf())
                .isEqualTo(soon);
        assertThat(said(read(Kind.BITSTRING, LIST.sign(old.with(date, written(date, late))))))
                .isEqualTo("status_list_not_yet_valid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exp", "validUntil", "expirationDate"})
    void ends_with_the_first_of_its_ends(String date) {
        var endless = CREDENTIAL.without("exp").without("validUntil");
        var far = endless.with("exp", written("exp", AT.plusSeconds(3600)));
        var soon = AT.plusSeconds(1);

        assertThat(found(read(Kind.BITSTRING, LIST.sign(endless))).until()).isEqualTo(Instant.MAX);
        assertThat(found(read(Kind.BITSTRING, LIST.sign(far.with(date, written(date, soon)))))
                        .until())
                .isEqualTo(soon);
        assertThat(said(read(Kind.BITSTRING, LIST.sign(far.with(date, written(date, AT))))))
                .isEqualTo("status_list_expired");
    }

    private static Object written(String date, Instant at) {
        return date.length() > 3 ? at.toString() : (Object) at.getEpochSecond();
    }

    @Test
    void a_list_of_names_is_read_where_that_is_tolerated_and_says_who_is_revoked() {
        var document = StatusPublication.plain(List.of("ann", "bob")).getBytes(UTF_8);

        assertThat(said(read(Kind.PLAIN, document, ListForms.STANDARD))).isEqualTo("status_list_signature_invalid");
        var list = found(read(Kind.PLAIN, document, ListForms.Form.PLAIN::equals));
        assertThat(list.value(name("ann"))).hasValue(1);
        assertThat(list.value(name("carla"))).hasValue(0);
        assertThat(list.value(place(0))).isEmpty();
        assertThat(list.bytes()).isEqualTo(2 * 106);
        assertThat(list.asOf()).isEqualTo(AT);
        assertThat(list.freshUntil()).isEqualTo(AT.plus(Duration.ofMinutes(5)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                       | found",
                "[{\"nonce\":\"a\"}]      | found",
                "{}                       | status_list_malformed",
                "[1]                      | status_list_malformed",
                "[{}]                     | status_list_malformed",
                "[{\"nonce\":1}]          | status_list_malformed",
                "[],\"more\":[]           | status_list_malformed",
                "<html>                   | status_list_malformed"
            })
    void a_list_of_names_is_one_of_names(String json, String answer) {
        assertThat(said(read(Kind.PLAIN, json.getBytes(UTF_8), ListForms.Form.PLAIN::equals)))
                .isEqualTo(answer);
    }

    @Test
    void each_kind_of_list_is_asked_for_by_its_media_type() {
        assertThat(Kind.TOKEN.accepted()).startsWith("application/statuslist+jwt");
        assertThat(Kind.BITSTRING.accepted()).startsWith("application/vc+jwt");
        assertThat(Kind.PLAIN.accepted()).isEqualTo("application/json");
    }
}
