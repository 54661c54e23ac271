package dev.verifier.bench;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;

/**
 * What a token costs where many are registered or trusted, beside what it costs where ten are: three servers at the same cores, in turn.
 *
 * @param setting where
 * @param clients how many clients are many
 * @param issuers how many issuers are many
 */
record Growth(Setting setting, int clients, int issuers) implements Section {

    private static final int FEW = 10;

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public List<Aim> aims() {
        return List.of(Aim.CLIENTS, Aim.ISSUERS);
    }

    @Override
    public void measure(Findings findings)
            throws IOException, InterruptedException, GeneralSecurityException, RefusedException {
        var few = setting.world().populated(FEW, FEW);
        try (var small = setting.node(few)) {
            var manyClients = setting.world().populated(clients, FEW);
            try (var byClients = setting.node(manyClients)) {
                var manyIssuers = setting.world().populated(FEW, issuers);
                try (var byIssuers = setting.node(manyIssuers)) {
                    var variants = List.of(
                            variant(few, small, "%d clients, %d issuers".formatted(FEW, FEW)),
                            variant(manyClients, byClients, "%d clients, %d issuers".formatted(clients, FEW)),
                            variant(manyIssuers, byIssuers, "%d clients, %d issuers".formatted(FEW, issuers)));
                    var results = setting.warm(variants).measure();
                    findings.addAll(results);
                    compare(Aim.CLIENTS, clients + " clients", results.get(1), results.get(0), findings);
                    compare(Aim.ISSUERS, issuers + " issuers", results.get(2), results.get(0), findings);
                    findings.resident(
                            "a server with %d clients".formatted(FEW),
                            small.first().resident());
                    findings.resident(
                            "a server with %d clients".formatted(clients),
                            byClients.first().resident());
                    findings.resident(
                            "a server with %d issuers".formatted(issuers),
                            byIssuers.first().resident());
                }
            }
        }
    }

    private Variant variant(World world, Nodes node, String name) throws IOException, GeneralSecurityException {
        return Variant.machine(
                        world,
                        setting.target(node),
                        setting.providers(node),
                        setting.clock().instant())
                .named(name);
    }

    private static void compare(Aim aim, String what, Report.Result many, Report.Result few, Findings findings) {
        var large = many.median(CPU);
        var small = few.median(CPU);
        findings.figure(aim, large / small);
        findings.remark(
                aim, "%s µs with %s, %s µs with %d".formatted(Report.text(large), what, Report.text(small), FEW));
    }

    private static final String CPU = "server CPU us";
}
