package dev.verifier.server.page;

import java.util.List;

/**
 * The question whether a client may have what was presented. The form posts {@code token} and {@code answer} ({@code allow} or
 * {@code deny}) to {@code path}.
 *
 * @param clientName who asks, as registered
 * @param clientHost where the answer goes: the host of the redirect URI
 * @param scopes what was asked for
 * @param claims what would be shared
 * @param path where the form is posted
 * @param token hidden form field that only this browser can know
 * @param formTarget origin, or an app's scheme with its colon, that the answer to the form redirects to (CSP3 form-action)
 */
public record ConsentView(
        String clientName,
        String clientHost,
        List<String> scopes,
        List<ClaimView> claims,
        String path,
        String token,
        String formTarget)
        implements Page {

    public ConsentView {
        scopes = List.copyOf(scopes);
        claims = List.copyOf(claims);
        Links.requireLocal(path);
        Links.requireOrigin(formTarget);
    }
}
