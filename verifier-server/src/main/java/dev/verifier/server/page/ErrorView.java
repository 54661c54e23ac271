package dev.verifier.server.page;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Why it does not go on.
 *
 * @param status HTTP status of the answer
 * @param code stable code
 * @param mend what whoever wrote the application can do about it, in English
 * @param supportId what to tell whoever helps; the same as in log and audit
 * @param clientName who asked, where that is known
 * @param backTo where to start again, where that is known
 */
public record ErrorView(
        int status,
        String code,
        String mend,
        String supportId,
        @Nullable String clientName,
        @Nullable URI backTo) implements Page {}
