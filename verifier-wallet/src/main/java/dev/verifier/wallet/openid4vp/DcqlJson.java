package dev.verifier.wallet.openid4vp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OpenID4VP 1.0 §6: the shapes a query is made of. What has another shape is no query; no list in it may be empty. */
final class DcqlJson {
    private DcqlJson() {}

    static List<?> list(@Nullable Object json) {
        if (json instanceof List<?> members && !members.isEmpty()) {
            return members;
        }
        throw new UnacceptableRequest(RequestFlaw.WRONG_QUERY);
    }

    static List<Map<?, ?>> objects(@Nullable Object json) {
        var objects = new ArrayList<Map<?, ?>>();
        for (var member : list(json)) {
            objects.add(object(member));
        }
        return objects;
    }

    static Map<?, ?> object(@Nullable Object json) {
        if (json instanceof Map<?, ?> members) {
            return members;
        }
        throw new UnacceptableRequest(RequestFlaw.WRONG_QUERY);
    }

    static List<String> texts(@Nullable Object json) {
        return list(json).stream().map(DcqlJson::text).toList();
    }

    static String text(@Nullable Object json) {
        if (json instanceof String text) {
            return text;
        }
        throw new UnacceptableRequest(RequestFlaw.WRONG_QUERY);
    }
}
