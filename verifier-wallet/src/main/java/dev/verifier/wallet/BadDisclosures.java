package dev.verifier.wallet;

import java.util.ArrayList;
import java.util.List;

/** Disclosures that are not those of the credential they are sent with. */
final class BadDisclosures {
    private BadDisclosures() {}

    static String withoutLast(String text) {
        return text.substring(0, text.length() - 1);
    }

    static List<String> withoutLast(List<String> disclosures) {
        return disclosures.subList(0, disclosures.size() - 1);
    }

    static List<String> with(List<String> disclosures, Disclosure another) {
        var more = new ArrayList<>(disclosures);
        more.add(another.text());
        return more;
    }

    static List<String> withFirstTwice(Scene scene, List<String> disclosures) {
        return with(disclosures, new Disclosure(disclosures.getFirst()));
    }

    /** The key binding is made for one less than what is sent. */
    static String withOneMore(Scene scene, SdJwt shown, JwsDraft keyBinding) {
        var less = shown.with(withoutLast(shown.disclosures()));
        return shown.bound(scene.machine().sign(KeyBinding.over(less, keyBinding)))
                .toString();
    }

    /** A coordinate of the holder's public key, as everybody can read it in the credential. */
    static String x(Scene scene) {
        return String.valueOf(scene.machine().publicJwk().get("x"));
    }
}
