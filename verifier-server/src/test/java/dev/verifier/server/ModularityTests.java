package dev.verifier.server;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

    @Test
    void rooms_keep_their_promises() {
        ApplicationModules.of(VerifierApplication.class).verify();
    }
}
