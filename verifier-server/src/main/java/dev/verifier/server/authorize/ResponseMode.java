package dev.verifier.server.authorize;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How an answer reaches the client's redirect URI (OAuth 2.0 Multiple Response Types §2.1). */
public enum ResponseMode {
    /** In the query of the redirect. */
    QUERY,
    /** In a form that the browser posts there (OAuth 2.0 Form Post Response Mode). */
    FORM_POST;

    /** As {@code response_mode} has it. */
    public String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All there are, as discovery lists them. */
    public static List<String> parameters() {
        return Arrays.stream(values()).map(ResponseMode::parameter).toList();
    }

    /** The mode that was asked for; empty where there is none of that name. */
    static Optional<ResponseMode> of(@Nullable Object parameter) {
        return parameter == null
                ? Optional.of(QUERY)
                : Arrays.stream(values())
                        .filter(mode -> mode.parameter().equals(parameter))
                        .findFirst();
    }
}
