package dev.verifier.status;

import dev.verifier.cose.Cbor;
import dev.verifier.cose.CoseSign1;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.trust.CertifiedIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Token Status List as a CWT (Token Status List §5.2).
 *
 * @param source who must have signed it
 * @param claims under that signature
 */
record StatusListCwt(StatusSource source, Cbor claims) {

    private static final String TYPE = "application/statuslist+cwt";
    private static final int DEPTH = 8;
    private static final byte SIGN1 = (byte) 0xd2;
    private static final long SUBJECT = 2;
    private static final long EXPIRES = 4;
    private static final long ISSUED_AT = 6;
    private static final long STATUS_LIST = 65_533;
    private static final long TIME_TO_LIVE = 65_534;
    private static final long LAST_SECOND = 253_402_300_799L;

    /** Whether bytes are CBOR's and no text's: a COSE_Sign1 with its tag, or the array without. */
    static boolean looksLike(byte[] document) {
        return document.length > 0 && (document[0] == SIGN1 || document[0] == (byte) 0x84);
    }

    static StatusListCwt verify(StatusSource source, byte[] document, int longestChain, Instant at)
            throws RejectedException {
        var untagged = document[0] == SIGN1 ? Arrays.copyOfRange(document, 1, document.length) : document;
        var message = CoseSign1.of(Cbor.read(Part.STATUS_LIST, untagged, DEPTH));
        message.requireType(TYPE);
        var chain = source.anchors().require(message.certificates(), longestChain, at);
        if (!CertifiedIssuer.isOf(chain, source.issuer())) {
            throw new RejectedException(new Rejection.IssuerNamesDisagree());
        }
        return new StatusListCwt(source, Cbor.read(Part.STATUS_LIST, message.verify(chain.key()), DEPTH));
    }

    StatusList read(ListForms forms, int limit, Instant at) throws RejectedException {
        if (!claims.member(SUBJECT).text().equals(source.uri())) {
            throw claims.member(SUBJECT).malformed();
        }
        var made = date(claims.member(ISSUED_AT));
        var expires = claims.optional(EXPIRES);
        var until = expires.isPresent() ? date(expires.get()) : Instant.MAX;
        StatusListReader.requireCurrent(List.of(made), until, at);
        var list = claims.member(STATUS_LIST);
        var bits = list.member("bits");
        var statuses = TokenStatusList.of(bits.integer(), list.member("lst").bytes(), forms, limit);
        return new StatusList(statuses, made, until, timeToLive(), at);
    }

    private @Nullable Duration timeToLive() throws RejectedException {
        var member = claims.optional(TIME_TO_LIVE);
        if (member.isEmpty()) {
            return null;
        }
        var seconds = member.get().integer();
        if (seconds <= 0) {
            throw member.get().malformed();
        }
        return Duration.ofSeconds(seconds);
    }

    private static Instant date(Cbor seconds) throws RejectedException {
        var value = seconds.integer();
        if (value < 0 || value > LAST_SECOND) {
            throw seconds.malformed();
        }
        return Instant.ofEpochSecond(value);
    }
}
