package dev.verifier.server.page;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The question whether somebody wants to be signed out (OpenID Connect RP-Initiated Logout 1.0 §2). The form posts {@code fields} to
 * {@code path}.
 *
 * @param clientName who asks; null where that is not known
 * @param path where the form is posted
 * @param fields hidden fields, among them one that only this browser can know
 * @param formTarget what the answer to the form may redirect to (CSP3 form-action); null for nothing
 */
public record LogoutView(
        @Nullable String clientName,
        String path,
        Map<String, String> fields,
        @Nullable String formTarget) implements Page {

    public LogoutView {
        fields = Map.copyOf(fields);
        Links.requireLocal(path);
        if (formTarget != null) {
            Links.requireOrigin(formTarget);
        }
    }

    /**
     * Nobody is signed in any more.
     *
     * @param clientName who asked; null where that is not known
     * @param backTo the client's own page; null where that is not known
     */
    public record Done(
            @Nullable String clientName, @Nullable URI backTo) implements Page {}
}
