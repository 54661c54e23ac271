package dev.verifier.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * RL-05, RL-41: of three nodes behind the proxy of {@code deploy/haproxy.cfg} one after the other is stopped and started again, as the
 * same version and as the next one, while machines, people and clients go on. Nobody notices.
 */
@FaultTest
@EnabledIf(
        value = "dev.verifier.e2e.faults.Haproxy#isInstalled",
        disabledReason = "no HAProxy: on Debian, install haproxy, or say where it is with VERIFIER_HAPROXY")
class RollingIT {

    /** Until the proxy has noticed. */
    private static final String DRAIN = "--verifier.shutdown.drain=3s";

    @Test
    void nobody_notices_that_one_node_after_the_other_is_started_again() throws Exception {
        try (var trio = Trio.start(Node.SERVER, DRAIN)) {
            var name = "RL-05 three nodes are stopped and started again, one after the other";
            Trial.of(trio, name, times -> {
                        for (var node : trio.all()) {
                            times.replaced(node);
                        }
                    })
                    .forEach(Figures::unnoticed);
        }
    }

    /** The next version brings a table and columns of which this one knows nothing; and one node is taken back to this one. */
    @Test
    void nobody_notices_an_upgrade_of_one_node_after_the_other_and_that_one_goes_back() throws Exception {
        try (var trio = Trio.start(Node.SERVER, DRAIN)) {
            var later = Files.createDirectories(trio.nodes().folder().resolve("later"));
            Files.writeString(later.resolve("V900__what_is_to_come.sql"), """
                    create table what_is_to_come (id varchar(64) primary key);
                    alter table wallet_login add column told varchar(64);
                    alter table authorization_grant add column told varchar(64) default 'nothing' not null;
                    create index wallet_login_told on wallet_login (told);
                    """);
            var next = "--spring.flyway.locations=classpath:db/migration,classpath:db/{vendor},filesystem:" + later;
            var tells = "--logging.level.org.flywaydb.core.internal.command=INFO";
            var first = trio.all().getFirst();
            Trial.of(trio, "RL-41 three nodes are upgraded, one after the other, and one goes back", times -> {
                        for (var node : trio.all()) {
                            times.replaced(node, next, tells);
                        }
                        assertThat(first.program().printed()).contains("to version \"900");
                        times.replaced(first, tells);
                        assertThat(first.program().printed())
                                .as("it knows less than is there")
                                .contains("has a version (900)");
                    })
                    .forEach(Figures::unnoticed);
        }
    }

    /** From any jar that was built of an earlier commit; what this version has to be told beside that one is said, too. */
    @Test
    @EnabledIfSystemProperty(
            named = "verifier.earlier",
            matches = ".+",
            disabledReason = "no earlier version: say which jar it is with -Dverifier.earlier=/path/to.jar")
    void an_upgrade_from_an_earlier_version_loses_nothing_and_does_nothing_twice_and_one_goes_back() throws Exception {
        var earlier = System.getProperty("verifier.earlier");
        var beside = System.getProperty("verifier.earlier.beside", DRAIN).split(" ", -1);
        try (var trio = Trio.start(earlier)) {
            Trial.of(trio, "RL-41 three nodes are upgraded from an earlier version, and one goes back", times -> {
                        for (var node : trio.all()) {
                            times.replaced(node.as(Node.SERVER), beside);
                        }
                        times.replaced(trio.all().getFirst().as(earlier));
                    })
                    .forEach(Figures::allRight);
        }
    }
}
