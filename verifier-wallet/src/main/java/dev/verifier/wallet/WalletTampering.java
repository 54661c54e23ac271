package dev.verifier.wallet;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Crimes of a person's wallet (OpenID4VP 1.0 §8, §14): on the presentation, on the {@code vp_token} that carries it, or on the form around
 * both. Unless it says otherwise, the credential is genuine and the person's own.
 */
public enum WalletTampering implements Tampering {
    WRONG_NONCE(
            "The presentation repeats another nonce than the request's.",
            Deed.signed((scene, draft) -> draft.with(WalletPlay.NONCE, scene.uuid()))),
    MISSING_NONCE("The presentation repeats no nonce.", Deed.signed(draft -> draft.without(WalletPlay.NONCE))),
    NONCE_CUT_SHORT(
            "The presentation's nonce is the request's but for its last character.",
            Deed.signed(draft -> draft.with(WalletPlay.NONCE, BadAnswers.cutShort(draft.claim(WalletPlay.NONCE))))),
    NONCE_IS_A_LIST(
            "The presentation's nonce is a list of the right one.",
            Deed.signed(draft -> draft.with(WalletPlay.NONCE, List.of(draft.claim(WalletPlay.NONCE))))),
    NONCE_IS_A_NUMBER("The presentation's nonce is a number.", Deed.signed(draft -> draft.with(WalletPlay.NONCE, 7))),

    FOREIGN_AUDIENCE(
            "The wallet presents to another verifier, which relays the presentation here.",
            Deed.signed(draft -> draft.with("aud", BadAnswers.OTHER_CLIENT))),

    EXPIRED_PRESENTATION(
            "The wallet's presentation is of 20 minutes ago, and was good for two.",
            Deed.signed(draft -> draft.shifted(Duration.ofMinutes(-20)))),
    PRESENTATION_FROM_THE_FUTURE(
            "Every date of the presentation is a day ahead.", Deed.signed(draft -> draft.shifted(Duration.ofDays(1)))),

    SIGNED_BY_ANOTHER_KEY(
            "The rogue signs the presentation, which names the person's key.",
            Deed.signedByTheRogue((_, draft) -> draft)),
    UNSIGNED("The wallet's presentation says alg none and has no signature.", (_, draft) -> Forgery.unsigned(draft)),
    STRIPPED_SIGNATURE(
            "The signature of the wallet's presentation is cut off.",
            (scene, draft) -> Forgery.stripped(scene.machine().sign(draft))),
    HOLDER_NOT_SUBJECT(
            "The rogue presents the person's credential, under its own name and with its own key.",
            Deed.signedByTheRogue(BadAnswers::inTheRoguesName)),

    UNREQUESTED_QUERY_ID(
            "The presentation is given under the id of a query that was not made.",
            honest(),
            (_, answer) -> Map.of(BadAnswers.UNREQUESTED, BadAnswers.presentations(answer))),
    EMPTY_VP_TOKEN("The vp_token is an object without members.", honest(), (_, _) -> Map.of()),
    NO_PRESENTATION("The query is answered with an empty list.", honest(), (_, answer) -> BadAnswers.times(0, answer)),
    TWO_PRESENTATIONS(
            "The query is answered with two presentations, and asked for one.",
            honest(),
            (_, answer) -> BadAnswers.times(2, answer)),
    TWO_HUNDRED_PRESENTATIONS(
            "The query is answered with 200 presentations, and asked for one.",
            honest(),
            (_, answer) -> BadAnswers.times(200, answer)),

    WRONG_STATE(
            "The form's state is another one's.",
            honest(),
            BadAnswers::asIs,
            (scene, form) -> TokenForm.with(form, "state", scene.uuid())),
    MISSING_STATE("The form has no state.", honest(), BadAnswers::asIs, (_, form) -> TokenForm.without(form, "state")),
    MISSING_VP_TOKEN(
            "The form has no vp_token.",
            honest(),
            BadAnswers::asIs,
            (_, form) -> TokenForm.without(form, Assertion.VP_TOKEN)),
    BLANK_VP_TOKEN(
            "The form's vp_token is empty.",
            honest(),
            BadAnswers::asIs,
            (_, form) -> TokenForm.with(form, Assertion.VP_TOKEN, "")),
    VP_TOKEN_IS_A_LIST(
            "The vp_token is a list, which says nothing of queries.",
            honest(),
            BadAnswers::asIs,
            (_, form) -> TokenForm.with(form, Assertion.VP_TOKEN, "[" + form.get(Assertion.VP_TOKEN) + "]")),
    VP_TOKEN_IS_A_NUMBER(
            "The vp_token is a number.",
            honest(),
            BadAnswers::asIs,
            (_, form) -> TokenForm.with(form, Assertion.VP_TOKEN, "7")),
    VP_TOKEN_IS_GARBAGE(
            "The form's vp_token is %%%.",
            honest(), BadAnswers::asIs, (_, form) -> TokenForm.with(form, Assertion.VP_TOKEN, "%%%")),
    ANSWER_AND_ERROR(
            "The form has a vp_token, and an error as well.",
            honest(),
            BadAnswers::asIs,
            (_, form) -> TokenForm.with(form, "error", WalletError.ACCESS_DENIED.code())),

    WRONG_CREDENTIAL_TYPE("The credential is a machine's, genuine and bound to the person's key.", honest());

    private static final Set<WalletTampering> OF_THE_QUERY_IDS =
            EnumSet.range(UNREQUESTED_QUERY_ID, TWO_HUNDRED_PRESENTATIONS);

    private final String crime;

    @SuppressWarnings("ImmutableEnumChecker") // a deed has no state
    private final Deed<JwsDraft> deed;

    @SuppressWarnings("ImmutableEnumChecker")
    private final BiFunction<Scene, Map<String, List<String>>, Map<String, List<String>>> onAnswer;

    @SuppressWarnings("ImmutableEnumChecker")
    private final BiFunction<Scene, Map<String, String>, Map<String, String>> onForm;

    WalletTampering(String crime, Deed<JwsDraft> deed) {
        this(crime, deed, BadAnswers::asIs);
    }

    WalletTampering(
            String crime,
            Deed<JwsDraft> deed,
            BiFunction<Scene, Map<String, List<String>>, Map<String, List<String>>> onAnswer) {
        this(crime, deed, onAnswer, BadAnswers::asIs);
    }

    WalletTampering(
            String crime,
            Deed<JwsDraft> deed,
            BiFunction<Scene, Map<String, List<String>>, Map<String, List<String>>> onAnswer,
            BiFunction<Scene, Map<String, String>, Map<String, String>> onForm) {
        this.crime = crime;
        this.deed = deed;
        this.onAnswer = onAnswer;
        this.onForm = onForm;
    }

    @Override
    public String crime() {
        return crime;
    }

    /** Whether it is committed on what only a {@code vp_token} with query ids has. */
    boolean concernsQueryIds() {
        return OF_THE_QUERY_IDS.contains(this);
    }

    String commit(Scene scene, JwsDraft draft) {
        return deed.commit(scene, draft);
    }

    Map<String, List<String>> answer(Scene scene, Map<String, List<String>> answer) {
        return onAnswer.apply(scene, answer);
    }

    Map<String, String> form(Scene scene, Map<String, String> form) {
        return onForm.apply(scene, form);
    }

    private static Deed<JwsDraft> honest() {
        return (scene, draft) -> scene.machine().sign(draft);
    }
}
