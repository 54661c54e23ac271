package dev.verifier.bench;

import dev.verifier.bench.Asking.Manner;
import dev.verifier.wallet.MachineLogin;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/**
 * Work, and what of it cannot be saved.
 *
 * @param work what is done
 * @param floors its signatures, with the server's provider first; none where it has no signatures
 * @param target who does it
 */
record Variant(Work work, List<Floor> floors, Target target) {

    /**
     * Who is asked.
     *
     * @param load how
     * @param usage what was used so far for the answers
     */
    record Target(Load load, Supplier<Usage> usage) {}

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
    static List<Variant> machines(World world, Target target, List<Provider> providers, Instant at)
            throws IOException, GeneralSecurityException {
        var login = world.login(at);
        var variants = new ArrayList<Variant>();
        for (var form : List.of(login, login.runbook())) {
            variants.add(machine(form, world, target, providers, at));
        }
        variants.add(new Variant(Errand.metadata(world.verifier()), List.of(), target));
        variants.add(new Variant(Errand.keys(world.verifier()), List.of(), target));
        return variants;
    }

    /** A machine's token alone, with the presentation in the assertion, after one was got. */
    static Variant machine(World world, Target target, List<Provider> providers, Instant at)
            throws IOException, GeneralSecurityException {
        return machine(world.login(at), world, target, providers, at);
    }

    /** A machine's token in this way, after one was got. */
    static Variant machine(MachineLogin form, World world, Target target, List<Provider> providers, Instant at)
            throws IOException, GeneralSecurityException {
        var errand = Errand.token(form);
        var token = Errand.tokenIn(target.load().ask(errand.request().apply(at)));
        var floors = new ArrayList<Floor>();
        for (var provider : providers) {
            floors.add(Floor.of(form, world.machine(), token, provider));
        }
        return new Variant(errand, floors, target);
    }

    /** The same under another name. */
    Variant named(String name) {
        return new Variant(new Named(name, work), floors, target);
    }

    private record Named(String name, Work work) implements Work {

        @Override
        public String unit() {
            return work.unit();
        }

        @Override
        public List<? extends Conversation> prepare(int count, Instant at)
                throws RefusedException, InterruptedException {
            return work.prepare(count, at);
        }
    }

    /**
     * What people do, after one login of each.
     *
     * @param providers of signatures, the server's first
     */
    static List<Variant> people(List<SignIn> signIns, Target target, List<Provider> providers)
            throws IOException, GeneralSecurityException {
        var variants = new ArrayList<Variant>();
        for (var signIn : signIns) {
            var passage = target.load().once(signIn);
            var floors = new ArrayList<Floor>();
            for (var provider : providers) {
                floors.add(Floor.of(passage, signIn.person().key(), provider));
            }
            variants.add(new Variant(signIn, floors, target));
        }
        return variants;
    }

    /**
     * What a confidential client does, after one login there.
     *
     * @param codes the most that are redeemed in a round
     * @param providers of signatures, the server's first
     */
    static List<Variant> portals(
            SignIn signIn, Portal portal, int codes, Target target, List<Provider> providers, Instant at)
            throws IOException, GeneralSecurityException {
        var tokens = target.load().tokens(signIn);
        var issued = List.of(tokens.token("access_token"), tokens.token("id_token"));
        var assertion = portal.assertion(at);
        var requests = signIn.requests();
        return List.of(
                variant(
                        new Exchange(signIn, target.load(), codes),
                        portal,
                        List.of(assertion),
                        issued,
                        providers,
                        target),
                variant(
                        new Refresh(signIn, portal, target.load(), new LinkedBlockingQueue<>()),
                        portal,
                        List.of(assertion),
                        issued,
                        providers,
                        target),
                variant(
                        new Introspection(requests, portal, issued.getFirst()),
                        portal,
                        List.of(assertion, portal.again(issued.getFirst())),
                        List.of(),
                        providers,
                        target),
                variant(
                        Errand.userinfo(portal.verifier(), issued.getFirst()),
                        portal,
                        List.of(portal.again(issued.getFirst())),
                        List.of(),
                        providers,
                        target),
                new Variant(new Asking(requests, portal, Manner.PLAIN), List.of(), target),
                variant(
                        new Asking(requests, portal, Manner.SIGNED),
                        portal,
                        List.of(portal.requestObject("s", at)),
                        List.of(),
                        providers,
                        target),
                variant(
                        new Asking(requests, portal, Manner.PUSHED),
                        portal,
                        List.of(assertion),
                        List.of(),
                        providers,
                        target));
    }

    private static Variant variant(
            Work work,
            Portal portal,
            List<String> verified,
            List<String> signed,
            List<Provider> providers,
            Target target)
            throws GeneralSecurityException {
        var floors = new ArrayList<Floor>();
        for (var provider : providers) {
            floors.add(Floor.of(portal.key(), verified, signed, provider));
        }
        return new Variant(work, floors, target);
    }

    String name() {
        return floors.isEmpty()
                ? work.name()
                : work.name() + ": " + floors.getFirst().operations();
    }
}
