package dev.verifier.wallet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a crime changed in a compact JWS: the paths of header parameters and claims, {@code signature} if its rightful signer's is gone,
 * {@code text} if the payload is not as a mapper would write it. Needs {@link StoppedDice}.
 */
final class Difference {
    private Difference() {}

    static String between(String honest, String guilty, PublicKey signer) {
        if (guilty.equals(Forgery.NO_JWT)) {
            return "everything";
        }
        var differences = new TreeSet<String>();
        compare(
                "header/",
                CompactJws.parse(honest).header(),
                CompactJws.parse(guilty).header(),
                differences);
        if (!signed(guilty, signer)) {
            differences.add("signature");
        }
        var claims = claims(guilty);
        if (!Json.write(claims).equals(payload(guilty))) {
            differences.add("text");
        }
        if (!claims.isEmpty()) {
            compare("", claims(honest), claims, differences);
        }
        return String.join(" ", differences);
    }

    private static void compare(String path, Map<?, ?> honest, Map<?, ?> guilty, Set<String> differences) {
        var names = new TreeSet<String>();
        honest.keySet().forEach(name -> names.add((String) name));
        guilty.keySet().forEach(name -> names.add((String) name));
        for (var name : names) {
            var before = honest.get(name);
            var after = guilty.get(name);
            if (before instanceof Map<?, ?> wasObject && after instanceof Map<?, ?> isObject) {
                compare(path + name + "/", wasObject, isObject, differences);
            } else if (!Objects.equals(before, after)) {
                differences.add(path + name);
            }
        }
    }

    /** Empty if it cannot be read. */
    private static Map<String, Object> claims(String compact) {
        try {
            return Json.read(payload(compact));
        } catch (IllegalArgumentException e) {
            return Map.of();
        }
    }

    private static boolean signed(String compact, PublicKey key) {
        try {
            return Witness.verifies(compact, key);
        } catch (GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }

    private static String payload(String compact) {
        return new String(
                Base64.getUrlDecoder().decode(CompactJws.parse(compact).payloadPart()), UTF_8);
    }
}
