package dev.verifier.wallet;

import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * What a criminal does at the scene: takes an honest draft and gives what will pass for its compact JWS.
 *
 * @param <D> the kind of draft
 */
@FunctionalInterface
interface Deed<D> {
    String commit(Scene scene, D draft);

    /** A lie the machine signs with its own key. */
    static Deed<JwsDraft> signed(UnaryOperator<JwsDraft> lie) {
        return (scene, draft) -> scene.machine().sign(lie.apply(draft));
    }

    static Deed<JwsDraft> signed(BiFunction<Scene, JwsDraft, JwsDraft> lie) {
        return (scene, draft) -> scene.machine().sign(lie.apply(scene, draft));
    }

    /** The machine's JWS with the rogue's signature. */
    static Deed<JwsDraft> signedByTheRogue(BiFunction<Scene, JwsDraft, JwsDraft> lie) {
        return (scene, draft) -> scene.rogue().sign(lie.apply(scene, draft));
    }

    /** A payload no mapper would write, signed by the machine. */
    static Deed<JwsDraft> rewritten(UnaryOperator<String> payload) {
        return (scene, draft) -> Forgery.rewritten(draft, payload, scene.machine()::signature);
    }

    /** An honest credential, edited and then sealed by its issuer all the same. */
    static Deed<LearCredential> sealed(UnaryOperator<LearCredential> lie) {
        return (scene, draft) -> scene.issuer().sign(lie.apply(draft));
    }

    static Deed<LearCredential> sealed(BiFunction<Scene, LearCredential, LearCredential> lie) {
        return (scene, draft) -> scene.issuer().sign(lie.apply(scene, draft));
    }
}
