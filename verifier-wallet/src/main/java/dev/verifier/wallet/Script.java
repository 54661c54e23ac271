package dev.verifier.wallet;

import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * How a login differs from the usual one, in ways that are no crime.
 *
 * @param common edits of both drafts: names and times
 * @param presentation edits of the presentation's draft, after the common ones
 * @param assertion edits of the assertion's draft, after the common ones
 * @param form edits of the finished form
 * @param runbook whether the presentation itself is the assertion
 */
record Script(
        UnaryOperator<JwsDraft> common,
        UnaryOperator<JwsDraft> presentation,
        UnaryOperator<JwsDraft> assertion,
        UnaryOperator<Map<String, String>> form,
        boolean runbook) {
    static Script usual() {
        UnaryOperator<JwsDraft> asIs = UnaryOperator.identity();
        return new Script(asIs, asIs, asIs, UnaryOperator.identity(), false);
    }

    Script both(UnaryOperator<JwsDraft> edit) {
        return new Script(then(common, edit), presentation, assertion, form, runbook);
    }

    Script presentation(UnaryOperator<JwsDraft> edit) {
        return new Script(common, then(presentation, edit), assertion, form, runbook);
    }

    Script assertion(UnaryOperator<JwsDraft> edit) {
        return new Script(common, presentation, then(assertion, edit), form, runbook);
    }

    Script form(UnaryOperator<Map<String, String>> edit) {
        return new Script(common, presentation, assertion, then(form, edit), runbook);
    }

    Script asRunbook() {
        return new Script(common, presentation, assertion, form, true);
    }

    /** The client under another name, wherever a login names it. */
    Script calling(String clientId) {
        return both(draft ->
                        draft.withHeader("kid", clientId).with("iss", clientId).with("sub", clientId))
                .presentation(draft -> draft.with("vp/holder", clientId))
                .form(fields -> TokenForm.with(fields, "client_id", clientId));
    }

    JwsDraft presented(JwsDraft usual) {
        var draft = presentation.apply(common.apply(usual));
        return runbook ? assertion.apply(draft) : draft;
    }

    JwsDraft asserted(JwsDraft usual) {
        return assertion.apply(common.apply(usual));
    }

    private static <T> UnaryOperator<T> then(UnaryOperator<T> first, UnaryOperator<T> second) {
        return draft -> second.apply(first.apply(draft));
    }
}
