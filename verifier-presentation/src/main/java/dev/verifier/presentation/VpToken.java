package dev.verifier.presentation;

import dev.verifier.dcql.DcqlQuery;
import dev.verifier.dcql.QueryId;
import dev.verifier.jose.Limits;
import dev.verifier.rejection.RejectedException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was presented, by the id of the query it answers (OpenID4VP 1.0 §8.1). Nothing in it is verified.
 *
 * @param answers presentations as text
 */
public record VpToken(Map<QueryId, List<String>> answers) {

    public VpToken {
        answers = answers.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, answer -> List.copyOf(answer.getValue())));
    }

    /** One presentation for one query, as a machine sends it. */
    public static VpToken of(QueryId id, String presentation) {
        return new VpToken(Map.of(id, List.of(presentation)));
    }

    /** One presentation that does not say which query it answers: the first one for whose format it may be taken. */
    public static VpToken of(DcqlQuery asked, String presentation) {
        var answered = asked.credentials().stream()
                .filter(query -> Presentation.looksLike(query.format(), presentation))
                .findFirst()
                .orElseGet(() -> asked.credentials().getFirst());
        return of(answered.id(), presentation);
    }

    /**
     * What a wallet posted as {@code vp_token} (OpenID4VP 1.0 §8.2, {@code direct_post}).
     *
     * @param asked the query it is to answer: any other answer is refused before it is looked at
     * @param forms which other forms are read
     * @param limits how much of it is read, wrapped and unwrapped
     */
    public static VpToken parse(String vpToken, DcqlQuery asked, VpTokenForms forms, Limits limits)
            throws RejectedException {
        return new VpTokenParser(asked, forms, limits).parse(vpToken);
    }

    /**
     * What is {@code vp_token} among the claims of an encrypted answer (§8.3, {@code direct_post.jwt}), whose size was judged when it
     * was decrypted.
     */
    public static VpToken of(@Nullable Object member, DcqlQuery asked, VpTokenForms forms, Limits limits)
            throws RejectedException {
        return new VpTokenParser(asked, forms, limits).parseMember(member);
    }

    @Override
    public String toString() {
        return "VpToken" + answers.keySet();
    }
}
