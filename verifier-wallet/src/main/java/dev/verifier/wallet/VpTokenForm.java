package dev.verifier.wallet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The ways in which the wallets of the field write one and the same {@code vp_token}. Only the first is OpenID4VP 1.0's. */
public enum VpTokenForm {
    /** OpenID4VP 1.0 §8.1: a JSON object, with a list of presentations for each credential query. */
    DCQL(true, VpTokenForm::lists),
    /** The same with a bare presentation in the place of a list of one. */
    DCQL_SINGLE(true, VpTokenForm::singles),
    /** The newer web wallets: standard Base64 of the object. */
    DCQL_BASE64(true, answer -> base64(lists(answer))),
    /** The same with bare presentations. */
    DCQL_SINGLE_BASE64(true, answer -> base64(singles(answer))),
    DCQL_BASE64URL(true, answer -> base64url(lists(answer))),
    /** The web wallets between: the presentation and nothing around it. */
    JWT(false, VpTokenForm::first),
    /** The presentation as a JSON string, quotes included. */
    JSON_STRING(false, answer -> Json.write(first(answer))),
    /** Standard Base64 of the presentation, padding included. */
    JWT_BASE64(false, answer -> base64(first(answer))),
    /** The legacy wallet: base64url of the presentation, without padding. */
    JWT_BASE64URL(false, answer -> base64url(first(answer)));

    private final boolean keyed;

    @SuppressWarnings("ImmutableEnumChecker") // a function has no state
    private final Function<Map<String, List<String>>, String> writer;

    VpTokenForm(boolean keyed, Function<Map<String, List<String>>, String> writer) {
        this.keyed = keyed;
        this.writer = writer;
    }

    /** Whether it says which credential query it answers; if not, it has room for one presentation only. */
    public boolean keyed() {
        return keyed;
    }

    /** These presentations, by the ids of the credential queries they answer. */
    public String write(Map<String, List<String>> presentations) {
        return writer.apply(presentations);
    }

    private static String lists(Map<String, List<String>> answer) {
        return Json.write(answer);
    }

    private static String singles(Map<String, List<String>> answer) {
        var singles = new LinkedHashMap<String, Object>();
        answer.forEach((id, presentations) ->
                singles.put(id, presentations.size() == 1 ? presentations.getFirst() : presentations));
        return Json.write(singles);
    }

    private static String first(Map<String, List<String>> answer) {
        return answer.values().iterator().next().getFirst();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private static String base64url(String text) {
        return CompactJws.encode(text.getBytes(UTF_8));
    }
}
