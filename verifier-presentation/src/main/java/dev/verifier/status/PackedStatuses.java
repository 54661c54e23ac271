package dev.verifier.status;

import java.util.OptionalInt;

/**
 * Numbers of a few bits each, one behind the other. What they are kept in is no copy, so that a list of millions takes its own size
 * and no more: nobody changes it.
 *
 * @param octets eight bits each
 * @param mostSignificantFirst whether the first place is the left-most of an octet (Bitstring Status List §3.2) or the right-most
 *     (Token Status List §4.1)
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PackedStatuses(byte[] octets, boolean mostSignificantFirst) {

    /** The number at a place, each of so many bits; nothing beyond the end. */
    OptionalInt value(long index, int bits) {
        if (index < 0 || index >= size(bits)) {
            return OptionalInt.empty();
        }
        var value = 0;
        for (var bit = 0; bit < bits; bit++) {
            var place = index * bits + bit;
            var octet = octets[(int) (place / Byte.SIZE)];
            var within = (int) (place % Byte.SIZE);
            value = mostSignificantFirst
                    ? value << 1 | (octet >> (Byte.SIZE - 1 - within) & 1)
                    : value | (octet >> within & 1) << bit;
        }
        return OptionalInt.of(value);
    }

    /** How many numbers of so many bits there are. */
    long size(int bits) {
        return (long) octets.length * Byte.SIZE / bits;
    }
}
