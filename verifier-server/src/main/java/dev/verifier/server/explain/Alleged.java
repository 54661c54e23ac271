package dev.verifier.server.explain;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a compact JWS says of itself. Nobody has verified it: good for choosing what to look at, and for showing as what it is.
 *
 * @param header its header
 * @param claims its payload
 */
record Alleged(Map<?, ?> header, Map<?, ?> claims) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST = 200;
    private static final List<String> HEADERS = List.of("typ", "alg", "kid");
    private static final List<String> CLAIMS = List.of(
            "iss",
            "sub",
            "aud",
            "client_id",
            "redirect_uri",
            "scope",
            "iat",
            "nbf",
            "exp",
            "jti",
            "nonce",
            "vct",
            "type");

    static Optional<Alleged> of(String compact) {
        var parts = compact.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        return decoded(parts[0]).flatMap(header -> decoded(parts[1]).map(claims -> new Alleged(header, claims)));
    }

    /** JSON that is an object. */
    static Optional<Map<?, ?>> object(String json) {
        try {
            return JSON.readValue(json, Object.class) instanceof Map<?, ?> object
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Optional<Map<?, ?>> decoded(String base64Url) {
        try {
            return object(new String(Base64.getUrlDecoder().decode(base64Url), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A text among the claims; empty where it is none. */
    String text(String claim) {
        return claims.get(claim) instanceof String text ? text : "";
    }

    /** Its {@code typ}, in lower case and without what may be left out; empty where it has none. */
    String type() {
        return header.get("typ") instanceof String typ
                ? typ.toLowerCase(Locale.ROOT).replaceFirst("^application/", "")
                : "";
    }

    boolean has(String claim) {
        return claims.containsKey(claim);
    }

    boolean isCertified() {
        return header.containsKey("x5c");
    }

    /** The first name in {@code aud}; empty where there is none. */
    String audience() {
        return claims.get("aud") instanceof List<?> several && !several.isEmpty()
                ? String.valueOf(several.getFirst())
                : text("aud");
    }

    /** What is shown of it: what tells what it is and whose, and nothing about a person. */
    Map<String, String> shown() {
        var shown = new LinkedHashMap<String, String>();
        HEADERS.forEach(name -> show(name, header.get(name), shown));
        CLAIMS.forEach(name -> show(name, claims.get(name), shown));
        return shown;
    }

    private static void show(String name, @Nullable Object value, Map<String, String> shown) {
        if (value != null) {
            var text = String.valueOf(value).replaceAll("\\p{Cntrl}", "?");
            shown.put(name, text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
        }
    }
}
