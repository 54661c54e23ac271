package dev.verifier.server.page;

import java.util.Map;

/**
 * The browser on its way back to a client with an answer in a form (OAuth 2.0 Form Post Response Mode §2). A script of ours posts it;
 * without scripts the person does.
 *
 * @param action where the form is posted: a registered redirect URI on {@code formTarget}
 * @param fields the answer
 * @param formTarget origin of {@code action} (CSP3 form-action)
 */
public record FormPostView(String action, Map<String, String> fields, String formTarget) implements Page {

    public FormPostView {
        fields = Map.copyOf(fields);
        Links.requireOrigin(formTarget);
        Links.requireOn(formTarget, action);
    }
}
