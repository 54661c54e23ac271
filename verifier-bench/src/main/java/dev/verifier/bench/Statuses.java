package dev.verifier.bench;

import dev.verifier.wallet.StatusList;
import dev.verifier.wallet.StatusPublication;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What a machine's token costs where the status of its credential is on a list of a thousand, of a million and of ten million: at one
 * server in turn, which has fetched each list from the bench. And what a list costs that is fetched. One in a hundred is revoked.
 *
 * @param setting where
 */
record Statuses(Setting setting) implements Section {

    private static final int FEW = 1_000;
    private static final Map<Integer, Aim> MANY = Map.of(1_000_000, Aim.MILLION, 10_000_000, Aim.TEN_MILLION);
    private static final List<Integer> SIZES = List.of(FEW, 1_000_000, 10_000_000);

    /** How many are fetched in a round: processor time is counted in hundredths of a second. */
    private static final int FETCHED = 10;

    /** The place of one that is revoked on every list; the last is not. */
    private static final int REVOKED = 0;

    private static final String CPU = "server CPU us";

    @Override
    public String name() {
        return "statuses";
    }

    @Override
    public List<Aim> aims() {
        return List.of(Aim.MILLION, Aim.TEN_MILLION);
    }

    @Override
    public void measure(Findings findings)
            throws IOException, InterruptedException, GeneralSecurityException, RefusedException {
        var world = setting.world();
        try (var node = setting.node(world);
                var published = new Published(world.seal(setting.clock().instant()))) {
            var lists = SIZES.stream().map(Statuses::list).toList();
            var variants = new ArrayList<Variant>();
            for (var list : lists) {
                variants.add(variant(list, world, node, published));
            }
            var plan = setting.plan().shared(SIZES.size());
            var measurement = new Measurement(plan, variants, setting.clock());
            measurement.warmUpFully(setting.progress());
            var results = measurement.measure();
            if (published.fetched() < SIZES.size()) {
                throw new IOException("the server has not asked for each list");
            }
            findings.addAll(results);
            findings.resident(
                    "a server that has status lists of a thousand, a million and ten million",
                    node.first().resident());
            for (var i = 0; i < SIZES.size(); i++) {
                var fetching = fetched(lists.get(i), world, node, published);
                findings.add(fetching);
                compare(SIZES.get(i), results.get(i), results.getFirst(), fetching, findings);
            }
        }
    }

    /** Anywhere, as people lose them: what comes at regular distances is compressed to almost nothing. */
    private static StatusList list(int places) {
        var chance = new SplittableRandom(places);
        return new StatusList(
                1, places, place -> place == REVOKED || (place < places - 1 && chance.nextInt(100) == 0) ? 1 : 0);
    }

    private Variant variant(StatusList list, World world, Nodes node, Published published)
            throws IOException, GeneralSecurityException {
        var at = setting.clock().instant();
        var publication = published.publish(list, at);
        var target = setting.target(node);
        var revoked = Errand.token(world.login(at, publication.status(REVOKED)));
        if (target.load().ask(revoked.request().apply(at)).status() == 200) {
            throw new IOException("a machine whose credential is revoked gets a token");
        }
        var login = world.login(at, publication.status(list.places() - 1));
        return Variant.machine(login, world, target, setting.providers(node), at)
                .named("its credential's status is on a list of " + list.places());
    }

    /** Tokens for which a list is fetched each that nobody named before. */
    private Report.Result fetched(StatusList list, World world, Nodes node, Published published)
            throws IOException, InterruptedException, RefusedException {
        var rounds = new ArrayList<Round>();
        var load = setting.target(node, 1).load();
        var before = node.first().memory();
        var bytes = 0;
        for (var i = 0; i < setting.plan().rounds(); i++) {
            var publications = published(list, published);
            bytes = published.bytes(publications.getFirst());
            var tokens = new ArrayList<Conversation>();
            for (var publication : publications) {
                var at = setting.clock().instant();
                var errand = Errand.token(world.login(at, publication.status(list.places() - 1)));
                tokens.addAll(errand.prepare(1, at));
            }
            rounds.add(load.send("lists are fetched", tokens, node::usage));
        }
        var after = node.first().memory();
        var kept = (after.live() - before.live()) / 1024.0 / rounds.size() / FETCHED;
        var figures = new LinkedHashMap<String, Spread>();
        figures.put("p50 ms", spread(rounds, round -> round.millis(0.50)));
        figures.put(CPU, spread(rounds, Round::cpuMicros));
        if (rounds.stream().allMatch(round -> round.spent().allocated() > 0)) {
            figures.put("KB allocated", spread(rounds, Round::allocatedKilobytes));
        }
        figures.put("reachable KB for each list", new Spread(kept, kept, kept));
        figures.put("KB published", new Spread(bytes / 1024.0, bytes / 1024.0, bytes / 1024.0));
        return new Report.Result("a list of %d is fetched for each".formatted(list.places()), figures);
    }

    private List<StatusPublication> published(StatusList list, Published published) {
        var publications = new ConcurrentLinkedQueue<StatusPublication>();
        IntStream.range(0, FETCHED)
                .parallel()
                .forEach(_ ->
                        publications.add(published.publish(list, setting.clock().instant())));
        return List.copyOf(publications);
    }

    private static Spread spread(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return Spread.of(rounds.stream().map(figure::applyAsDouble).toList());
    }

    private static void compare(
            int size, Report.Result many, Report.Result few, Report.Result fetching, Findings findings) {
        var aim = MANY.get(size);
        if (aim == null) {
            return;
        }
        findings.figure(aim, many.median(CPU) / few.median(CPU));
        findings.remark(
                aim,
                "%s µs, and %s µs with a thousand; to fetch such a list and to read it %s ms, and %s KB reachable"
                        .formatted(
                                Report.text(many.median(CPU)),
                                Report.text(few.median(CPU)),
                                Report.text(fetching.median("p50 ms")),
                                Report.text(fetching.median("reachable KB for each list"))));
    }
}
