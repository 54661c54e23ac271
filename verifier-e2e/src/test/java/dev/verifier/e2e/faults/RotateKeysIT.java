package dev.verifier.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** The command by which an operator has the next key made, from the jar as it is shipped, beside servers that run. */
@FaultTest
class RotateKeysIT {

    private static final String BY_COMMAND = "--verifier.keys.rotation=by-command";
    private static final Duration WITHIN = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final String SAID = "(?s).*did:key:zDn\\w+ signs from 20\\S+Z\\s*";

    @Test
    void every_node_publishes_the_key_that_the_command_said() throws Exception {
        try (var nodes = new Nodes(Store.POSTGRESQL, BY_COMMAND)) {
            var one = nodes.add("one");
            var other = nodes.add("other");
            one.start();
            other.start();

            var said = said(one, 0);
            assertThat(said).matches(SAID);
            var next = key(said);
            for (var node : List.of(one, other)) {
                awaitKey(node, next);
            }
            assertThat(key(said(other, 0))).as("one waits already").isEqualTo(next);
        }
    }

    /** The embedded database is its server's alone. */
    @Test
    void beside_a_server_with_an_embedded_database_the_command_says_to_stop_it_first() throws Exception {
        try (var nodes = new Nodes(Store.H2, BY_COMMAND)) {
            var only = nodes.add("only");
            only.start();
            assertThat(said(only, 1)).contains("stop it for that").doesNotContain("Exception", "\tat ");

            only.stop();
            var next = key(said(only, 0));
            only.start();
            assertThat(keys(only)).contains(next);
        }
    }

    @Test
    void without_keys_in_the_database_the_command_says_what_to_set() throws Exception {
        try (var nodes = new Nodes(Store.POSTGRESQL)) {
            assertThat(said(nodes.add("one"), 1))
                    .contains("verifier.keys.rotation")
                    .doesNotContain("Exception");
        }
    }

    private static void awaitKey(Node node, String next) {
        var deadline = System.nanoTime() + WITHIN.toNanos();
        while (!keys(node).contains(next)) {
            assertThat(System.nanoTime()).as("every node has it by then").isLessThan(deadline);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static String said(Node node, int exitCode) throws InterruptedException {
        try (var command = node.command("rotate-keys")) {
            assertThat(command.exitCode()).as(command.printed()).isEqualTo(exitCode);
            return command.printed();
        }
    }

    private static String key(String said) {
        return said.replaceFirst("(?s).*(did:key:zDn\\w+) signs from.*", "$1");
    }

    private static String keys(Node node) {
        return node.door().ask(Call.get("/oidc/jwks", "application/json", "")).body();
    }
}
