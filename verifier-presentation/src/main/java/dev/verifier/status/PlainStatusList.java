package dev.verifier.status;

import dev.verifier.credential.StatusReference;
import dev.verifier.jose.UnsignedJson;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A list of names in plain JSON, {@code [{"nonce": "…"}]}: who is on it is revoked. Nobody signed it.
 *
 * @param names on it
 */
record PlainStatusList(Set<String> names) implements Statuses {

    /** What it takes to keep a string in a set, beside its characters. */
    private static final long BYTES_EACH = 100;

    private static final int DEPTH = 3;
    private static final String NAME = "nonce";

    static PlainStatusList read(String json) throws RejectedException {
        var whole = UnsignedJson.object(
                "{\"list\":" + json + "}", DEPTH, why -> new Rejection.Malformed(Part.STATUS_LIST, why));
        if (whole.size() != 1 || !(whole.get("list") instanceof List<?> entries)) {
            throw malformed("a list");
        }
        var names = HashSet.<String>newHashSet(entries.size());
        for (var entry : entries) {
            if (!(entry instanceof Map<?, ?> members) || !(members.get(NAME) instanceof String name)) {
                throw malformed(NAME);
            }
            names.add(name);
        }
        return new PlainStatusList(names);
    }

    private static RejectedException malformed(String what) {
        return new RejectedException(new Rejection.Malformed(Part.STATUS_LIST, what));
    }

    @Override
    public OptionalInt value(StatusReference entry) {
        return entry instanceof StatusReference.PlainListEntry plain
                ? OptionalInt.of(names.contains(plain.name()) ? 1 : 0)
                : OptionalInt.empty();
    }

    @Override
    public long bytes() {
        return names.stream().mapToLong(name -> BYTES_EACH + 2L * name.length()).sum();
    }
}
