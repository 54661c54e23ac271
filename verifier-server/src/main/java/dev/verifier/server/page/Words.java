package dev.verifier.server.page;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * The sentences of one language, as in {@code words_<language>.properties}. Immutable.
 *
 * @param locale whose they are
 * @param sentences by key
 */
record Words(Locale locale, Map<String, String> sentences) {

    static boolean exist(String language) {
        return Words.class.getResource(file(language)) != null;
    }

    static Words in(String language) {
        var read = new Properties();
        try (var file = Objects.requireNonNull(Words.class.getResourceAsStream(file(language)), language)) {
            read.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Words(
                Locale.forLanguageTag(language),
                read.stringPropertyNames().stream()
                        .collect(Collectors.toUnmodifiableMap(key -> key, read::getProperty)));
    }

    private static String file(String language) {
        return "words_" + language + ".properties";
    }

    boolean have(String key) {
        return sentences.containsKey(key);
    }

    /** The sentence, with {@code {0}}, {@code {1}}… replaced. */
    String say(String key, Object... parts) {
        var sentence = Objects.requireNonNull(sentences.get(key), () -> "no words for " + key + " in " + locale);
        for (var i = 0; i < parts.length; i++) {
            sentence = sentence.replace("{" + i + "}", String.valueOf(parts[i]));
        }
        return sentence;
    }
}
