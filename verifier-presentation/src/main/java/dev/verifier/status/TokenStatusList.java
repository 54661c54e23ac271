package dev.verifier.status;

import dev.verifier.credential.StatusReference;
import dev.verifier.jose.Claims;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.util.Base64;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What is in {@code status_list} (Token Status List §4.1, §4.2).
 *
 * @param statuses the list
 * @param bits how many a status has
 */
record TokenStatusList(PackedStatuses statuses, int bits) implements Statuses {

    private static final Set<Long> BITS = Set.of(1L, 2L, 4L, 8L);

    static TokenStatusList read(Claims statusList, ListForms forms, int limit) throws RejectedException {
        var bits = statusList.optionalNumber("bits").orElseThrow(() -> statusList.missing("bits"));
        if (bits.scale() != 0 || bits.precision() > 1) {
            throw statusList.malformed("bits");
        }
        return of(bits.intValue(), decoded(statusList), forms, limit);
    }

    /** From members that were read already, from JSON or from CBOR. */
    static TokenStatusList of(long bits, byte[] compressed, ListForms forms, int limit) throws RejectedException {
        if (!BITS.contains(bits)) {
            throw malformed("bits");
        }
        var inflation = new Inflation("lst", limit);
        if (!GzipHeader.startsIn(compressed)) {
            return new TokenStatusList(new PackedStatuses(inflation.zlib(compressed), false), (int) bits);
        }
        if (!forms.tolerates(ListForms.Form.GZIP)) {
            throw malformed("lst");
        }
        return new TokenStatusList(new PackedStatuses(inflation.gzip(compressed), true), (int) bits);
    }

    private static RejectedException malformed(String member) {
        return new RejectedException(new Rejection.Malformed(Part.STATUS_LIST, "status_list." + member));
    }

    private static byte[] decoded(Claims statusList) throws RejectedException {
        try {
            return Base64.getUrlDecoder().decode(statusList.text("lst"));
        } catch (IllegalArgumentException e) {
            throw statusList.malformed("lst");
        }
    }

    @Override
    public OptionalInt value(StatusReference entry) {
        return entry instanceof StatusReference.TokenStatusList token
                ? statuses.value(token.index(), bits)
                : OptionalInt.empty();
    }

    @Override
    public long bytes() {
        return statuses.octets().length;
    }
}
