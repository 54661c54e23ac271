package dev.verifier.bench;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Work, and what of it cannot be saved.
 *
 * @param work what is done
 * @param floors its signatures, with the server's provider first; none where it has no signatures
 */
record Variant(Work work, List<Floor> floors) {

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
     * What machines do, after one token was got in each way.
     *
     * @param providers of signatures, the server's first
     */
    static List<Variant> machines(World world, Load load, List<Provider> providers, Instant at)
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
        variants.add(new Variant(Errand.keys(world.verifier()), List.of()));
        return variants;
    }

    /**
     * What a person does, after one login.
     *
     * @param providers of signatures, the server's first
     */
    static List<Variant> people(SignIn signIn, Load load, List<Provider> providers)
            throws IOException, GeneralSecurityException {
        var passage = load.once(signIn);
        var floors = new ArrayList<Floor>();
        for (var provider : providers) {
            floors.add(Floor.of(passage, signIn.person().key(), provider));
        }
        return List.of(new Variant(signIn, floors));
    }

    String name() {
        return floors.isEmpty()
                ? work.name()
                : work.name() + ": " + floors.getFirst().operations();
    }
}
