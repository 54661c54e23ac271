package dev.verifier.wallet;

import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * How a person's login differs from the usual one, in ways that are no crime.
 *
 * @param tokenForm how the {@code vp_token} is written
 * @param presentation edits of the presentation's draft
 * @param form edits of the finished form
 */
record WalletScript(
        VpTokenForm tokenForm, UnaryOperator<JwsDraft> presentation, UnaryOperator<Map<String, String>> form) {
    static WalletScript usual() {
        return new WalletScript(VpTokenForm.DCQL, UnaryOperator.identity(), UnaryOperator.identity());
    }

    WalletScript written(VpTokenForm other) {
        return new WalletScript(other, presentation, form);
    }

    WalletScript presentation(UnaryOperator<JwsDraft> edit) {
        return new WalletScript(tokenForm, draft -> edit.apply(presentation.apply(draft)), form);
    }

    WalletScript form(UnaryOperator<Map<String, String>> edit) {
        return new WalletScript(tokenForm, presentation, fields -> edit.apply(form.apply(fields)));
    }

    JwsDraft presented(JwsDraft usual) {
        return presentation.apply(usual);
    }
}
