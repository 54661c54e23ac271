package dev.verifier.server.logout;

import dev.verifier.server.client.TrustedClient;
import dev.verifier.server.token.IdTokenHint;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * What was asked at the logout endpoint, and is in order (OpenID Connect RP-Initiated Logout 1.0 §2).
 *
 * @param client who asks; null where nobody says so, or a client that is none any more
 * @param hint who is meant; null where nobody says so
 * @param hintText the ID token itself
 * @param back one of the client's registered URIs; null where the person stays here
 * @param state the client's
 */
record LogoutRequest(
        @Nullable TrustedClient client,
        @Nullable IdTokenHint hint,
        @Nullable String hintText,
        @Nullable String back,
        @Nullable String state) {

    /** Where the browser goes in the end, with the client's state and nothing else. */
    String target() {
        var target = UriComponentsBuilder.fromUriString(String.valueOf(back));
        if (state != null) {
            target.queryParam("state", UriUtils.encode(state, StandardCharsets.UTF_8));
        }
        return target.build(true).toUriString();
    }

    /** The same question once more, as the fields of a form. */
    Map<String, String> fields() {
        var fields = new HashMap<String, String>();
        put(fields, "client_id", client == null ? null : client.clientId());
        put(fields, "id_token_hint", hintText);
        put(fields, "post_logout_redirect_uri", back);
        put(fields, "state", state);
        return fields;
    }

    private static void put(Map<String, String> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    /** The client's own page. */
    @Nullable
    URI home() {
        return client == null || client.url() == null ? null : URI.create(client.url());
    }

    /** As the person knows the client: the host of its own page. */
    @Nullable
    String clientName() {
        var home = home();
        return home == null ? null : home.getHost();
    }
}
