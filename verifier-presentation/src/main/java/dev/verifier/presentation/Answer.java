package dev.verifier.presentation;

import dev.verifier.dcql.CredentialQuery;
import dev.verifier.dcql.DcqlQuery;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.util.ArrayList;
import java.util.List;

/**
 * One presentation and what it answers (OpenID4VP 1.0 §8.1).
 *
 * @param query under whose id it was sent: it can be believed as an answer to this one only
 * @param presentation as text
 */
record Answer(CredentialQuery query, String presentation) {

    /** The most presentations that are looked at where a query wants more than one. */
    private static final int MOST = 10;

    /** Every answer, in the order of the request, if there are no more of them than were asked for and none is there twice. */
    static List<Answer> all(VpToken vpToken, DcqlQuery asked) throws RejectedException {
        if (!asked.ids().containsAll(vpToken.answers().keySet())) {
            throw new RejectedException(new Rejection.AnswerNotAsked());
        }
        var all = new ArrayList<Answer>();
        for (var query : asked.credentials()) {
            var presentations = vpToken.answers().getOrDefault(query.id(), List.of());
            if (presentations.size() > (query.multiple() ? MOST : 1)) {
                throw new RejectedException(new Rejection.MoreThanAsked());
            }
            presentations.forEach(presentation -> all.add(new Answer(query, presentation)));
        }
        if (all.stream().map(Answer::presentation).distinct().count() < all.size()) {
            throw new RejectedException(new Rejection.MoreThanAsked());
        }
        return all;
    }
}
