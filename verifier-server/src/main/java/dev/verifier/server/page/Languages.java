package dev.verifier.server.page;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** The languages we speak, and which of them a browser wants. Immutable. */
final class Languages {

    private static final int LONGEST_HEADER = 500;

    private final Map<Locale, Words> spoken;
    private final Words otherwise;

    Languages(List<String> languages, String otherwise) {
        for (var language : languages) {
            if (!language.matches("[a-z]{2,3}") || !Words.exist(language)) {
                throw new InvalidConfigurationPropertyValueException(
                        "verifier.branding.languages", language, "there are no words in this language");
            }
        }
        this.spoken = languages.stream()
                .distinct()
                .map(Words::in)
                .collect(Collectors.toUnmodifiableMap(Words::locale, Function.identity()));
        this.otherwise = Objects.requireNonNull(spoken.get(Locale.forLanguageTag(otherwise)), otherwise);
    }

    /**
     * What the client asks for, else what the browser does.
     *
     * @param uiLocales language tags, the best first, with spaces between them
     */
    Words wanted(@Nullable String uiLocales, @Nullable String acceptLanguage) {
        var client = uiLocales == null ? null : found(uiLocales.strip().replaceAll("\\s+", ","));
        return client == null ? wanted(acceptLanguage) : client;
    }

    /** RFC 9110 §12.5.4, by lookup (RFC 4647 §3.4); a header that nobody can read asks for nothing. */
    Words wanted(@Nullable String acceptLanguage) {
        var found = acceptLanguage == null ? null : found(acceptLanguage);
        return found == null ? otherwise : found;
    }

    private @Nullable Words found(String wanted) {
        if (wanted.isBlank() || wanted.length() > LONGEST_HEADER) {
            return null;
        }
        try {
            var found = Locale.lookup(Locale.LanguageRange.parse(wanted), spoken.keySet());
            return found == null ? null : in(found);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    Words in(Locale locale) {
        return spoken.getOrDefault(locale, otherwise);
    }
}
