package dev.verifier.bench;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An errand, and what of it cannot be saved.
 *
 * @param errand the requests
 * @param floors its signatures, with the server's provider first; none where it has no signatures
 */
record Variant(Errand errand, List<Floor> floors) {

    /**
     * What one round says, and the floors measured just before it.
     *
     * @param round the round
     * @param floors in microseconds, in the order of the variant's
     */
    record Sample(Round round, List<Double> floors) {

        /** How many times the cost of its signatures a request costs. */
        double ratio() {
            return round.cpuMicros() / floors.getFirst();
        }
    }

    /**
     * All that are measured, after one token was got by each.
     *
     * @param providers of signatures, the server's first
     */
    static List<Variant> all(World world, Load load, List<Provider> providers, Instant at)
            throws IOException, GeneralSecurityException {
        var login = world.login(at);
        var variants = new ArrayList<Variant>();
        for (var form : List.of(login, login.runbook())) {
            var errand = Errand.token(form);
            var token = Errand.tokenIn(load.ask(errand.request().apply(at)));
            var floors = new ArrayList<Floor>();
            for (var provider : providers) {
                floors.add(Floor.of(form, world.machine(), token, provider));
            }
            variants.add(new Variant(errand, floors));
        }
        variants.add(new Variant(Errand.keys(login), List.of()));
        return variants;
    }

    String name() {
        return floors.isEmpty()
                ? errand.name()
                : errand.name() + ": " + floors.getFirst().operations();
    }
}
