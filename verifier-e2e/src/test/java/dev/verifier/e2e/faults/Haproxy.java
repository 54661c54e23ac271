package dev.verifier.e2e.faults;

import dev.verifier.e2e.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The HAProxy of this machine, with the configuration that operators are given. */
final class Haproxy {

    private static final Path EXECUTABLE =
            Path.of(Objects.requireNonNullElse(System.getenv("VERIFIER_HAPROXY"), "/usr/sbin/haproxy"));

    private Haproxy() {}

    static boolean isInstalled() {
        return Files.isExecutable(EXECUTABLE);
    }

    /** Starts it before three nodes, where clients believe these to be. */
    static Program start(Path output, Door front, List<Node> nodes) throws InterruptedException {
        var command = new ArrayList<>(List.of("env", "VERIFIER_BIND=127.0.0.1:" + front.port()));
        for (var i = 0; i < nodes.size(); i++) {
            var node = nodes.get(i);
            command.add("VERIFIER_NODE_" + (i + 1) + "=127.0.0.1:" + node.door().port());
            command.add("VERIFIER_CHECK_" + (i + 1) + "=" + node.management().port());
        }
        command.addAll(List.of(EXECUTABLE.toString(), "-db", "-f", "deploy/haproxy.cfg"));
        return Program.command(".", output, command.toArray(String[]::new)).listensAt(front.port());
    }
}
