package dev.verifier.wallet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** RFC 6749 §4.4.2 with RFC 7523 §2.2: the parameters of a machine's token request. */
final class TokenForm {
    private TokenForm() {}

    static Map<String, String> of(String assertion, String clientId) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("grant_type", "client_credentials");
        fields.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        fields.put("client_assertion", assertion);
        fields.put("client_id", clientId);
        return fields;
    }

    static Map<String, String> with(Map<String, String> fields, String name, String value) {
        var copy = new LinkedHashMap<>(fields);
        copy.put(name, value);
        return copy;
    }

    static Map<String, String> without(Map<String, String> fields, String name) {
        var copy = new LinkedHashMap<>(fields);
        copy.remove(name);
        return copy;
    }

    static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field ->
                        URLEncoder.encode(field.getKey(), UTF_8) + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }
}
