package dev.verifier.wallet;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** OpenID4VP 1.0 §8.3, §8.3.1: the members of an answer, encrypted, as one field. */
final class EncryptedForm {
    private EncryptedForm() {}

    /** What is encrypted: the members at the top, {@code vp_token} as the JSON it is. */
    static JweDraft draft(EncryptionKey key, Map<String, String> form) {
        var members = new LinkedHashMap<String, Object>();
        form.forEach((name, value) -> members.put(name, name.equals(Assertion.VP_TOKEN) ? json(value) : value));
        return JweDraft.of(key, Json.write(members));
    }

    static Map<String, String> of(String response) {
        return Map.of("response", response);
    }

    /** Some of the forms of the field are no JSON but a text. */
    private static Object json(String text) {
        try {
            return JsonMapper.shared().readValue(text, Object.class);
        } catch (JacksonException e) {
            return text;
        }
    }
}
