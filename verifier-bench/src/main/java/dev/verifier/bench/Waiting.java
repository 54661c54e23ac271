package dev.verifier.bench;

import java.io.IOException;
import java.util.Collections;
import java.util.List;

/**
 * The memory that browsers add who wait for their wallets, all at once, to a server that has served before.
 *
 * @param setting where
 */
record Waiting(Setting setting) implements Section {

    /** What is aimed at is about so many. */
    private static final int AIMED_AT = 10_000;

    private static final int BEFORE = 500;

    @Override
    public String name() {
        return "waiting";
    }

    @Override
    public List<Aim> aims() {
        return List.of(Aim.WAITING);
    }

    @Override
    public void measure(Findings findings) throws IOException, InterruptedException, RefusedException {
        var world = setting.world();
        try (var node = setting.node(world)) {
            var signIn = new SignIn(new Requests(world.verifier()), App.USUAL, world.person(), setting.clock());
            var load = setting.target(node).load();
            var browsers = setting.plan().browsers();
            load.send("people sign in", Collections.nCopies(Math.min(BEFORE, browsers), signIn), () -> Usage.NOTHING);
            var crowd = new Crowd(browsers, signIn, load, node.first()).measure();
            findings.add(crowd);
            findings.figure(Aim.WAITING, all(crowd, "resident KB for each that waits"));
            findings.remark(
                    Aim.WAITING,
                    "%s MB reachable; for %d"
                            .formatted(Report.text(all(crowd, "reachable KB for each that waits")), AIMED_AT));
            if (browsers != AIMED_AT) {
                findings.remark(Aim.WAITING, "from " + browsers + " that waited");
            }
        }
    }

    /** MB of as many as are aimed at. */
    private static double all(Report.Result crowd, String figure) {
        return crowd.median(figure) * AIMED_AT / 1024;
    }
}
