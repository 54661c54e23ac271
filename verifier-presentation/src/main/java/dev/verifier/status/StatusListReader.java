package dev.verifier.status;

import dev.verifier.jose.Claims;
import dev.verifier.jose.CompactJws;
import dev.verifier.jose.JwsVerifier;
import dev.verifier.jose.Limits;
import dev.verifier.jose.NumericDates;
import dev.verifier.jose.SignatureAlgorithm;
import dev.verifier.jose.VerifiedJws;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.status.StatusLists.Found;
import dev.verifier.status.StatusLists.Lookup;
import dev.verifier.status.StatusLists.Missing;
import dev.verifier.status.StatusSource.Kind;
import dev.verifier.trust.CertifiedIssuer;
import dev.verifier.trust.IssuerAuthentication;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a published document a list that may be believed: signed by the organisation that issued the credential, about the place it
 * was fetched from, neither ended nor from the future, and no larger than allowed when it is expanded. A door: what is wrong with a
 * list is no fault of the credential that names it. Immutable and thread-safe.
 *
 * @param forms which forms are read beside the specifications'
 * @param longestChain the largest number of certificates that is looked at
 * @param limit how large a list may be, in bytes, as published and expanded
 */
public record StatusListReader(ListForms forms, int longestChain, int limit) {

    private static final JwsVerifier TOKENS =
            new JwsVerifier(EnumSet.allOf(SignatureAlgorithm.class), Set.of("statuslist+jwt"), Set.of("sigT", "b64"));

    /** How far the publisher's clock may be ahead. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    private static final int DEPTH = 32;
    private static final double LONGEST = StatusList.LONGEST.toSeconds();

    /**
     * The list in a document.
     *
     * @param at when it was fetched, which is now
     */
    public Lookup read(StatusSource source, byte[] document, Instant at) {
        try {
            if (source.kind() == Kind.TOKEN && StatusListCwt.looksLike(document)) {
                return new Found(
                        StatusListCwt.verify(source, document, longestChain, at).read(forms, limit, at));
            }
            var text = new String(document, StandardCharsets.UTF_8).strip();
            return new Found(
                    switch (source.kind()) {
                        case TOKEN -> token(source, text, at);
                        case BITSTRING -> bitstring(source, text, at);
                        case PLAIN -> plain(text, at);
                    });
        } catch (RejectedException e) {
            return new Missing(e.rejection().code());
        }
    }

    /** Token Status List §5.1, §8.3. */
    private StatusList token(StatusSource source, String compact, Instant at) throws RejectedException {
        var claims = signed(source, compact, TOKENS, at).claims();
        if (!claims.text("sub").equals(source.uri())) {
            throw claims.malformed("sub");
        }
        var made = claims.optionalNumber("iat")
                .map(NumericDates.SECONDS::instant)
                .orElseThrow(() -> claims.missing("iat"));
        var until =
                claims.optionalNumber("exp").map(NumericDates.SECONDS::instant).orElse(Instant.MAX);
        requireCurrent(List.of(made), until, at);
        var statuses = TokenStatusList.read(claims.object("status_list"), forms, limit);
        return new StatusList(statuses, made, until, timeToLive(claims, 1), at);
    }

    /** Bitstring Status List §3.2: a credential like others. */
    private StatusList bitstring(StatusSource source, String compact, Instant at) throws RejectedException {
        var envelope =
                signed(source, compact, IssuerAuthentication.CREDENTIALS, at).claims();
        var document = BitstringStatusList.document(envelope);
        BitstringStatusList.requireOf(source, envelope, document, forms);
        var begins = new ArrayList<Instant>();
        var ends = new ArrayList<Instant>();
        for (var name : List.of("iat", "nbf")) {
            envelope.optionalNumber(name).map(NumericDates.SECONDS::instant).ifPresent(begins::add);
        }
        envelope.optionalNumber("exp").map(NumericDates.SECONDS::instant).ifPresent(ends::add);
        for (var name : List.of("validFrom", "issuanceDate")) {
            document.optionalDateTime(name).ifPresent(begins::add);
        }
        for (var name : List.of("validUntil", "expirationDate")) {
            document.optionalDateTime(name).ifPresent(ends::add);
        }
        var until = ends.stream().min(Instant::compareTo).orElse(Instant.MAX);
        requireCurrent(begins, until, at);
        var made = begins.stream().max(Instant::compareTo).orElse(at);
        var statuses = BitstringStatusList.read(document, forms, limit);
        return new StatusList(statuses, made, until, timeToLive(document.object("credentialSubject"), 1000), at);
    }

    private StatusList plain(String json, Instant at) throws RejectedException {
        if (!forms.tolerates(ListForms.Form.PLAIN)) {
            throw new RejectedException(new Rejection.SignatureInvalid(Part.STATUS_LIST));
        }
        return new StatusList(PlainStatusList.read(json), at, Instant.MAX, null, at);
    }

    /** What the credential's own issuer signed, with a seal that leads to an anchor. */
    private VerifiedJws signed(StatusSource source, String compact, JwsVerifier tokens, Instant at)
            throws RejectedException {
        var jws = CompactJws.parse(Part.STATUS_LIST, compact, new Limits(limit, DEPTH));
        var signed = new IssuerAuthentication(source.anchors(), longestChain).authenticate(jws, tokens, at);
        if (signed.evidence().certified().stream().noneMatch(chain -> CertifiedIssuer.isOf(chain, source.issuer()))) {
            throw new RejectedException(new Rejection.IssuerNamesDisagree());
        }
        return signed.jws();
    }

    static void requireCurrent(List<Instant> begins, Instant until, Instant at) throws RejectedException {
        if (begins.stream().anyMatch(at.plus(TOLERANCE)::isBefore)) {
            throw new RejectedException(new Rejection.NotYetValid(Part.STATUS_LIST));
        }
        if (!at.isBefore(until)) {
            throw new RejectedException(new Rejection.Expired(Part.STATUS_LIST));
        }
    }

    /** {@code ttl}, how long it may be kept: seconds there (Token Status List §5.1), milliseconds here (Bitstring Status List §2.2). */
    private static @Nullable Duration timeToLive(Claims claims, int inASecond) throws RejectedException {
        var number = claims.optionalNumber("ttl");
        if (number.filter(ttl -> ttl.signum() <= 0).isPresent()) {
            throw claims.malformed("ttl");
        }
        return number.map(ttl -> Duration.ofSeconds((long) Math.min(ttl.doubleValue() / inASecond, LONGEST)))
                .orElse(null);
    }
}
