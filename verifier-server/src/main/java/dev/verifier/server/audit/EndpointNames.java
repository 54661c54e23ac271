package dev.verifier.server.audit;

import dev.verifier.server.configuration.Surface;
import io.micrometer.common.KeyValue;
import org.springframework.http.server.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.observation.ServerRequestObservationContext;

/**
 * What {@code http.server.requests} says of a request that no controller answered: what filters answer, the token endpoint among it, has the
 * canonical path of its endpoint, and nothing else a path that somebody chose. Thread-safe.
 */
final class EndpointNames extends DefaultServerRequestObservationConvention {

    private static final String URI = "uri";

    private final Surface surface;

    EndpointNames(Surface surface) {
        this.surface = surface;
    }

    @Override
    protected KeyValue uri(ServerRequestObservationContext context) {
        var request = context.getCarrier();
        if (context.getPathPattern() == null && request != null) {
            var path = surface.canonical(request.getRequestURI());
            if (Surface.FIXED.contains(path)) {
                return KeyValue.of(URI, path);
            }
        }
        return super.uri(context);
    }
}
