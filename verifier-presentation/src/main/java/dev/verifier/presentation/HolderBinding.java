package dev.verifier.presentation;

import dev.verifier.check.Check;
import dev.verifier.check.Trace;
import dev.verifier.dcql.QueryId;
import dev.verifier.did.Did;
import dev.verifier.did.KeyDids;
import dev.verifier.did.KeyHints;
import dev.verifier.jose.Claims;
import dev.verifier.jose.CompactJws;
import dev.verifier.jose.JwsVerifier;
import dev.verifier.jose.PublicJwk;
import dev.verifier.jose.SignatureAlgorithm;
import dev.verifier.jose.VerifiedJws;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The presenter holds the key the issuer bound, for this audience and now (OpenID4VP 1.0 §14.1.2). The key is taken from the
 * credential, never from the presentation; what the presentation says about its key must only not contradict. Stateless.
 */
final class HolderBinding {

    private static final JwsVerifier PRESENTATIONS =
            new JwsVerifier(EnumSet.allOf(SignatureAlgorithm.class), Set.of("", "jwt", "vp+jwt"), Set.of("b64"));

    private static final JwsVerifier KEY_BINDINGS =
            new JwsVerifier(EnumSet.allOf(SignatureAlgorithm.class), Set.of("kb+jwt"), Set.of());

    private HolderBinding() {}

    static HolderProof require(JwtVpPresentation presented, W3cCredential issued, PresentationRequest asked, Instant at)
            throws RejectedException {
        var bound = bound(HolderKey.of(issued), presented.presentation());
        var signed = PRESENTATIONS.verify(presented.presentation(), bound);
        var claims = signed.claims();
        if (!holders(claims).stream().allMatch(bound::equals)) {
            throw new RejectedException(new Rejection.HolderNotBound());
        }
        Trace.passed(Part.PRESENTATION, Check.HOLDER);
        addressed(claims, asked);
        var worthlessFrom = fresh(asked.requireFresh(claims, at));
        var id = forOneRequest(claims, signed, asked);
        return new HolderProof(bound, KeyDids.didOf(bound), id, worthlessFrom);
    }

    /** The same for an SD-JWT: its key binding is for this request, recent, and over exactly what was sent (RFC 9901 §7.3). */
    static HolderProof require(
            QueryId query, SdJwtVcPresentation presented, SdJwtVc issued, PresentationRequest asked, Instant at)
            throws RejectedException {
        var bound = bound(HolderKey.of(issued), presented.keyBinding());
        var signed = KEY_BINDINGS.verify(presented.keyBinding(), bound);
        var claims = signed.claims();
        addressed(claims, asked);
        var worthlessFrom = fresh(asked.freshness().requireRecent(claims, at));
        if (claims.text("nonce").isBlank()) {
            throw claims.malformed("nonce");
        }
        var id = forOneRequest(claims, signed, asked);
        if (!claims.text("sd_hash")
                .equals(presented.credential().hash(issued.signed().jws()))) {
            throw new RejectedException(new Rejection.KeyBindingHashDiffers());
        }
        Trace.passed(Part.PRESENTATION, Check.WHOLE);
        var authorized = asked.transactionData().authorizedBy(query, claims);
        Trace.passed(Part.PRESENTATION, Check.TRANSACTION, () -> authorized.size() + " entries");
        return new HolderProof(bound, KeyDids.didOf(bound), id, worthlessFrom, authorized);
    }

    private static PublicJwk bound(PublicJwk key, CompactJws presentation) throws RejectedException {
        Trace.passed(Part.CREDENTIAL, Check.HOLDER_KEY, key::thumbprint);
        if (!KeyHints.nameOnly(key, presentation)) {
            throw new RejectedException(new Rejection.KeyUnknown(Part.PRESENTATION));
        }
        Trace.passed(Part.PRESENTATION, Check.KEY);
        return key;
    }

    private static void addressed(Claims claims, PresentationRequest asked) throws RejectedException {
        var audience = asked.audience().require(claims);
        Trace.passed(Part.PRESENTATION, Check.AUDIENCE, () -> audience);
    }

    private static Instant fresh(Instant worthlessFrom) {
        Trace.passed(Part.PRESENTATION, Check.FRESHNESS, () -> "worthless from " + worthlessFrom);
        return worthlessFrom;
    }

    private static String forOneRequest(Claims claims, VerifiedJws signed, PresentationRequest asked)
            throws RejectedException {
        var id = asked.uniqueId().require(claims, signed::digest);
        Trace.passed(Part.PRESENTATION, Check.NONCE);
        return id;
    }

    /** Every key that the presentation names as its holder's: {@code iss}, {@code sub} and {@code vp.holder}. */
    private static List<PublicJwk> holders(Claims claims) throws RejectedException {
        var dids = new ArrayList<Optional<String>>();
        dids.add(claims.optionalText("iss"));
        dids.add(claims.optionalText("sub"));
        var keys = new ArrayList<PublicJwk>();
        var vp = claims.object("vp");
        if (vp.asMap().get("holder") instanceof String did) {
            dids.add(Optional.of(did));
        } else if (vp.has("holder")) {
            var holder = vp.object("holder");
            dids.add(holder.optionalText("id"));
            if (holder.has("jwk")) {
                keys.add(PublicJwk.of(holder.object("jwk")));
            }
        }
        for (var did :
                dids.stream().flatMap(Optional::stream).filter(Did::isDid).toList()) {
            keys.add(KeyDids.resolve(Did.parse(did)));
        }
        return keys;
    }
}
