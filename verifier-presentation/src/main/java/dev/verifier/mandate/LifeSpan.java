package dev.verifier.mandate;

import dev.verifier.credential.ValidityWindow;
import dev.verifier.jose.Claims;
import dev.verifier.rejection.RejectedException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** The {@code life_span} of the first credential versions, whose issuers wrote dates in two ways. */
final class LifeSpan {

    /** {@code 2025-04-02 09:23:22.637345122 +0000 UTC}, as the language of an early issuer prints a time. */
    private static final DateTimeFormatter PRINTED = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendPattern(" xx 'UTC'")
            .toFormatter(Locale.ROOT);

    private LifeSpan() {}

    static ValidityWindow read(Claims mandate) throws RejectedException {
        if (!mandate.has("life_span")) {
            return ValidityWindow.ALWAYS;
        }
        var span = mandate.object("life_span");
        return new ValidityWindow(
                end(span, "start_date_time", "startDateTime", Instant.MIN),
                end(span, "end_date_time", "endDateTime", Instant.MAX));
    }

    private static Instant end(Claims span, String name, String schemaName, Instant otherwise)
            throws RejectedException {
        var present = span.has(name) ? name : schemaName;
        if (!span.has(present)) {
            return otherwise;
        }
        var text = span.text(present);
        try {
            return OffsetDateTime.parse(text, text.endsWith("UTC") ? PRINTED : DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException e) {
            throw span.malformed(present);
        }
    }
}
