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

    /** RFC 9110 §12.5.4, by lookup (RFC 4647 §3.4); a header that nobody can read asks for nothing. */
    Words wanted(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank() || acceptLanguage.length() > LONGEST_HEADER) {
            return otherwise;
        }
        try {
            var ranges = Locale.LanguageRange.parse(acceptLanguage);
            var found = Locale.lookup(ranges, spoken.keySet());
            return found == null ? otherwise : in(found);
        } catch (IllegalArgumentException e) {
            return otherwise;
        }
    }

    Words in(Locale locale) {
        return spoken.getOrDefault(locale, otherwise);
    }
}
