package dev.verifier.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Where and how everything is measured that is aimed at.
 *
 * @param jar the server
 * @param cores two for the server and the rest for the load; shared if absent
 * @param plan how much
 * @param jvm options of the server's virtual machine
 * @param options of its own
 * @param clock of machines, clients and wallets
 * @param random dice
 * @param progress where it is said how far it is
 */
record Setting(
        Path jar,
        Optional<Cores> cores,
        Plan plan,
        List<String> jvm,
        List<String> options,
        InstantSource clock,
        SecureRandom random,
        PrintWriter progress) {

    /** Of the rate at which it can do no more. */
    static final double PART = 0.7;

    /** Rounds, and requests in each, until a server is warm that does nothing. */
    private static final int WARM_UPS = 2;

    private static final int WARMING = 10_000;

    /** A new one, for a server that is to listen at some port that is free. */
    World world() throws IOException {
        return World.create(URI.create("http://localhost:" + Nodes.freePort()), clock, random);
    }

    /** One node on the server's cores, with PostgreSQL there too; it ends that world with itself. */
    Nodes node(World world) throws IOException, InterruptedException {
        return nodes(world, 1, Pins.together(cores));
    }

    Nodes nodes(World world, int count, Pins pins) throws IOException, InterruptedException {
        return Nodes.start(jar, world, count, true, pins, jvm, options);
    }

    Variant.Target target(Nodes nodes) {
        return target(nodes, plan.connections());
    }

    Variant.Target target(Nodes nodes, int connections) {
        return new Variant.Target(new Load(nodes.addresses(), connections, Plan.LONGEST_ROUND), nodes::usage);
    }

    List<Provider> providers(Nodes nodes) throws IOException {
        return Crypto.of(nodes.first().accelerated());
    }

    /** All rounds that do not count, so that the others can. */
    Measurement warm(List<Variant> variants) throws RefusedException, InterruptedException, GeneralSecurityException {
        var measurement = new Measurement(plan, variants, clock);
        measurement.warmUpFully(progress);
        return measurement;
    }

    /** Measures one of them at a part of its highest rate too, and beside it a server that does nothing at the same rate. */
    void pace(Measurement measurement, Variant variant, Aim aim, Findings findings)
            throws IOException, RefusedException, InterruptedException {
        var result = measurement.measure(variant, PART);
        findings.add(result);
        findings.figure(aim, result.figure("p99 / p50"));
        findings.remark(aim, "%s, %s a second".formatted(latencies(result), Report.text(result.median("a second"))));
        var idle = idle(measurement, measurement.rate(variant, PART));
        findings.add(idle);
        findings.remark(aim, "of a server that does nothing, asked as often, " + latencies(idle));
    }

    private Report.Result idle(Measurement measurement, double rate)
            throws IOException, RefusedException, InterruptedException {
        try (var bare = Bare.start(cores)) {
            var load = new Load(List.of(bare.server()), plan.connections(), Plan.LONGEST_ROUND);
            var variant = new Variant(bare.errand(), List.of(), new Variant.Target(load, () -> Usage.NOTHING));
            for (var i = 0; i < WARM_UPS; i++) {
                load.send(variant.name(), variant.work().prepare(WARMING, clock.instant()), () -> Usage.NOTHING);
            }
            var name = "%s, asked %s times a second".formatted(variant.name(), Report.text(rate));
            return measurement.measure(name, variant, rate, Math.ceilDiv(plan.rounds(), 2));
        }
    }

    private static String latencies(Report.Result result) {
        return "p50 %s ms, p99 %s ms"
                .formatted(Report.text(result.median("p50 ms")), Report.text(result.median("p99 ms")));
    }
}
