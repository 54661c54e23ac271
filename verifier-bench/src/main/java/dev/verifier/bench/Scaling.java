package dev.verifier.bench;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;

/**
 * Machine's tokens of three nodes on a core each, beside those of one on one core. The load and PostgreSQL have what is left.
 *
 * @param setting where
 */
record Scaling(Setting setting) implements Section {

    private static final int NODES = 3;
    private static final String RATE = "tokens/s";

    @Override
    public String name() {
        return "scaling";
    }

    @Override
    public List<Aim> aims() {
        return List.of(Aim.SCALING);
    }

    @Override
    public void measure(Findings findings)
            throws IOException, InterruptedException, GeneralSecurityException, RefusedException {
        var cores = setting.cores()
                .orElseThrow(
                        () -> new IOException("it takes taskset and four cores: three for nodes, one for the load"));
        var each = cores.each();
        var rest = String.join(",", each.subList(NODES, each.size()));
        var single = each.subList(0, NODES).stream()
                .map(core -> new Cores(core, rest))
                .toList();
        var database = Optional.of(new Cores(rest, rest));
        if (!cores.keepTo(rest)) {
            throw new IOException("the load cannot be kept to core " + rest);
        }
        try {
            measure(new Pins(single.subList(0, 1), database), new Pins(single, database), rest, findings);
        } finally {
            cores.keepTo(cores.others());
        }
    }

    private void measure(Pins one, Pins three, String rest, Findings findings)
            throws IOException, InterruptedException, GeneralSecurityException, RefusedException {
        var alone = setting.world();
        try (var node = setting.nodes(alone, 1, one)) {
            var together = setting.world();
            try (var nodes = setting.nodes(together, NODES, three)) {
                var connections = setting.plan().connections();
                var variants = List.of(
                        variant(alone, node, connections, "one node on one core"),
                        variant(together, nodes, NODES * connections, NODES + " nodes on a core each"));
                var results = setting.warm(variants).measure();
                findings.addAll(results);
                var single = results.getFirst();
                var several = results.getLast();
                findings.figure(Aim.SCALING, several.median(RATE) / single.median(RATE));
                findings.remark(
                        Aim.SCALING,
                        "%s and %s tokens/s; load and PostgreSQL share core %s, of which with three nodes asking took %.0f %% and PostgreSQL %.0f %%"
                                .formatted(
                                        Report.text(several.median(RATE)),
                                        Report.text(single.median(RATE)),
                                        rest,
                                        100 * several.median("cores busy with asking"),
                                        database(several)));
            }
        }
    }

    /** How much of a core it takes, in per cent. */
    private static double database(Report.Result result) {
        return result.figures().containsKey(DATABASE) ? 100 * result.median(DATABASE) * result.median(RATE) / 1e6 : 0;
    }

    private static final String DATABASE = "PostgreSQL CPU us";

    private Variant variant(World world, Nodes nodes, int connections, String name)
            throws IOException, GeneralSecurityException {
        return Variant.machine(
                        world,
                        setting.target(nodes, connections),
                        setting.providers(nodes),
                        setting.clock().instant())
                .named(name);
    }
}
