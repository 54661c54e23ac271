package dev.verifier.cose;

import com.upokecenter.cbor.CBORException;
import com.upokecenter.cbor.CBORObject;
import com.upokecenter.cbor.CBORType;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Typed reading of one CBOR data item (RFC 8949) that was written strictly. What is missing or of the wrong type says so by its path.
 * Immutable and thread-safe.
 */
public final class Cbor {

    private static final Pattern RFC3339 =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})");

    private static final int DATE_TIME = 0;
    private static final int ENCODED = 24;

    private final Part part;
    private final String path;
    private final CBORObject item;
    private final int depth;

    private Cbor(Part part, String path, CBORObject item, int depth) {
        this.part = part;
        this.path = path;
        this.item = item;
        this.depth = depth;
    }

    /**
     * The item in these bytes, all of them. How many they may be is for the caller to say.
     *
     * @param depth the deepest nesting of arrays and maps
     */
    public static Cbor read(Part part, byte[] encoded, int depth) throws RejectedException {
        return read(part, "", encoded, depth);
    }

    static Cbor read(Part part, String path, byte[] encoded, int depth) throws RejectedException {
        try {
            return new Cbor(part, path, StrictCbor.read(encoded, depth), depth);
        } catch (CBORException | IllegalArgumentException | IllegalStateException | ArithmeticException e) {
            throw new RejectedException(new Rejection.CborMalformed(part, path.isEmpty() ? "encoding" : path));
        }
    }

    /** The signed thing this item is part of. */
    public Part part() {
        return part;
    }

    /** The same item as part of something else that is signed. */
    public Cbor as(Part other) {
        return new Cbor(other, path, item, depth);
    }

    public boolean isNull() {
        return item.isNull() && !item.isTagged();
    }

    /** Whether it is a byte string, of which some things are made and others are arrays. */
    public boolean isBytes() {
        return item.getType() == CBORType.ByteString && !item.isTagged();
    }

    public String text() throws RejectedException {
        return plain(CBORType.TextString).AsString();
    }

    public byte[] bytes() throws RejectedException {
        return plain(CBORType.ByteString).GetByteString().clone();
    }

    public long integer() throws RejectedException {
        var integer = plain(CBORType.Integer);
        if (!integer.CanValueFitInInt64()) {
            throw malformed();
        }
        return integer.AsInt64Value();
    }

    /** A date and time (RFC 8949 §3.4.1, tag 0) as RFC 3339 has it. */
    public Instant dateTime() throws RejectedException {
        var text = tagged(DATE_TIME, CBORType.TextString).AsString();
        try {
            if (RFC3339.matcher(text).matches()) {
                return OffsetDateTime.parse(text).toInstant();
            }
        } catch (DateTimeParseException e) {
            throw malformed();
        }
        throw malformed();
    }

    /** An item that somebody hashed or signed as bytes (RFC 8949 §3.4.5.1, tag 24). */
    public EncodedCbor encoded() throws RejectedException {
        return new EncodedCbor(
                part, path, tagged(ENCODED, CBORType.ByteString).GetByteString().clone(), depth);
    }

    public List<Cbor> elements() throws RejectedException {
        var elements = new ArrayList<Cbor>();
        for (var element : plain(CBORType.Array).getValues()) {
            elements.add(new Cbor(part, path + "[" + elements.size() + "]", element, depth));
        }
        return Collections.unmodifiableList(elements);
    }

    /** The members of a map whose keys are all texts, in the order they came in. */
    public Map<String, Cbor> members() throws RejectedException {
        var members = new LinkedHashMap<String, Cbor>();
        for (var entry : plain(CBORType.Map).getEntries()) {
            var name = at("", entry.getKey()).text();
            members.put(name, at(name, entry.getValue()));
        }
        return Collections.unmodifiableMap(members);
    }

    /** The members of a map whose keys are all integers, such as labels (RFC 9052 §1.4). */
    public Map<Long, Cbor> labelled() throws RejectedException {
        var members = new LinkedHashMap<Long, Cbor>();
        for (var entry : plain(CBORType.Map).getEntries()) {
            var label = at("", entry.getKey()).integer();
            members.put(label, at(String.valueOf(label), entry.getValue()));
        }
        return Collections.unmodifiableMap(members);
    }

    public Cbor member(String name) throws RejectedException {
        return optional(name).orElseThrow(() -> missing(name));
    }

    public Optional<Cbor> optional(String name) throws RejectedException {
        return find(CBORObject.FromObject(name), name);
    }

    public Cbor member(long label) throws RejectedException {
        return optional(label).orElseThrow(() -> missing(String.valueOf(label)));
    }

    public Optional<Cbor> optional(long label) throws RejectedException {
        return find(CBORObject.FromObject(label), String.valueOf(label));
    }

    /** The same as JSON has it, as {@link CborJson} says. */
    public @Nullable Object toJson() throws RejectedException {
        return CborJson.value(item, this);
    }

    /** The rejection for an item that has the wrong form. */
    public RejectedException malformed() {
        return new RejectedException(new Rejection.CborMalformed(part, path.isEmpty() ? "item" : path));
    }

    /** The rejection for a member that is needed and not there. */
    public RejectedException missing(String name) {
        return new RejectedException(new Rejection.ClaimMissing(part, pathTo(name)));
    }

    private Optional<Cbor> find(CBORObject key, String name) throws RejectedException {
        return Optional.ofNullable(plain(CBORType.Map).get(key)).map(value -> at(name, value));
    }

    private Cbor at(String name, CBORObject value) {
        return new Cbor(part, pathTo(name), value, depth);
    }

    private CBORObject plain(CBORType type) throws RejectedException {
        if (item.isTagged() || item.getType() != type) {
            throw malformed();
        }
        return item;
    }

    private CBORObject tagged(int tag, CBORType type) throws RejectedException {
        if (!item.HasOneTag(tag) || item.getType() != type) {
            throw malformed();
        }
        return item.UntagOne();
    }

    private String pathTo(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
