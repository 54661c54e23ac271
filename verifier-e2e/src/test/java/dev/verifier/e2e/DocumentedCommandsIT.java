package dev.verifier.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.gson.JsonParser;
import dev.verifier.e2e.Page.Block;
import dev.verifier.e2e.Runbook.Step;
import dev.verifier.e2e.Terminal.Printed;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Commands of the pages that are no runbooks are typed as they stand, but for what {@code docs/commands.md} says. */
@EnabledIfSystemProperty(
        named = "verifier.faults",
        matches = "true",
        disabledReason = "it is slow: ./dev test --all runs this")
@EnabledIf(
        value = "dev.verifier.e2e.Desk#isPermitted",
        disabledReason =
                "no namespaces can be made here: this test needs root, unshare of util-linux and ip of iproute2")
@Timeout(600)
class DocumentedCommandsIT {

    private static final String TOKEN = "\"expires_in\" : 3600";

    /** What a server is told beside what the page says. */
    private static final String REST =
            "--verifier.trust.anchors=world/anchors.pem --verifier.trust.issuers.list=file:world/issuers.yaml";

    private static final String WORLD =
            "./dev wallet world --out world --verifier https://login.example --audience https://api.example";

    @TempDir
    private Path folder;

    private Desk desk;

    @BeforeEach
    void sit() throws Exception {
        desk = Desk.in(folder);
        for (var jar : List.of("verifier-server", "verifier-test-kit")) {
            Files.createSymbolicLink(desk.folder().resolve(jar + ".jar"), Path.of(jar, "target", jar + ".jar"));
        }
    }

    @Test
    void three_nodes_serve_and_so_do_two() throws Exception {
        assumeInstalled("psql", "haproxy");
        try (var postgresql = EmbeddedPostgres.start()) {
            Files.writeString(desk.folder().resolve("postgresql.cfg"), """
                    defaults
                        mode tcp
                        timeout connect 5s
                        timeout client 5m
                        timeout server 5m
                    listen postgresql
                        bind 127.0.0.1:5432
                        server outside unix@/tmp/.s.PGSQL.%d
                    """.formatted(postgresql.getPort()));
            var blocks = new ArrayList<>(List.of("haproxy -f postgresql.cfg & disown"));
            blocks.addAll(documented("deployment", "three_nodes_serve_and_so_do_two"));
            assertThat(blocks).hasSize(3);

            var printed = desk.type(blocks, Map.of("PGHOST", "/tmp", "PGPORT", String.valueOf(postgresql.getPort())));

            assertDone(printed);
            assertThat(printed.get(1).out()).contains("0 errors, 0 warnings");
            assertThat(printed.get(1).err().split("Layer7 check passed", -1)).hasSizeGreaterThanOrEqualTo(4);
            assertThat(printed.get(2).out().split(TOKEN, -1)).hasSize(3);
        }
    }

    @Test
    void the_jar_does_what_is_said_of_it() throws Exception {
        var name = "the_jar_does_what_is_said_of_it";
        var server = documented("deployment", name);
        var readme = documented("README", name).getFirst();
        var explain = documented("explain", name).getFirst();
        assertThat(server).hasSize(3);

        var printed = desk.type(
                List.of(
                        WORLD + " && cp world/clients.yaml .",
                        serving(server.get(0).replace("…", REST)),
                        serving(server.get(1)
                                .replace(
                                        "…",
                                        "--verifier.issuer=https://login.example --verifier.data-directory=own "
                                                + REST)),
                        server.get(2).replace("…", "--verifier.clients.location=file:clients.yaml " + REST),
                        "./dev wallet assertion --verifier https://verifier.example --key world/machine/key.pem"
                                + " --credential world/machine/credential.jwt --tamper assertion.EXPIRED >assertion.jwt",
                        explain,
                        "mkdir -p /etc/verifier/anchors && cp world/anchors.pem /etc/verifier/anchors"
                                + " && cp world/clients.yaml world/issuers.yaml /etc/verifier",
                        serving(readme)),
                Map.of());

        for (var at : List.of(0, 1, 2, 3, 4, 6, 7)) {
            assertDone(printed.subList(at, at + 1));
        }
        assertThat(printed.get(1).out()).contains("https://login.example/oidc/token");
        assertThat(printed.get(2).out())
                .contains("https://login.example/oidc/token")
                .contains("AOTCache creation is complete")
                .doesNotContain("Unable to", "error has occurred");
        assertThat(printed.get(3).out())
                .as("nobody is there who has that name")
                .contains("warning  reach", "0 errors, 2 warnings");
        assertThat(printed.get(5).exitCode()).as(printed.get(5).toString()).isOne();
        var explained = printed.get(5).out();
        Expected.isIn(
                explained.substring(explained.indexOf("a client assertion")),
                new Step(explain, "text", shownAfter("docs/explain.md", explain)));
        assertThat(printed.get(7).out()).contains("https://verifier.example/oidc/token");
    }

    @Test
    void the_test_kit_says_where_it_is() throws Exception {
        var block = documented("testing-your-client", "the_test_kit_says_where_it_is")
                .getFirst();

        var printed = desk.type(
                List.of(
                        block.strip() + " >told.json &",
                        "until [ -s told.json ]; do kill -0 $! || break; sleep 0.2; done; cat told.json"),
                Map.of());

        assertDone(printed);
        Expected.isIn(printed.get(1).out(), new Step(block, "json", shownAfter("docs/testing-your-client.md", block)));
    }

    @Test
    void keys_are_made_and_can_be_used() throws Exception {
        assumeInstalled("softhsm2-util");
        var name = "keys_are_made_and_can_be_used";
        var keys = documented("keys", name);
        assertThat(keys).hasSize(3);
        Files.createDirectories(folder.resolve("tokens"));
        var softhsm = Files.writeString(
                folder.resolve("softhsm2.conf"), "directories.tokendir = " + folder.resolve("tokens") + "\n");

        var told = properties("docs/keys.md", keys);
        var blocks = new ArrayList<>(documented("clients-spring", name));
        for (var way = 0; way < keys.size(); way++) {
            blocks.add(keys.get(way));
            blocks.add("java -jar verifier-server.jar doctor --verifier.issuer=http://localhost:9000 "
                    + told.get(way).replace("slot=1234567", "slot='$slot'"));
        }
        var printed = desk.type(blocks, Map.of("SOFTHSM2_CONF", softhsm.toString()));

        for (var at : List.of(0, 1, 3, 5)) {
            assertDone(printed.subList(at, at + 1));
        }
        for (var at : List.of(2, 4, 6)) {
            assertThat(printed.get(at).out())
                    .as(printed.get(at).toString())
                    .containsPattern("(?m)^ok +key .*did:key:zDn")
                    .doesNotContainPattern("(?m)^(error|warning) +key ");
        }
    }

    /** The properties that the page shows after each of these blocks, as arguments. */
    private static List<String> properties(String page, List<String> blocks) throws Exception {
        var all = Page.read(page).blocks();
        return blocks.stream()
                .map(text -> all.get(all.stream().map(Block::text).toList().indexOf(text) + 1))
                .map(shown -> shown.text()
                        .lines()
                        .map(line -> "--" + line.replaceFirst(": ", "='") + "'")
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    @Test
    void the_demo_is_what_the_pages_say() throws Exception {
        var name = "the_demo_is_what_the_pages_say";
        var readme = documented("README", name).getFirst();
        var demo = readme.lines().findFirst().orElseThrow();
        var status = documented("status", name);
        var observability = documented("observability", name);
        assertThat(status).hasSize(2);
        assertThat(observability).hasSize(2);
        var signIn = "./dev wallet sign-in --app http://localhost:9400/oauth2/authorization/verifier"
                + " --key data/demo/employee/key.pem --credential data/demo/employee/revocable.jwt";

        var printed = desk.type(
                List.of(
                        "./dev wallet world --out data/demo --verifier http://localhost:9000"
                                + " --audience http://localhost:9100 --app http://localhost:9300",
                        status.get(0),
                        demo.replaceFirst(" *#.*", " >demo.out &"),
                        "until grep -q 'Sign in as a person' demo.out; do kill -0 $! || break; sleep 0.2; done; cat demo.out",
                        documented("flows", name).getFirst(),
                        signIn,
                        status.get(1),
                        // The server may keep the list for five seconds.
                        "for i in $(seq 30); do %s >refused.txt 2>&1 || break; sleep 0.5; done; cat refused.txt"
                                        .formatted(signIn)
                                + "; ln -s data/demo/verifier.log",
                        observability
                                .get(0)
                                .replace("VW3XBH360EVFG0R0", "\"$(grep -ow '[0-9A-Z]\\{16\\}' refused.txt)\""),
                        ". docs/runbooks/tools.sh; claims \"$(cat data/demo/employee/revocable.jwt)\" | member sub >did",
                        observability.get(1).replace("did:key:zDn…", "$(cat did)")),
                Map.of());

        assertDone(printed);
        Expected.isIn(
                printed.get(3).out().lines().takeWhile(line -> !line.isEmpty()).collect(Collectors.joining("\n")),
                new Step(demo, "text", shownAfter("README.md", readme)));
        assertThat(printed.get(4).out()).contains(TOKEN);
        assertThat(printed.get(5).out()).contains("Hello, ");
        assertThat(printed.get(7).out()).contains("revoked");
        assertThat(printed.get(8).out()).contains("\"event\":\"Refused\"", "revoked");
        assertThat(Files.readString(desk.folder().resolve("verifier.log")))
                .contains("\"subject\":\"%s\"".formatted(printed.get(10).out().strip()));
    }

    @Test
    void a_unit_is_installed() throws Exception {
        assumeInstalled("systemd-analyze", "systemctl");
        Files.createDirectories(desk.folder().resolve("target"));
        Files.createSymbolicLink(
                desk.folder().resolve("target/verifier.tar.gz"),
                Installed.folder().resolveSibling("verifier.tar.gz"));
        Files.writeString(desk.folder().resolve("application.yaml"), "verifier.issuer: https://login.example\n");
        var block = documented("deployment", "a_unit_is_installed").getFirst();

        var printed = desk.type(
                List.of(
                        block,
                        "readlink /etc/systemd/system/multi-user.target.wants/verifier.service"
                                + " && cat /etc/verifier/application.yaml && /opt/verifier/java/bin/java --version"),
                Map.of());

        assertDone(printed);
        assertThat(printed.get(0).err()).doesNotContain("verifier.service:");
        assertThat(printed.get(1).out())
                .contains("/etc/systemd/system/verifier.service", "https://login.example", "25");
    }

    @Test
    void a_container_is_run() throws Exception {
        assumeInstalled("podman", "runc");
        var block = documented("deployment", "a_container_is_run").getFirst();
        Image.make(folder.resolve("made"));
        Files.createDirectories(desk.folder().resolve("target"));
        Files.createSymbolicLink(desk.folder().resolve("target/verifier-image.tar"), folder.resolve("made/image.tar"));
        Files.createDirectories(desk.folder().resolve("verifier"));
        Files.writeString(
                desk.folder().resolve("verifier/application.yaml"), "verifier.issuer: https://login.example\n");
        var storage = folder.resolve("podman");
        Files.writeString(folder.resolve("storage.conf"), """
                [storage]
                driver = "vfs"
                graphroot = "%1$s/images"
                runroot = "%1$s/running"
                """.formatted(storage));

        var printed = desk.type(
                List.of(
                        // What Podman knows of networks and of what runs.
                        "mkdir -p /var/lib/cni && mount -t tmpfs tmpfs /var/lib/cni && mount -t tmpfs tmpfs /run",
                        block.lines().findFirst().orElseThrow()
                                + " && podman run --rm --entrypoint /opt/verifier/java/bin/java verifier:0.1.0-SNAPSHOT --version",
                        serving(block)),
                Map.of(
                        "CONTAINERS_CONF",
                        Desk.CONTAINERS.toString(),
                        "CONTAINERS_STORAGE_CONF",
                        folder.resolve("storage.conf").toString()));

        assumeThat(printed.get(1).exitCode())
                .as("containers can be run here: %s", printed.get(1).err())
                .isZero();
        assertDone(printed);
        assertThat(printed.get(2).out())
                .contains("\"event\":\"Ready\"", "https://login.example/oidc/token")
                .doesNotContain("UnknownVariable");
    }

    @Test
    @EnabledOnOs(
            value = OS.LINUX,
            architectures = "amd64",
            disabledReason = "Helm's library is here for this platform only")
    void a_cluster_is_told() throws Exception {
        assumeInstalled("kubectl");
        var block = documented("deployment", "a_cluster_is_told").getFirst();

        var printed = desk.type(
                List.of(
                        "touch password data-key && openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out signing.pem",
                        block),
                Map.of());

        assertDone(printed);
        var secret = JsonParser.parseString(printed.get(1).out()).getAsJsonObject();
        assertThat(secret.getAsJsonObject("data").keySet())
                .containsExactlyInAnyOrder(
                        "spring.datasource.username",
                        "spring.datasource.password",
                        "verifier.keys.signing",
                        "verifier.keys.data");
        var told = Files.readAllLines(desk.folder().resolve("helm.told"));
        assertThat(told).startsWith("install", "verifier", "deploy/helm/verifier");
        var chart = new Chart(folder.resolve("chart"), values(told));
        assertThat(chart.lint().isFailed()).isFalse();
        var objects = new Chart(folder.resolve("rendered"), values(told)).objects();
        assertThat(String.valueOf(objects.get("Deployment test-verifier")))
                .contains(
                        "\"secretName\":\"%s\""
                                .formatted(secret.getAsJsonObject("metadata")
                                        .get("name")
                                        .getAsString()),
                        "\"registry.example/verifier:");
        assertThat(String.valueOf(objects.get("ConfigMap test-verifier")))
                .contains("https://login.example", "jdbc:postgresql://postgresql.databases/verifier");
    }

    /** What is set on the command line, as a file would have it. */
    private static Map<String, Object> values(List<String> told) {
        var values = new HashMap<String, Object>();
        for (var word = 0; word < told.size(); word++) {
            if (told.get(word).equals("--set")) {
                for (var set : told.get(word + 1).split(",", -1)) {
                    var parts = set.split("=", 2);
                    put(values, List.of(parts[0].split("\\.", -1)), parts[1]);
                }
            }
        }
        return values;
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> values, List<String> path, String value) {
        if (path.size() == 1) {
            values.put(path.getFirst(), value);
        } else {
            var inner =
                    (Map<String, Object>) values.computeIfAbsent(path.getFirst(), _ -> new HashMap<String, Object>());
            put(inner, path.subList(1, path.size()), value);
        }
    }

    // -- what is typed

    private static List<String> documented(String page, String test) throws Exception {
        var file = page.equals("README") ? "README.md" : "docs/" + page + ".md";
        var blocks = Commands.read().of(file, "DocumentedCommandsIT#" + test);
        assertThat(blocks).as("blocks of %s for %s", page, test).isNotEmpty();
        return blocks;
    }

    /** A block whose last command is a server, and what that says of itself once it serves. */
    private static String serving(String block) {
        return block.strip() + """
                 &
                until curl --silent --fail --output /dev/null http://localhost:9000/health; do
                  kill -0 $! || break
                  sleep 0.2
                done
                curl --silent --fail http://localhost:9000/.well-known/openid-configuration
                code=$?
                kill $!
                wait $!
                (exit $code)
                """;
    }

    /** The text or JSON that a page shows next after a block. */
    private static String shownAfter(String page, String block) throws Exception {
        var blocks = Page.read(page).blocks();
        return blocks.stream()
                .skip(blocks.stream().map(Block::text).toList().indexOf(block) + 1L)
                .filter(shown -> List.of("text", "json").contains(shown.language()))
                .findFirst()
                .orElseThrow()
                .text();
    }

    private static void assertDone(List<Printed> printed) {
        assertThat(printed)
                .allSatisfy(
                        each -> assertThat(each.exitCode()).as(each.toString()).isZero());
    }

    private static void assumeInstalled(String... programs) {
        var path = System.getenv("PATH") + ":/usr/sbin";
        for (var program : programs) {
            assumeThat(Arrays.stream(path.split(":", -1)).map(Path::of))
                    .as("%s is installed", program)
                    .anyMatch(each -> Files.isExecutable(each.resolve(program)));
        }
    }
}
