package dev.verifier.status;

import dev.verifier.credential.StatusReference;
import dev.verifier.jose.Claims;
import dev.verifier.rejection.RejectedException;
import java.math.BigDecimal;
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

    private static final Set<Integer> BITS = Set.of(1, 2, 4, 8);

    static TokenStatusList read(Claims statusList, ListForms forms, int limit) throws RejectedException {
        var bits = statusList.optionalNumber("bits").orElseThrow(() -> statusList.missing("bits"));
        if (BITS.stream().map(BigDecimal::valueOf).noneMatch(bits::equals)) {
            throw statusList.malformed("bits");
        }
        return new TokenStatusList(statuses(statusList, forms, limit), bits.intValue());
    }

    private static PackedStatuses statuses(Claims statusList, ListForms forms, int limit) throws RejectedException {
        var compressed = decoded(statusList);
        var inflation = new Inflation("lst", limit);
        if (!GzipHeader.startsIn(compressed)) {
            return new PackedStatuses(inflation.zlib(compressed), false);
        }
        if (!forms.tolerates(ListForms.Form.GZIP)) {
            throw statusList.malformed("lst");
        }
        return new PackedStatuses(inflation.gzip(compressed), true);
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
