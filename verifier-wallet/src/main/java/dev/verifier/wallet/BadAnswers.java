package dev.verifier.wallet;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Answers to a verifier (OpenID4VP 1.0 §8) that it must not take, each for one reason. */
final class BadAnswers {
    /** The published key of did:key's own test vectors, as a verifier nobody here is. */
    static final String OTHER_CLIENT =
            "decentralized_identifier:did:key:zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv";

    static final String UNREQUESTED = "not_requested";

    private BadAnswers() {}

    static <T> T asIs(Scene scene, T honest) {
        return honest;
    }

    static String cutShort(Object nonce) {
        var whole = (String) nonce;
        return whole.substring(0, whole.length() - 1);
    }

    static JwsDraft inTheRoguesName(Scene scene, JwsDraft draft) {
        var rogue = scene.rogue().did();
        return draft.withHeader("kid", rogue)
                .with("iss", rogue)
                .with("sub", rogue)
                .with("vp/holder", rogue);
    }

    static List<String> presentations(Map<String, List<String>> answer) {
        return answer.values().iterator().next();
    }

    /** Every query answered with its one presentation, this many times. */
    static Map<String, List<String>> times(int count, Map<String, List<String>> answer) {
        var query = answer.keySet().iterator().next();
        return Map.of(query, Collections.nCopies(count, presentations(answer).getFirst()));
    }
}
