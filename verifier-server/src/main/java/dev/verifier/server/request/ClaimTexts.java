package dev.verifier.server.request;

import dev.verifier.jose.Claims;
import dev.verifier.rejection.RejectedException;
import dev.verifier.server.client.Resources;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/**
 * The parameters in a request object as the texts they would be in a query (RFC 9101 §4): strings as they are, numbers and truth
 * values as JSON writes them, objects and arrays as JSON (OpenID Connect Core §6.1). Stateless.
 */
final class ClaimTexts {

    /** What the object says about itself (RFC 7519 §4.1). */
    private static final Set<String> ABOUT_ITSELF = Set.of("iss", "sub", "aud", "exp", "nbf", "iat", "jti");

    /** What can be nothing but a string. */
    private static final Set<String> STRINGS = Set.of(
            "client_id",
            "response_type",
            "response_mode",
            "redirect_uri",
            "scope",
            "state",
            "nonce",
            "code_challenge",
            "code_challenge_method",
            "prompt",
            "display",
            "acr_values",
            "login_hint",
            "ui_locales",
            "request",
            "request_uri");

    private static final JsonMapper JSON = new JsonMapper();

    private ClaimTexts() {}

    static Map<String, String> of(Claims claims) throws RejectedException {
        var texts = new LinkedHashMap<String, String>();
        for (var name : claims.asMap().keySet()) {
            if (!ABOUT_ITSELF.contains(name)) {
                texts.put(name, text(claims, name));
            }
        }
        return texts;
    }

    private static String text(Claims claims, String name) throws RejectedException {
        if (name.equals(Resources.PARAMETER)) {
            return Resources.joined(claims.texts(name).stream());
        }
        return switch (claims.asMap().get(name)) {
            case String text -> text;
            case Object other when STRINGS.contains(name) -> throw claims.malformed(name);
            case BigDecimal number -> number.toPlainString();
            case Number number -> number.toString();
            case Boolean truth -> truth.toString();
            case Map<?, ?> object -> JSON.writeValueAsString(object);
            case List<?> array -> JSON.writeValueAsString(array);
            case null, default -> throw claims.malformed(name);
        };
    }
}
