package dev.verifier.wallet;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * How a person's login differs from the usual one, in ways that are no crime.
 *
 * @param tokenForm how the {@code vp_token} is written
 * @param presentation edits of the presentation's draft
 * @param form edits of the finished form
 * @param disclosing what of an SD-JWT is shown
 */
record WalletScript(
        VpTokenForm tokenForm,
        UnaryOperator<JwsDraft> presentation,
        UnaryOperator<Map<String, String>> form,
        UnaryOperator<SdJwt> disclosing) {
    static WalletScript usual() {
        return new WalletScript(
                VpTokenForm.DCQL, UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity());
    }

    WalletScript disclosing(List<? extends List<?>> paths) {
        return new WalletScript(tokenForm, presentation, form, sdJwt -> sdJwt.disclosing(paths));
    }

    WalletScript written(VpTokenForm other) {
        return new WalletScript(other, presentation, form, disclosing);
    }

    WalletScript presentation(UnaryOperator<JwsDraft> edit) {
        return new WalletScript(tokenForm, draft -> edit.apply(presentation.apply(draft)), form, disclosing);
    }

    WalletScript form(UnaryOperator<Map<String, String>> edit) {
        return new WalletScript(tokenForm, presentation, fields -> edit.apply(form.apply(fields)), disclosing);
    }

    JwsDraft presented(JwsDraft usual) {
        return presentation.apply(usual);
    }
}
