package dev.verifier.e2e.faults;

import dev.verifier.e2e.Program;
import java.util.ArrayList;
import java.util.List;

/**
 * Three nodes on one PostgreSQL behind the proxy of {@code deploy/haproxy.cfg}.
 *
 * @param nodes their world
 * @param all of them, one after the other
 * @param proxy before them
 */
record Trio(Nodes nodes, List<Node> all, Program proxy) implements AutoCloseable {

    /**
     * Starts them.
     *
     * @param jar the version they are
     * @param options what all of them are told whenever they start
     */
    static Trio start(String jar, String... options) throws Exception {
        var told = new ArrayList<>(List.of("--verifier.login.timeout=10m", "--verifier.proxy.trusted=127.0.0.1"));
        told.addAll(List.of(options));
        var nodes = new Nodes(Store.POSTGRESQL, told.toArray(String[]::new));
        var all = List.of(nodes.add("one"), nodes.add("two"), nodes.add("three"));
        all.forEach(node -> node.as(jar).launch());
        for (var node : all) {
            node.serves();
        }
        var proxy = Haproxy.start(nodes.folder().resolve("haproxy.out"), nodes.front(), all);
        proxy.answersAt("http://localhost:" + nodes.front().port() + "/health");
        return new Trio(nodes, all, proxy);
    }

    Door front() {
        return nodes.front();
    }

    @Override
    public void close() {
        nodes.close();
        proxy.close();
    }
}
