package dev.verifier.presentation;

import dev.verifier.dcql.QueryId;
import dev.verifier.did.Did;
import dev.verifier.did.KeyDids;
import dev.verifier.did.KeyHints;
import dev.verifier.jose.Claims;
import dev.verifier.jose.JwsVerifier;
import dev.verifier.jose.PublicJwk;
import dev.verifier.jose.SignatureAlgorithm;
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
        var bound = HolderKey.of(issued);
        if (!KeyHints.nameOnly(bound, presented.presentation())) {
            throw new RejectedException(new Rejection.KeyUnknown(Part.PRESENTATION));
        }
        var signed = PRESENTATIONS.verify(presented.presentation(), bound);
        var claims = signed.claims();
        if (!holders(claims).stream().allMatch(bound::equals)) {
            throw new RejectedException(new Rejection.HolderNotBound());
        }
        asked.audience().require(claims);
        var worthlessFrom = asked.requireFresh(claims, at);
        var id = asked.uniqueId().require(claims, signed.digest());
        return new HolderProof(bound, KeyDids.didOf(bound), id, worthlessFrom);
    }

    /** The same for an SD-JWT: its key binding is for this request, recent, and over exactly what was sent (RFC 9901 §7.3). */
    static HolderProof require(
            QueryId query, SdJwtVcPresentation presented, SdJwtVc issued, PresentationRequest asked, Instant at)
            throws RejectedException {
        var bound = HolderKey.of(issued);
        if (!KeyHints.nameOnly(bound, presented.keyBinding())) {
            throw new RejectedException(new Rejection.KeyUnknown(Part.PRESENTATION));
        }
        var signed = KEY_BINDINGS.verify(presented.keyBinding(), bound);
        var claims = signed.claims();
        asked.audience().require(claims);
        var worthlessFrom = asked.freshness().requireRecent(claims, at);
        if (claims.text("nonce").isBlank()) {
            throw claims.malformed("nonce");
        }
        var id = asked.uniqueId().require(claims, signed.digest());
        if (!claims.text("sd_hash")
                .equals(presented.credential().hash(issued.signed().jws()))) {
            throw new RejectedException(new Rejection.KeyBindingHashDiffers());
        }
        var authorized = asked.transactionData().authorizedBy(query, claims);
        return new HolderProof(bound, KeyDids.didOf(bound), id, worthlessFrom, authorized);
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
