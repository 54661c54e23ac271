package dev.verifier.testkit;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Verifier did not take what the client asked for, or what the wallet showed. The message has the code and what to do. */
public final class SignInRefusedException extends RuntimeException {
    private final String code;
    private final @Nullable String location;

    SignInRefusedException(Map<String, String> said) {
        super(said.get("error_description"));
        this.code = String.valueOf(said.get("error"));
        this.location = said.get("location");
    }

    /** Verifier's stable code, as in {@code required_power_missing}; docs/rejections.md has them all. */
    public String code() {
        return code;
    }

    /** Where the browser is sent when the person gives up: to the client, with {@code error=access_denied}; empty where it is sent nowhere. */
    public Optional<URI> location() {
        return Optional.ofNullable(location).map(URI::create);
    }
}
