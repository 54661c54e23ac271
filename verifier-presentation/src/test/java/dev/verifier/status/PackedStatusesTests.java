package dev.verifier.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.cose.Cbor;
import dev.verifier.cose.CoseSign1;
import dev.verifier.credential.StatusReference;
import dev.verifier.jose.CompactJws;
import dev.verifier.jose.Limits;
import dev.verifier.jose.UnsignedJson;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bits and what they are packed in: as the specifications print them, and as a bomb has them. */
class PackedStatusesTests {

    @Test
    void the_order_of_places_is_that_of_token_status_list_4_1() {
        // The specification's own two octets, 0xb9 and 0xa3, and what it prints beside them.
        var list = new PackedStatuses(new byte[] {(byte) 0xb9, (byte) 0xa3}, false);

        assertThat(IntStream.range(0, 16).map(place -> list.value(place, 1).orElseThrow()))
                .containsExactly(1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1);
        assertThat(list.value(16, 1)).isEmpty();
        assertThat(list.value(-1, 1)).isEmpty();
        var twos = new PackedStatuses(new byte[] {(byte) 0xc9, 0x44, (byte) 0xf9}, false);
        assertThat(IntStream.range(0, 12).map(place -> twos.value(place, 2).orElseThrow()))
                .containsExactly(1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3);
    }

    @Test
    void the_order_of_places_of_a_bitstring_is_the_other_one() {
        var list = new PackedStatuses(new byte[] {(byte) 0b1000_0001, 0b0110_0000}, true);

        assertThat(list.value(0, 1)).hasValue(1);
        assertThat(list.value(7, 1)).hasValue(1);
        assertThat(list.value(8, 1)).hasValue(0);
        assertThat(list.value(9, 1)).hasValue(1);
        assertThat(list.value(0, 4)).hasValue(8);
        assertThat(list.value(2, 4)).hasValue(6);
        assertThat(list.value(2, 3)).hasValue(0b010);
        assertThat(list.value(5, 3)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @EnabledIfEnvironmentVariable(
            named = "VERIFIER_TEST_DATA",
            matches = ".+",
            disabledReason = "the vectors are elsewhere")
    void the_short_examples_expand_to_the_octets_that_are_printed(boolean cbor) throws Exception {
        for (var example : new String[][] {{"", "b9a3"}, {"2", "c944f9"}}) {
            var name = "status_list_encoding" + example[0] + (cbor ? "_cbor.md" : "_json.md");
            var text = vector(name);
            var compressed = cbor ? fromCbor(text) : Base64.getUrlDecoder().decode(json(text, "lst"));
            assertThat(new Inflation("lst", 100).zlib(compressed))
                    .isEqualTo(HexFormat.of().parseHex(example[1]));
        }
    }

    private static byte[] fromCbor(String text) {
        var hex = text.substring(text.indexOf("encoded:") + "encoded:".length()).replaceAll("\\s", "");
        return HexFormat.of().parseHex(hex.substring(hex.indexOf("78da")));
    }

    /** Token Status List, appendix of test vectors: what is not named there is zero. */
    @ParameterizedTest
    @CsvSource({"1,encoding1_long", "2,encoding2_long", "4,encoding4", "8,encoding8"})
    @EnabledIfEnvironmentVariable(
            named = "VERIFIER_TEST_DATA",
            matches = ".+",
            disabledReason = "the vectors are elsewhere")
    void the_long_examples_have_a_million_places_with_the_values_that_are_named(int bits, String name)
            throws Exception {
        var text = vector("status_list_" + name + "_json.md");
        var list = new PackedStatuses(
                new Inflation("lst", 1 << 20).zlib(Base64.getUrlDecoder().decode(json(text, "lst"))), false);

        assertThat(list.size(bits)).isEqualTo(1 << 20);
        var set = new TreeMap<Integer, Integer>();
        for (var place = 0; place < list.size(bits); place++) {
            var value = list.value(place, bits).orElseThrow();
            if (value != 0) {
                set.put(place, value);
            }
        }
        if (bits < 4) {
            assertThat(set.keySet())
                    .containsExactly(0, 1993, 25460, 159495, 495669, 554353, 645645, 723232, 854545, 934534, 1000345);
            assertThat(List.copyOf(set.values()))
                    .isEqualTo(bits == 1 ? Collections.nCopies(11, 1) : List.of(1, 2, 1, 3, 1, 1, 2, 1, 1, 2, 3));
        } else {
            assertThat(set.values())
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(1, 1 << bits).boxed().toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"encoding1_long", "encoding2_long", "encoding4", "encoding8"})
    @EnabledIfEnvironmentVariable(
            named = "VERIFIER_TEST_DATA",
            matches = ".+",
            disabledReason = "the vectors are elsewhere")
    void the_long_examples_are_the_same_in_cbor(String name) throws Exception {
        var json = vector("status_list_" + name + "_json.md");
        var list = Cbor.read(
                Part.STATUS_LIST,
                HexFormat.of()
                        .parseHex(vector("status_list_" + name + "_cbor.md").replaceAll("\\s", "")),
                4);

        assertThat(list.member("bits").integer()).isEqualTo(Long.parseLong(json(json, "bits")));
        assertThat(new Inflation("lst", 1 << 20).zlib(list.member("lst").bytes()))
                .isEqualTo(new Inflation("lst", 1 << 20)
                        .zlib(Base64.getUrlDecoder().decode(json(json, "lst"))));
    }

    /** Token Status List §5.1: the example says what is printed beside it; its key is in no certificate, so nobody believes it. */
    @Test
    @EnabledIfEnvironmentVariable(
            named = "VERIFIER_TEST_DATA",
            matches = ".+",
            disabledReason = "the vectors are elsewhere")
    void the_example_of_a_token_says_what_is_printed_and_is_believed_only_under_an_anchor() throws Exception {
        var compact = vector("status_list_jwt_raw.md").replaceAll("\\s", "");
        assertThat(CompactJws.parse(Part.STATUS_LIST, compact, new Limits(10_000, 8))
                        .certificates())
                .isEmpty();

        var payload = new String(Base64.getUrlDecoder().decode(compact.split("\\.", -1)[1]), UTF_8);
        var said = UnsignedJson.object(payload, 4, Rejection.VpTokenMalformed::new);
        assertThat(said)
                .containsEntry("sub", "https://example.com/statuslists/1")
                .containsEntry("ttl", 43_200L);
        var list = (Map<?, ?>) Objects.requireNonNull(said.get("status_list"));
        assertThat(printed(1, Base64.getUrlDecoder().decode((String) list.get("lst"))))
                .containsExactly(PRINTED);
    }

    private static final Integer[] PRINTED = {1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1};

    private static List<Integer> printed(long bits, byte[] compressed) throws RejectedException {
        var list = TokenStatusList.of(bits, compressed, ListForms.STANDARD, 100);
        return IntStream.range(0, 16)
                .map(place -> list.value(new StatusReference.TokenStatusList("https://example.com/1", place))
                        .orElseThrow())
                .boxed()
                .toList();
    }

    /** Token Status List §5.2: the example is read as it is printed; its key is in no certificate, so nobody believes it. */
    @Test
    @EnabledIfEnvironmentVariable(
            named = "VERIFIER_TEST_DATA",
            matches = ".+",
            disabledReason = "the vectors are elsewhere")
    void the_example_of_a_cwt_is_a_message_of_its_type_without_a_chain() throws Exception {
        var octets = HexFormat.of().parseHex(vector("status_list_cwt.md").replaceAll("\\s", ""));
        assertThat(StatusListCwt.looksLike(octets)).isTrue();

        var message = CoseSign1.of(Cbor.read(Part.STATUS_LIST, Arrays.copyOfRange(octets, 1, octets.length), 8));
        message.requireType("application/statuslist+cwt");
        assertThat(message.certificates()).isEmpty();
        var claims = Cbor.read(
                Part.STATUS_LIST,
                Cbor.read(Part.STATUS_LIST, Arrays.copyOfRange(octets, 1, octets.length), 8)
                        .elements()
                        .get(2)
                        .bytes(),
                8);
        assertThat(claims.member(2).text()).isEqualTo("https://example.com/statuslists/1");
        assertThat(claims.member(65_534).integer()).isEqualTo(43_200);
        assertThat(printed(
                        claims.member(65_533).member("bits").integer(),
                        claims.member(65_533).member("lst").bytes()))
                .containsExactly(PRINTED);
    }

    private static String json(String text, String member) throws RejectedException {
        var whole = text.substring(text.indexOf("{")).replaceAll("\\s", "");
        var found =
                UnsignedJson.object(whole, 2, Rejection.VpTokenMalformed::new).get(member);
        return Objects.requireNonNull(found).toString();
    }

    private static String vector(String name) throws IOException {
        var data = Path.of(System.getenv("VERIFIER_TEST_DATA"));
        return Files.readString(data.resolve("vectors/token-status-list").resolve(name));
    }

    @Test
    void a_million_random_places_say_what_was_written() {
        var random = new Random(4);
        for (var bits : new int[] {1, 2, 4, 8}) {
            var octets = new byte[1 << 14];
            random.nextBytes(octets);
            var list = new PackedStatuses(octets, false);
            for (var place = 0; place < list.size(bits); place++) {
                var bit = place * bits;
                var expected = (octets[bit / 8] & 0xff) >> bit % 8 & (1 << bits) - 1;
                assertThat(list.value(place, bits).orElseThrow()).isEqualTo(expected);
            }
        }
    }
}
