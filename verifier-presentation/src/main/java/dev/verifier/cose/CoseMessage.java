package dev.verifier.cose;

import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What signatures and tags have in common (RFC 9052 §4.2, §6.2): two headers, a payload or none, a proof. Without its CBOR tag, as
 * ISO/IEC 18013-5 has it. Immutable.
 */
final class CoseMessage {

    private static final int MEMBERS = 4;
    private static final long ALGORITHM = 1;
    private static final long CRITICAL = 2;
    private static final int HEADER_DEPTH = 4;

    /** RFC 9052 §3: an empty map is written as no bytes at all, too. */
    private static final byte[] NO_HEADERS = {(byte) 0xa0};

    private final Part part;

    /** The protected header as it came. */
    private final byte[] signedHeader;

    private final Cbor protectedHeader;
    private final Cbor unprotectedHeader;

    /** Null where it is detached. */
    private final byte @Nullable [] payload;

    private final byte[] proof;

    private CoseMessage(
            Part part,
            byte[] signedHeader,
            Cbor protectedHeader,
            Cbor unprotectedHeader,
            byte @Nullable [] payload,
            byte[] proof) {
        this.part = part;
        this.signedHeader = signedHeader;
        this.protectedHeader = protectedHeader;
        this.unprotectedHeader = unprotectedHeader;
        this.payload = payload;
        this.proof = proof;
    }

    static CoseMessage of(Cbor message) throws RejectedException {
        var members = message.elements();
        if (members.size() != MEMBERS) {
            throw message.malformed();
        }
        var header = members.getFirst().bytes();
        var payload = members.get(2);
        return new CoseMessage(
                message.part(),
                header,
                Cbor.read(message.part(), "protected header", header.length == 0 ? NO_HEADERS : header, HEADER_DEPTH),
                members.get(1),
                payload.isNull() ? null : payload.bytes(),
                members.getLast().bytes());
    }

    Part part() {
        return part;
    }

    /** Which the signature covers. */
    Cbor protectedHeader() {
        return protectedHeader;
    }

    /** Which nothing vouches for. */
    Cbor unprotectedHeader() {
        return unprotectedHeader;
    }

    /** Signature or tag. */
    byte[] proof() {
        return proof;
    }

    /**
     * The algorithm, which nobody but the protected header may name (RFC 9052 §3.1). A header twice means nothing (§3), and nothing
     * is understood that is critical.
     */
    long algorithm() throws RejectedException {
        var labels = protectedHeader.labelled().keySet();
        if (labels.contains(CRITICAL)) {
            throw new RejectedException(new Rejection.HeaderNotAllowed(part, "crit"));
        }
        var open = unprotectedHeader.labelled().keySet();
        var forbidden = open.stream()
                .filter(label -> label == ALGORITHM || label == CRITICAL || labels.contains(label))
                .findFirst();
        if (forbidden.isPresent()) {
            throw new RejectedException(new Rejection.HeaderNotAllowed(part, String.valueOf(forbidden.get())));
        }
        return protectedHeader
                .optional(ALGORITHM)
                .orElseThrow(() -> protectedHeader.missing("alg"))
                .integer();
    }

    /** What is signed or tagged (RFC 9052 §4.4, §6.3), without anything from outside. */
    byte[] proven(String context, byte[] content) {
        return CborText.array(context, signedHeader, new byte[0], content);
    }

    byte[] attached() throws RejectedException {
        return Optional.ofNullable(payload)
                .orElseThrow(() -> new RejectedException(new Rejection.ClaimMissing(part, "payload")));
    }

    /** This message, if its payload is elsewhere. */
    CoseMessage detached() throws RejectedException {
        if (payload != null) {
            throw new RejectedException(new Rejection.CborMalformed(part, "a payload where none belongs"));
        }
        return this;
    }
}
