package dev.verifier.wallet;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** What a holder does with what it shows of an SD-JWT and the draft of its key binding: gives what will pass for a presentation. */
@FunctionalInterface
interface ShowingDeed {
    String commit(Scene scene, SdJwt shown, JwsDraft keyBinding);

    static ShowingDeed held(ShowingDeed deed) {
        return deed;
    }

    /** Another text where the key binding belongs. */
    static ShowingDeed binding(BiFunction<Scene, JwsDraft, String> forgery) {
        return (scene, shown, draft) -> shown.bound(forgery.apply(scene, draft)).toString();
    }

    /** A lie in the key binding, which the holder signs. */
    static ShowingDeed lie(BiFunction<Scene, JwsDraft, JwsDraft> lie) {
        return binding((scene, draft) -> scene.machine().sign(lie.apply(scene, draft)));
    }

    /** Other disclosures than the key binding was made for. */
    static ShowingDeed afterwards(UnaryOperator<List<String>> change) {
        return (scene, shown, draft) -> shown.with(change.apply(shown.disclosures()))
                .bound(scene.machine().sign(draft))
                .toString();
    }

    /** Other disclosures than the issuer's, with a key binding made for them. */
    static ShowingDeed before(BiFunction<Scene, List<String>, List<String>> change) {
        return (scene, shown, draft) -> {
            var changed = shown.with(change.apply(scene, shown.disclosures()));
            return changed.bound(scene.machine().sign(KeyBinding.over(changed, draft)))
                    .toString();
        };
    }
}
