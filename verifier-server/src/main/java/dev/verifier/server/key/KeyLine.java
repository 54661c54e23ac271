package dev.verifier.server.key;

import dev.verifier.server.audit.EventLog;
import dev.verifier.server.configuration.VerifierProperties;
import dev.verifier.server.outbound.EgressPolicy;
import dev.verifier.server.outbound.OutboundHttp;
import java.io.IOException;

/** The way to keys that are kept elsewhere. Where that is only the operator says, so it may be in a private network. Thread-safe. */
public record KeyLine(OutboundHttp http) implements AutoCloseable {

    /** Opens it; nothing is asked yet. */
    public static KeyLine open(VerifierProperties properties, EventLog events) {
        return new KeyLine(
                OutboundHttp.open(EgressPolicy.of(properties.outbound()).besideUs(), events));
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
