package dev.verifier.wallet;

import java.util.function.BiFunction;

/** What an issuer does with the draft of an SD-JWT VC, honest until then: gives what its holder gets. */
@FunctionalInterface
interface IssuingDeed {
    SdJwt commit(Scene scene, SdJwtIssuer issuer, SdJwtDraft draft);

    static IssuingDeed issued(IssuingDeed deed) {
        return deed;
    }

    /** A lie that it seals. */
    static IssuingDeed edited(BiFunction<Scene, SdJwtDraft, SdJwtDraft> lie) {
        return (scene, issuer, draft) -> issuer.sign(lie.apply(scene, draft));
    }

    /** Something wrong with its digests or disclosures, which it seals. */
    static IssuingDeed concealed(BiFunction<Scene, SdJwtDraft.Concealed, SdJwtDraft.Concealed> lie) {
        return (scene, issuer, draft) -> issuer.sign(lie.apply(scene, draft.conceal(scene.random())));
    }

    /** The draft under another seal. */
    static IssuingDeed sealed(BiFunction<Scene, SdJwtDraft, SdJwt> deed) {
        return (scene, _, draft) -> deed.apply(scene, draft);
    }
}
