package dev.verifier.server.authorize;

import dev.verifier.server.page.FormPostView;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * The way back to a client (RFC 6749 §4.1.2).
 *
 * @param uri one of the client's registered redirect URIs
 * @param state the client's; null where it sent none
 * @param mode how the answer travels
 */
public record ClientRedirect(String uri, @Nullable String state, ResponseMode mode) {

    /**
     * The way back as it was asked for. Where the mode is none of ours, or none that leads there, the answer, which then says so,
     * travels in the query.
     *
     * @param mode {@code response_mode}; null where there was none
     */
    public static ClientRedirect of(String uri, @Nullable String state, @Nullable Object mode) {
        return new ClientRedirect(
                uri,
                state,
                ResponseMode.of(mode).filter(asked -> leads(asked, uri)).orElse(ResponseMode.QUERY));
    }

    /** Whether an answer can reach a URI in this mode: nothing is posted to an app. */
    static boolean leads(ResponseMode mode, String uri) {
        return mode == ResponseMode.QUERY || isWeb(uri);
    }

    /** The answer as a link. */
    String link(Map<String, String> parameters, String issuer) {
        var target = UriComponentsBuilder.fromUriString(uri);
        complete(parameters, issuer).forEach((name, value) -> target.queryParam(name, encoded(value)));
        return target.build(true).toUriString();
    }

    /** The answer as a form. */
    FormPostView form(Map<String, String> parameters, String issuer) {
        return new FormPostView(uri, complete(parameters, issuer), formTarget());
    }

    /** With the client's state and with who we are (RFC 9207). */
    private Map<String, String> complete(Map<String, String> parameters, String issuer) {
        var complete = new LinkedHashMap<>(parameters);
        if (state != null) {
            complete.put("state", state);
        }
        complete.put("iss", issuer);
        return complete;
    }

    /** What a form that leads there in the end may lead to (CSP3 form-action): an origin, or an app's scheme with its colon. */
    public String formTarget() {
        var target = URI.create(uri);
        return isWeb(uri) ? target.getScheme() + "://" + target.getAuthority() : target.getScheme() + ":";
    }

    private static boolean isWeb(String uri) {
        var scheme = URI.create(uri).getScheme();
        return "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme);
    }

    private static String encoded(String value) {
        return UriUtils.encode(value, StandardCharsets.UTF_8);
    }
}
