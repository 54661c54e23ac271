package dev.verifier.cose;

import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;

/**
 * A data item that was hashed or signed as bytes, and is therefore kept as the bytes it came in (RFC 8949 §3.4.5.1). Read only when it
 * is asked for: however many of them are in one another, nobody goes deeper than he meant to. Immutable and thread-safe.
 */
public final class EncodedCbor {

    private final Part part;
    private final String path;
    private final byte[] contents;
    private final int depth;

    EncodedCbor(Part part, String path, byte[] contents, int depth) {
        this.part = part;
        this.path = path;
        this.contents = contents;
        this.depth = depth;
    }

    /** The item, read as strictly as the one around it. */
    public Cbor item() throws RejectedException {
        return Cbor.read(part, path, contents, depth);
    }

    /** The same bytes in a byte string with tag 24: what is hashed. */
    public byte[] tagged() {
        return CborText.write(this);
    }

    byte[] contents() {
        return contents;
    }
}
