package dev.verifier.bench;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/**
 * Machine's tokens, discovery and published keys, and beside them the tokens of others, as far as they can be started.
 *
 * @param setting where
 */
record Machines(Setting setting) implements Section {

    private static final List<Aim> OTHERS = List.of(Aim.KEYCLOAK, Aim.PROVIDER);

    private static final String CPU = "server CPU us";

    @Override
    public String name() {
        return "machines";
    }

    @Override
    public List<Aim> aims() {
        return List.of(
                Aim.TOKEN,
                Aim.KEYCLOAK,
                Aim.PROVIDER,
                Aim.TOKEN_PACE,
                Aim.METADATA_PACE,
                Aim.KEYS_PACE,
                Aim.METADATA,
                Aim.KEYS,
                Aim.RESIDENT);
    }

    @Override
    public void measure(Findings findings)
            throws IOException, InterruptedException, GeneralSecurityException, RefusedException {
        var world = setting.world();
        try (var node = setting.node(world);
                var others = others(world, findings)) {
            var ours = Variant.machines(
                    world,
                    setting.target(node),
                    setting.providers(node),
                    setting.clock().instant());
            try {
                measure(node, ours, others, findings);
            } catch (IOException | RefusedException e) {
                if (others.all().isEmpty()) {
                    throw e;
                }
                findings.failed(OTHERS, String.valueOf(e.getMessage()));
                measure(node, ours, Peers.none(), findings);
            }
        }
    }

    private Peers others(World world, Findings findings) throws InterruptedException {
        try {
            return Peers.start(world.folder(), setting.cores(), setting.random());
        } catch (IOException e) {
            findings.failed(OTHERS, String.valueOf(e.getMessage()));
            return Peers.none();
        }
    }

    private void measure(Nodes node, List<Variant> ours, Peers others, Findings findings)
            throws IOException, InterruptedException, GeneralSecurityException, RefusedException {
        var variants = new ArrayList<>(ours);
        for (var other : others.all()) {
            variants.add(other.variant(
                    setting.plan().connections(),
                    setting.providers(node),
                    setting.clock().instant()));
        }
        var measurement = setting.warm(variants);
        var results = measurement.measure();
        findings.addAll(results);
        var resident = node.first().resident();
        findings.resident("a server after machine's tokens", resident);
        for (var other : others.all()) {
            findings.resident(other.name(), other.resident());
        }
        var token = results.getFirst();
        findings.figure(Aim.TOKEN, token.figure("CPU / signatures"));
        findings.remark(Aim.TOKEN, token.allocated());
        findings.figure(Aim.RESIDENT, resident / (double) (1 << 20));
        findings.figure(Aim.METADATA, results.get(2).figure("answers/s"));
        findings.remark(Aim.METADATA, results.get(2).allocated());
        findings.figure(Aim.KEYS, results.get(3).figure("answers/s"));
        findings.remark(Aim.KEYS, results.get(3).allocated());
        if (!others.all().isEmpty()) {
            var keycloak = results.get(ours.size());
            findings.figure(Aim.KEYCLOAK, token.median("tokens/s") / keycloak.median("tokens/s"));
            findings.remark(
                    Aim.KEYCLOAK,
                    "in CPU %s, of whose tokens each has %s"
                            .formatted(Report.text(keycloak.median(CPU) / token.median(CPU)), keycloak.allocated()));
            var provider = results.get(ours.size() + 1);
            findings.figure(Aim.PROVIDER, provider.median(CPU) / token.median(CPU));
        }
        var paces = List.of(Aim.TOKEN_PACE, Aim.METADATA_PACE, Aim.KEYS_PACE);
        var paced = List.of(ours.getFirst(), ours.get(2), ours.get(3));
        for (var i = 0; i < paces.size(); i++) {
            setting.pace(measurement, paced.get(i), paces.get(i), findings);
        }
    }
}
