package dev.verifier.wallet.kit;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What was told cannot be done, and why. */
final class NotDone extends RuntimeException {
    private final int status;
    private final String code;
    private final String description;
    private final @Nullable URI location;

    private NotDone(int status, String code, String description, @Nullable URI location) {
        super(code + ": " + description);
        this.status = status;
        this.code = code;
        this.description = description;
        this.location = location;
    }

    /** Who told it can mend it. */
    static NotDone mistake(String description) {
        return new NotDone(400, "invalid_request", description, null);
    }

    static NotDone unknown(String what) {
        return new NotDone(404, "not_found", "There is no " + what + ".", null);
    }

    /** A form that is not read, from whoever sends it: only JSON is. */
    static NotDone unread(int status, String description) {
        return new NotDone(status, "invalid_request", description, null);
    }

    /**
     * The verifier refused it.
     *
     * @param told its code, and with a colon what to do about it
     * @param location where the browser is sent when the person gives up; absent where there is none
     */
    static NotDone refused(String told, @Nullable URI location) {
        return new NotDone(409, told.split(":", 2)[0].strip(), told, location);
    }

    /** Somebody else did not answer, or not as they should. */
    static NotDone unanswered(String description) {
        return new NotDone(502, "unanswered", description, null);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String description() {
        return description;
    }

    @Nullable
    URI location() {
        return location;
    }
}
