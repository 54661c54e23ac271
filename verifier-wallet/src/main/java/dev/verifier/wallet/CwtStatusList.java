package dev.verifier.wallet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A Token Status List as a CWT (Token Status List §5.2) under an issuer's seal: a COSE_Sign1 (RFC 9052 §4.2) of a few integers and texts. */
final class CwtStatusList {
    private static final String TYPE = "application/statuslist+cwt";
    private static final int ES256 = -7;

    private CwtStatusList() {}

    static byte[] sign(StatusPublication list, StatusList statuses) {
        return sign(list, statuses, TYPE, Set.of());
    }

    static byte[] sign(StatusPublication list, StatusList statuses, String type, Set<Integer> without) {
        var ends = list.at().plus(list.timeToLive().multipliedBy(2));
        var claims = new LinkedHashMap<Integer, byte[]>();
        claims.put(2, text(list.uri().toString()));
        claims.put(6, integer(list.at().getEpochSecond()));
        claims.put(4, integer(ends.getEpochSecond()));
        claims.put(65534, integer(list.timeToLive().toSeconds()));
        claims.put(
                65533,
                map(
                        text("bits"), integer(statuses.bits()),
                        text("lst"), bytes(Compressed.zlib(statuses.leastSignificantFirst()))));
        claims.keySet().removeAll(without);
        var members = claims.entrySet().stream()
                .flatMap(claim -> Stream.of(integer(claim.getKey()), claim.getValue()))
                .toArray(byte[][]::new);
        return sign(list.seal(), map(members), type);
    }

    static byte[] sign(Seal seal, byte[] claims, String type) {
        var header = map(integer(1), integer(ES256), integer(16), text(type));
        var input = array(text("Signature1"), bytes(header), bytes(new byte[0]), bytes(claims));
        var chain = array(
                seal.chain().stream().map(Pem::der).map(CwtStatusList::bytes).toArray(byte[][]::new));
        var message = array(bytes(header), map(integer(33), chain), bytes(claims), bytes(seal.signature(input)));
        return Octets.concat(head(6, 18), message);
    }

    private static byte[] integer(long value) {
        return value < 0 ? head(1, -1 - value) : head(0, value);
    }

    private static byte[] text(String value) {
        var utf8 = value.getBytes(UTF_8);
        return Octets.concat(head(3, utf8.length), utf8);
    }

    private static byte[] bytes(byte[] value) {
        return Octets.concat(head(2, value.length), value);
    }

    private static byte[] array(byte[]... items) {
        return joined(head(4, items.length), items);
    }

    private static byte[] map(byte[]... keysAndValues) {
        return joined(head(5, keysAndValues.length / 2), keysAndValues);
    }

    private static byte[] joined(byte[] head, byte[]... items) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(head);
        List.of(items).forEach(all::writeBytes);
        return all.toByteArray();
    }

    /** RFC 8949 §3: the major type, and a number in as few octets as it fits into. */
    private static byte[] head(int type, long number) {
        int major = type << 5;
        if (number < 24) {
            return new byte[] {(byte) (major | number)};
        }
        if (number < 1 << 8) {
            return ByteBuffer.allocate(2)
                    .put((byte) (major | 24))
                    .put((byte) number)
                    .array();
        }
        if (number < 1 << 16) {
            return ByteBuffer.allocate(3)
                    .put((byte) (major | 25))
                    .putShort((short) number)
                    .array();
        }
        return number < 1L << 32
                ? ByteBuffer.allocate(5)
                        .put((byte) (major | 26))
                        .putInt((int) number)
                        .array()
                : ByteBuffer.allocate(9)
                        .put((byte) (major | 27))
                        .putLong(number)
                        .array();
    }
}
