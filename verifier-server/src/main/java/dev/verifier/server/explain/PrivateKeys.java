package dev.verifier.server.explain;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds private keys in what people paste by mistake. Stateless. */
final class PrivateKeys {

    /** Also where a line is broken in another place, or the file is cut short. A label is short, so that each beginning is soon over. */
    private static final Pattern PEM = Pattern.compile("BEGIN[A-Z0-9 ]{0,40}PRIVATE\\s+KEY");

    /** Where it is no JSON as a whole: a private or symmetric JWK in something else. */
    private static final Pattern JWK = Pattern.compile("\"(d|p|q|k)\"\\s*:\\s*\"[A-Za-z0-9_-]{16,}\"");

    /** What may be Base64, in either alphabet, and is long enough for a key. */
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{40,}");

    private static final List<String> SECRET = List.of("d", "p", "q", "dp", "dq", "qi", "k");

    private PrivateKeys() {}

    static boolean isIn(String text) {
        return PEM.matcher(text).find()
                || isUnlabelled(text)
                || (text.contains("\"kty\"") && JWK.matcher(text).find())
                || Alleged.object(text).map(PrivateKeys::isSecret).orElse(false)
                || compacts(text)
                        .flatMap(compact -> Alleged.of(compact).stream())
                        .anyMatch(alleged -> isSecret(alleged.header()) || isSecret(alleged.claims()));
    }

    /** A PEM file without its label, in lines or in one. */
    private static boolean isUnlabelled(String text) {
        return BASE64.matcher(text).results().anyMatch(word -> PrivateDer.isBegunBy(word.group()));
    }

    private static Stream<String> compacts(String text) {
        return Stream.of(text.strip().split("~", -1));
    }

    private static boolean isSecret(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> object ->
                (object.containsKey("kty") && SECRET.stream().anyMatch(object::containsKey))
                        || object.values().stream().anyMatch(PrivateKeys::isSecret);
            case Collection<?> array -> array.stream().anyMatch(PrivateKeys::isSecret);
            case null, default -> false;
        };
    }
}
