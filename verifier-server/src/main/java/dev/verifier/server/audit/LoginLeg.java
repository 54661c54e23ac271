package dev.verifier.server.audit;

import io.micrometer.common.KeyValue;
import java.util.Optional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.filter.ServerHttpObservationFilter;

/**
 * Which login the request at hand is a part of: that of the browser, of the wallet, or of the client that redeems the code. Each begins a
 * trace of its own; this is the one name that all of them have, and the audit too. Thread-safe.
 */
public final class LoginLeg {

    private static final String NAME = "verifier.login";

    private LoginLeg() {}

    /** What this thread does is done for a login, if it is done for a request. */
    public static void mark(String login) {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes here) {
            var request = here.getRequest();
            request.setAttribute(NAME, login);
            ServerHttpObservationFilter.findObservationContext(request)
                    .ifPresent(observed -> observed.addHighCardinalityKeyValue(KeyValue.of(NAME, login)));
        }
    }

    /** The login for which this thread does something; empty where nobody said so. */
    static Optional<String> current() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes here
                        && here.getRequest().getAttribute(NAME) instanceof String login
                ? Optional.of(login)
                : Optional.empty();
    }
}
