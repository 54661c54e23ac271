package dev.verifier.wallet.web;

import dev.verifier.wallet.CompactJws;
import dev.verifier.wallet.openid4vp.AuthorizationRequest;
import dev.verifier.wallet.openid4vp.DcqlQuery.Choice;
import dev.verifier.wallet.openid4vp.VerifierLink;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The questions on the screen: each can be decided once, and the oldest is forgotten where there are too many. Thread-safe. */
final class OpenQuestions {
    private static final int MOST = 50;
    private static final int ID_LENGTH = 24;

    private final SecureRandom random;

    private final Map<String, Question> questions = new LinkedHashMap<>();

    OpenQuestions(SecureRandom random) {
        this.random = random;
    }

    synchronized Question open(VerifierLink link, AuthorizationRequest request, List<Choice> choices) {
        var id = new byte[ID_LENGTH];
        random.nextBytes(id);
        var question = new Question(CompactJws.encode(id), link, request, choices);
        questions.put(question.id(), question);
        if (questions.size() > MOST) {
            questions.remove(questions.keySet().iterator().next());
        }
        return question;
    }

    /** The question of this id, which is decided by this. */
    synchronized Optional<Question> take(String id) {
        return Optional.ofNullable(questions.remove(id));
    }
}
