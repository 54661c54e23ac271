package dev.verifier.status;

import static dev.verifier.status.Published.AT;
import static dev.verifier.status.Published.PLACE;
import static dev.verifier.status.Published.SEAL;
import static dev.verifier.status.Published.entry;
import static dev.verifier.status.Published.name;
import static dev.verifier.status.Published.place;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.credential.StatusReference;
import dev.verifier.jose.Claims;
import dev.verifier.jose.CompactJws;
import dev.verifier.jose.Limits;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.trust.IssuerAuthentication;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where credentials say that their status can be read, and what is no such place. */
class StatusEntriesTests {

    private static final String MALFORMED = "credential_malformed";

    @Test
    void none_is_an_answer_and_so_is_each_of_the_ways_to_say_one() throws Exception {
        var bitstring = Published.LIST.bitstringEntry("suspension", 7);

        assertThat(read(Map.of())).isEqualTo(new StatusReference.NotOffered());
        assertThat(read(Map.of("status", Published.LIST.status(7)))).isEqualTo(place(7));
        assertThat(read(Map.of("credentialStatus", bitstring))).isEqualTo(entry("suspension", 7));
        assertThat(read(Map.of("credentialStatus", Published.LIST.plainEntry("ann"))))
                .isEqualTo(name("ann"));
        assertThat(read(Map.of("status", Published.LIST.status(6), "credentialStatus", List.of(bitstring))))
                .isEqualTo(new StatusReference.Several(List.of(place(6), entry("suspension", 7))));
    }

    @Test
    void what_nothing_here_reads_is_said_and_what_is_not_about_validity_is_left_out() throws Exception {
        Map<String, Object> status = Map.of("status", Map.of("identifier_list", Map.of()));
        var other = edited("type", "StatusList2021Entry");

        assertThat(read(status)).isEqualTo(new StatusReference.Unreadable("status"));
        assertThat(read(Map.of("credentialStatus", other)))
                .isEqualTo(new StatusReference.Unreadable("StatusList2021Entry"));
        for (var purpose : List.of("refresh", "message")) {
            assertThat(read(Map.of("credentialStatus", edited("statusPurpose", purpose))))
                    .isEqualTo(new StatusReference.NotOffered());
        }
        assertThat(answer(Map.of("credentialStatus", edited("statusPurpose", "decoration"))))
                .isEqualTo(MALFORMED);
    }

    @Test
    void four_are_enough() throws Exception {
        var one = Published.LIST.bitstringEntry("revocation", 1);

        assertThat(read(Map.of("credentialStatus", Collections.nCopies(4, one))))
                .isEqualTo(new StatusReference.Several(Collections.nCopies(4, entry("revocation", 1))));
        assertThat(answer(Map.of("credentialStatus", Collections.nCopies(5, one))))
                .isEqualTo(MALFORMED);
        assertThat(answer(Map.of("status", Published.LIST.status(1), "credentialStatus", Collections.nCopies(4, one))))
                .isEqualTo(MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "7", "1e2", "999999999999999999"})
    void a_place_is_a_whole_number_of_eighteen_digits_at_most(String index) throws Exception {
        var number = new BigDecimal(index);

        assertThat(read(token(number))).isEqualTo(place(number.longValueExact()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0.5", "1e18", "1000000000000000000", "1e400"})
    void and_no_other_number_is_one(String index) throws Exception {
        assertThat(answer(token(BigDecimal.ONE))).isEqualTo(place(1));
        assertThat(answer(token(new BigDecimal(index)))).isEqualTo(MALFORMED);
        assertThat(answer(Map.of("status", Map.of("status_list", Map.of("uri", PLACE.toString())))))
                .isEqualTo("credential_claim_missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "07", "+7", "7.0", "", "1000000000000000000"})
    void nor_is_it_in_other_letters(String index) throws Exception {
        assertThat(answer(Map.of("credentialStatus", edited("statusListIndex", "999999999999999999"))))
                .isEqualTo(entry("revocation", 999_999_999_999_999_999L));
        assertThat(answer(Map.of("credentialStatus", edited("statusListIndex", index))))
                .isEqualTo(MALFORMED);
    }

    @ParameterizedTest
    @CsvSource({"1, true", "2, true", "8, true", "0, false", "9, false", "-1, false", "1.5, false", "1e30, false"})
    void an_entry_has_one_bit_to_eight(BigDecimal size, boolean good) throws Exception {
        var wide = new StatusReference.BitstringEntry(PLACE.toString(), "revocation", 7, size.intValue());

        assertThat(answer(Map.of("credentialStatus", edited("statusSize", size))))
                .isEqualTo(good ? wide : MALFORMED);
    }

    private static Map<String, Object> token(BigDecimal index) {
        return Map.of("status", Map.of("status_list", Map.of("idx", index, "uri", PLACE.toString())));
    }

    private static Map<String, Object> edited(String member, Object value) {
        var entry = new HashMap<>(Published.LIST.bitstringEntry("revocation", 7));
        entry.put(member, value);
        return entry;
    }

    private static Object answer(Map<String, Object> claims) throws Exception {
        try {
            return read(claims);
        } catch (RejectedException e) {
            return e.rejection().code();
        }
    }

    private static StatusReference read(Map<String, Object> claims) throws RejectedException {
        var signed = signed(claims);
        return StatusEntries.of(signed, signed);
    }

    private static Claims signed(Map<String, Object> claims) throws RejectedException {
        var jws = CompactJws.parse(Part.CREDENTIAL, SEAL.sign(Map.of("typ", "JWT"), claims), new Limits(100_000, 16));
        return new IssuerAuthentication(Published.DOMAIN.anchors(), 5)
                .authenticate(jws, IssuerAuthentication.CREDENTIALS, AT)
                .jws()
                .claims();
    }
}
