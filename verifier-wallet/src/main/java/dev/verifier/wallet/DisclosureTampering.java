package dev.verifier.wallet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Duration;
import java.util.List;

/** Crimes of a holder on what it discloses of an SD-JWT VC, and on the key binding over that (RFC 9901 §7.3). The credential is genuine. */
public enum DisclosureTampering implements Tampering {
    KEY_BINDING_REMOVED(
            "Nobody signed for this request: the key binding is cut off.",
            ShowingDeed.held((_, shown, _) -> shown.unbound())),
    TILDE_REMOVED(
            "What is disclosed is sent without key binding, and without the tilde behind it.",
            ShowingDeed.held((_, shown, _) -> BadDisclosures.withoutLast(shown.unbound()))),
    KEY_BINDING_HMAC(
            "The key binding is signed HS256, with the holder's public key for a secret.",
            ShowingDeed.binding((scene, draft) ->
                    Forgery.hmac(draft, BadDisclosures.x(scene).getBytes(US_ASCII)))),
    KEY_BINDING_SHOWS_ANOTHER_KEY(
            "The key binding is the holder's; its jwk header is the rogue's key.",
            ShowingDeed.lie(
                    (scene, draft) -> draft.withHeader("jwk", scene.rogue().publicJwk()))),
    KEY_BINDING_BRINGS_ITS_KEY(
            "The rogue signs the key binding, and shows its own key in the header.",
            ShowingDeed.binding((scene, draft) ->
                    scene.rogue().sign(draft.withHeader("jwk", scene.rogue().publicJwk())))),
    KEY_BINDING_OF_ANOTHER_TYPE(
            "The key binding's typ is JWT.", ShowingDeed.lie((_, draft) -> draft.withHeader("typ", "JWT"))),
    KEY_BINDING_OF_NO_TYPE("The key binding has no typ.", ShowingDeed.lie((_, draft) -> draft.withoutHeader("typ"))),
    KEY_BINDING_WITHOUT_DATE("The key binding has no iat.", ShowingDeed.lie((_, draft) -> draft.without("iat"))),
    KEY_BINDING_DATE_AS_TEXT(
            "The key binding's iat is a text.", ShowingDeed.lie((scene, draft) -> draft.with("iat", "" + scene.now()))),
    KEY_BINDING_OF_1970("The key binding's iat is 1.", ShowingDeed.lie((_, draft) -> draft.with("iat", 1))),
    KEY_BINDING_OVER(
            "The key binding has an exp, which is past.",
            ShowingDeed.lie((scene, draft) ->
                    draft.with("exp", scene.now() - Duration.ofHours(1).toSeconds()))),
    AUDIENCE_MISSING("The key binding is addressed to nobody.", ShowingDeed.lie((_, draft) -> draft.without("aud"))),
    AUDIENCE_ALMOST(
            "The key binding's aud is the client id and a slash.",
            ShowingDeed.lie((scene, draft) -> draft.with("aud", scene.nearMiss()))),
    HASH_MISSING("The key binding has no sd_hash.", ShowingDeed.lie((_, draft) -> draft.without("sd_hash"))),
    HASH_OF_ANOTHER_ALGORITHM(
            "The key binding's sd_hash is SHA-512, of everything, and sd_alg is SHA-256.",
            ShowingDeed.held((scene, shown, draft) -> shown.bound(
                            scene.machine().sign(draft.with("sd_hash", Disclosure.digest("sha-512", shown.unbound()))))
                    .toString())),
    AUTHORIZES_UNASKED(
            "The key binding authorizes what nobody asked to have authorized.",
            ShowingDeed.lie((scene, draft) -> draft.with(
                    "transaction_data_hashes",
                    List.of(Disclosure.digest(Disclosure.SHA_256, Disclosure.salt(scene.random())))))),
    DISCLOSURE_DROPPED(
            "One disclosure less is sent than the key binding was made for.",
            ShowingDeed.afterwards(BadDisclosures::withoutLast)),
    DISCLOSURE_ADDED(
            "One disclosure more is sent than the key binding was made for.",
            ShowingDeed.held(BadDisclosures::withOneMore)),
    DISCLOSURES_REORDERED(
            "The disclosures are sent in another order than the key binding was made for.",
            ShowingDeed.afterwards(List::reversed)),
    DISCLOSURE_TWICE(
            "One disclosure is sent twice, and bound twice.", ShowingDeed.before(BadDisclosures::withFirstTwice)),
    DISCLOSURE_OF_ANOTHER(
            "One disclosure more is sent and bound, which the issuer never made.",
            ShowingDeed.before((scene, all) -> BadDisclosures.with(all, Disclosure.of(scene.random(), "vip", true)))),
    DISCLOSURE_IS_NO_JSON(
            "A disclosure is base64url of no JSON.",
            ShowingDeed.before((_, all) -> BadDisclosures.with(all, new Disclosure("WyI"))));

    private final String crime;

    @SuppressWarnings("ImmutableEnumChecker") // a deed has no state
    private final ShowingDeed deed;

    DisclosureTampering(String crime, ShowingDeed deed) {
        this.crime = crime;
        this.deed = deed;
    }

    @Override
    public String crime() {
        return crime;
    }

    String commit(Scene scene, SdJwt shown, JwsDraft keyBinding) {
        return deed.commit(scene, shown, keyBinding);
    }
}
