package dev.verifier.server;

import dev.verifier.server.audit.EventLog;
import dev.verifier.server.audit.VerifierEvent;
import dev.verifier.server.configuration.KnownNames;
import dev.verifier.server.configuration.VerifierProperties;
import dev.verifier.server.crypto.FastCrypto;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What an operator wants to read first. */
@Component
class Startup {

    private final VerifierProperties properties;
    private final EventLog events;

    Startup(VerifierProperties properties, EventLog events) {
        this.properties = properties;
        this.events = events;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        events.publish(new VerifierEvent.CryptoChosen(FastCrypto.provider(), FastCrypto.installed()));
        KnownNames.unknownVariables(System.getenv().keySet())
                .forEach((name, nearest) -> events.publish(new VerifierEvent.UnknownVariable(name, nearest)));
        if (event.getApplicationContext() instanceof WebServerApplicationContext server
                && server.getWebServer() != null) {
            events.publish(new VerifierEvent.Ready(
                    properties.issuer().toString(), server.getWebServer().getPort()));
        }
    }
}
