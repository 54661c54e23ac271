package dev.verifier.cose;

import static dev.verifier.cose.Bytes.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read as CBOR, and what is not (attack MD-13). */
class CborTests {

    private static final int DEPTH = 32;

    private static Cbor read(byte[] encoded) throws RejectedException {
        return Cbor.read(Part.PRESENTATION, encoded, DEPTH);
    }

    private static String codeOf(byte[] encoded) {
        try {
            return "read " + read(encoded).toJson();
        } catch (RejectedException e) {
            return e.rejection().code();
        }
    }

    @Test
    void reads_what_mdocs_are_made_of() throws Exception {
        var item =
                read(hex("a6 6161 19012c 6162 43010203 6163 820120 6164 c0 74323032362d31312d32315431323a30303a30305a"
                        + "6165 d903ec 6a313939302d30322d3033 6166 f5"));

        assertThat(item.member("a").integer()).isEqualTo(300);
        assertThat(item.member("b").bytes()).containsExactly(1, 2, 3);
        assertThat(item.member("c").elements().get(1).integer()).isEqualTo(-1);
        assertThat(item.member("d").dateTime()).isEqualTo(Instant.parse("2026-11-21T12:00:00Z"));
        assertThat(item.members()).containsOnlyKeys("a", "b", "c", "d", "e", "f");
        assertThat(item.toJson())
                .hasToString("{a=300, b=AQID, c=[1, -1], d=2026-11-21T12:00:00Z, e=1990-02-03, f=true}");
    }

    @Test
    void says_where_something_is_missing_or_of_another_kind() throws Exception {
        var item = read(hex("a1 6161 a1 6162 01"));

        assertThat(item.member("a").member("b").integer()).isEqualTo(1);
        assertThatThrownBy(() -> item.member("x")).hasMessage("presentation_claim_missing");
        assertThatThrownBy(() -> item.member("a").member("b").text()).hasMessage("presentation_cbor_malformed");
        assertThatThrownBy(() -> item.member("a").text()).hasMessage("presentation_cbor_malformed");
        assertThatThrownBy(() -> item.member(1)).hasMessage("presentation_claim_missing");
        assertThatThrownBy(item::labelled).hasMessage("presentation_cbor_malformed");
        assertThatThrownBy(() -> read(hex("a10102")).members()).hasMessage("presentation_cbor_malformed");
        assertThatThrownBy(() -> read(hex("01")).optional("a")).hasMessage("presentation_cbor_malformed");
        assertThatThrownBy(() -> read(hex("1bffffffffffffffff")).integer()).hasMessage("presentation_cbor_malformed");
        assertThatThrownBy(() -> read(hex("c06161")).dateTime()).hasMessage("presentation_cbor_malformed");
        assertThatThrownBy(() -> read(hex("6161")).dateTime()).hasMessage("presentation_cbor_malformed");
        assertThatThrownBy(() -> read(hex("4161")).encoded()).hasMessage("presentation_cbor_malformed");
        assertThatThrownBy(() -> read(hex("c14161")).bytes()).hasMessage("presentation_cbor_malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "1818", "390100", "f93e00", "fb3ff8000000000000", "fa47c35000", "a2616201616102"})
    void reads_every_number_in_its_shortest_form_and_keys_in_any_order(String encoded) throws Exception {
        assertThat(read(hex(encoded)).toJson()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Indefinite lengths (RFC 8949 §3.2.2): of arrays, maps, strings, and inside of something definite.
                "9f01ff",
                "bf616101ff",
                "5f4101ff",
                "7f6161ff",
                "81 9f01ff",
                "a1 6161 5f4101ff",
                // Longer than need be: integers, lengths, tags, simple values, fractions.
                "1801",
                "190001",
                "1a00000001",
                "1b0000000000000001",
                "3801",
                "580101",
                "780161",
                "980101",
                "b801616101",
                "d80061",
                "d900186161",
                "f800",
                "f818",
                "fa3fc00000",
                // Keys twice, also written differently; keys that are no texts and no integers.
                "a2616101616102",
                "a20101180102",
                "a2010101f5",
                "a1f97e0001",
                "a1fb7ff800000000000001",
                "a1410101",
                "a1f501",
                "a1f601",
                "a1800101",
                "a1c1616101",
                "a1a001",
                // More than one tag.
                "c0c06161",
                "d818d8184100",
                // Lengths that are not there.
                "5affffffff00",
                "5bffffffffffffffff",
                "7affffffff",
                "9affffffff01",
                "9bffffffffffffffff",
                "baffffffff01",
                "5b7fffffffffffffff00",
                "9a0000ffff01",
                "a1",
                "8201",
                "42",
                "19",
                // Behind the item, not UTF-8, reserved, alone.
                "0101",
                "0000",
                "a0a0",
                "62c328",
                "61ff",
                "63eda080",
                "1c",
                "1d",
                "1e",
                "1f",
                "3c",
                "5c",
                "ff",
                "fc",
                "fd",
                ""
            })
    void reads_nothing_that_was_not_written_strictly(String encoded) {
        assertThat(codeOf(hex("a1616101"))).startsWith("read ");
        assertThat(codeOf(hex(encoded))).isEqualTo("presentation_cbor_malformed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"f7", "f0", "f97e00", "f97c00", "f9fc00", "a10101", "c101", "d8184100", "c249010000000000000000"
            })
    void shows_nothing_as_json_that_json_does_not_have(String encoded) throws Exception {
        assertThat(read(hex(encoded))).isNotNull();
        assertThat(codeOf(hex(encoded))).isEqualTo("presentation_cbor_malformed");
    }

    @Test
    void shows_numbers_as_json_readers_do() throws Exception {
        assertThat(read(hex("fb3ff199999999999a")).toJson()).isEqualTo(new BigDecimal("1.1"));
        assertThat(read(hex("1bffffffffffffffff")).toJson()).isEqualTo(new BigDecimal("18446744073709551615"));
        assertThat(read(hex("1819")).toJson()).isEqualTo(25L);
        assertThat(read(hex("81f6")).toJson()).isEqualTo(Arrays.asList((Object) null));
        assertThat(read(hex("a1616181a16162f4")).toJson()).hasToString("{a=[{b=false}]}");
    }

    static Stream<byte[]> hostile() {
        var nested = new byte[60_000];
        Arrays.fill(nested, (byte) 0x81);
        var maps = new byte[60_000];
        for (int i = 0; i < maps.length; i += 2) {
            maps[i] = (byte) 0xa1;
        }
        var tags = new byte[20_001];
        for (int i = 0; i < 20_000; i += 2) {
            tags[i] = (byte) 0xd8;
            tags[i + 1] = 24;
        }
        tags[20_000] = 0x40;
        var wide = Bytes.concat(hex("9af0000000"), new byte[60_000]);
        var claimed = hex("9affffffff" + "9affffffff".repeat(5_000));
        return Stream.of(nested, maps, tags, wide, claimed, hex("9b00000000ffffffff"), hex("5a7fffffff"));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void is_done_at_once_with_what_is_deep_or_pretends_to_be_long(byte[] encoded) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(1), () -> assertThat(codeOf(encoded)).isEqualTo("presentation_cbor_malformed"));
    }

    /** Items in items are bytes until somebody asks for one, and each asks for as many as the structure has. */
    @Test
    void unwraps_one_embedded_item_at_a_time() throws Exception {
        var inner = new byte[] {0};
        for (int level = 0; level < 10_000; level++) {
            inner = Bytes.concat(hex("d818"), Bytes.string(inner));
            if (inner.length > 60_000) {
                break;
            }
        }
        var onion = read(inner);
        assertThat(onion.encoded().item().encoded().tagged()).hasSizeGreaterThan(40_000);
        assertThat(codeOf(inner)).isEqualTo("presentation_cbor_malformed");
        var honest = read(hex("d818 43 a10102"));
        assertThat(honest.encoded().item().member(1).integer()).isEqualTo(2);
        assertThat(honest.encoded().tagged()).isEqualTo(hex("d818 43 a10102"));
        assertThatThrownBy(() -> read(hex("d818 42 0101")).encoded().item()).hasMessage("presentation_cbor_malformed");
        assertThatThrownBy(() -> read(hex("d818 40")).encoded().item()).hasMessage("presentation_cbor_malformed");
    }

    @Test
    void is_as_deep_as_it_was_told_and_no_deeper() throws Exception {
        assertThat(Cbor.read(Part.CREDENTIAL, hex("8181818101"), 4).elements()).hasSize(1);
        assertThatThrownBy(() -> Cbor.read(Part.CREDENTIAL, hex("818181818101"), 4))
                .hasMessage("credential_cbor_malformed");
        assertThat(Cbor.read(Part.CREDENTIAL, hex("a101a101a101a10101"), 4)
                        .member(1)
                        .member(1)
                        .member(1)
                        .member(1)
                        .integer())
                .isEqualTo(1);
        assertThatThrownBy(() -> Cbor.read(Part.CREDENTIAL, hex("a101a101a101a101a10101"), 4))
                .hasMessage("credential_cbor_malformed");
    }

    @Test
    void what_is_missing_or_of_another_form_is_named_with_the_way_to_it() throws Exception {
        var inside = Cbor.read(Part.CREDENTIAL, hex("a101a10203"), 4).member(1);

        assertThat(inside.member(2).integer()).isEqualTo(3);
        assertThat(inside.missing("x").rejection()).isEqualTo(new Rejection.ClaimMissing(Part.CREDENTIAL, "1.x"));
        assertThat(inside.member(2).malformed().rejection())
                .isEqualTo(new Rejection.CborMalformed(Part.CREDENTIAL, "1.2"));
        assertThat(Cbor.read(Part.CREDENTIAL, hex("01"), 4).malformed().rejection())
                .isEqualTo(new Rejection.CborMalformed(Part.CREDENTIAL, "item"));
    }

    /** Whatever the bytes, there is an item or a rejection; and what is read would be written the same. */
    @Test
    void answers_noise_with_an_item_or_a_rejection() throws Exception {
        var random = new Random(20261122);
        for (int round = 0; round < 20_000; round++) {
            var noise = new byte[random.nextInt(1, 24)];
            random.nextBytes(noise);
            assertThat(codeOf(noise))
                    .satisfiesAnyOf(
                            code -> assertThat(code).startsWith("read "),
                            code -> assertThat(code).isEqualTo("presentation_cbor_malformed"));
        }
    }

    @Test
    void writes_what_two_sides_must_write_alike() {
        assertThat(CborText.array("a", null, new byte[] {1}, 24L, List.of("b")))
                .isEqualTo(hex("85 6161 f6 4101 1818 816162"));
        assertThat(CborText.embedded(hex("a0"))).isEqualTo(hex("d81841a0"));
        assertThatThrownBy(() -> CborText.write(1.5)).isInstanceOf(IllegalArgumentException.class);
    }
}
