package dev.verifier.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How long the packaged server takes from being started to being ready, and beside it an empty web application of Spring Boot's on the same
 * virtual machine and cores, with an AOT cache and without one; each in turn, the first turn of which does not count.
 *
 * @param setting where
 * @param packaged what {@code ./dev package} made
 * @param hello the empty application
 */
record Starts(Setting setting, Path packaged, Path hello) implements Section {

    private static final String SERVER = "the packaged server, with its AOT cache, on PostgreSQL";
    private static final String EMPTY = "an empty Spring Boot, with an AOT cache";
    private static final String EMPTY_WITHOUT = "an empty Spring Boot, without";

    @Override
    public String name() {
        return "starts";
    }

    @Override
    public List<Aim> aims() {
        return List.of(Aim.START_RATIO, Aim.START);
    }

    @Override
    public void measure(Findings findings) throws IOException, InterruptedException {
        if (!Files.exists(packaged.resolve("verifier.aot")) || !Files.exists(hello)) {
            throw new IOException(
                    "there is no package in " + packaged + ", or no " + hello + ": ./dev bench --targets makes both");
        }
        try (var world = setting.world();
                var database = Postgres.start(world.folder().resolve("postgres"), setting.cores())) {
            var starts = starts(world, database);
            var millis = new LinkedHashMap<String, List<Double>>();
            for (var turn = 0; turn <= setting.plan().rounds(); turn++) {
                for (var start : starts.entrySet()) {
                    var taken = start.getValue()
                            .ready(setting.cores(), world.folder().resolve("start.log"));
                    if (turn > 0) {
                        millis.computeIfAbsent(start.getKey(), _ -> new ArrayList<>())
                                .add(taken.toNanos() / 1e6);
                    }
                }
            }
            var figures = new LinkedHashMap<String, Spread>();
            millis.forEach((name, taken) -> figures.put("ms, " + name, Spread.of(taken)));
            var result = new Report.Result("start to ready", figures);
            findings.add(result);
            var server = result.figure("ms, " + SERVER);
            findings.figure(Aim.START, server);
            findings.figure(Aim.START_RATIO, server.median() / result.median("ms, " + EMPTY));
            findings.remark(
                    Aim.START_RATIO,
                    "%s ms, and %s ms without a cache, of which ours is %s times"
                            .formatted(
                                    Report.text(result.median("ms, " + EMPTY)),
                                    Report.text(result.median("ms, " + EMPTY_WITHOUT)),
                                    Report.text(server.median() / result.median("ms, " + EMPTY_WITHOUT))));
        }
    }

    private Map<String, Start> starts(World world, Postgres database) throws IOException, InterruptedException {
        var java = packaged.resolve("java/bin/java").toAbsolutePath().toString();
        var port = world.verifier().getPort();
        var server = new ArrayList<>(
                List.of(java, "-XX:AOTCache=" + packaged.resolve("verifier.aot").toAbsolutePath()));
        server.addAll(setting.jvm());
        server.addAll(world.properties(port, world.folder().resolve("data")));
        server.addAll(database.properties());
        server.addAll(List.of(
                "-jar", packaged.resolve("verifier-server.jar").toAbsolutePath().toString()));
        server.addAll(setting.options());
        var empty = extracted(java, world.folder().resolve("hello"));
        var cache = world.folder().resolve("hello.aot").toString();
        var emptyPort = Nodes.freePort();
        Start.run(List.of(
                java,
                "-XX:AOTCacheOutput=" + cache,
                "-Dspring.context.exit=onRefresh",
                "-Dserver.port=0",
                "-jar",
                empty));
        var address = URI.create("http://localhost:" + emptyPort + "/");
        var rest = new ArrayList<>(setting.jvm());
        rest.addAll(List.of("-Dserver.port=" + emptyPort, "-jar", empty));
        var starts = new LinkedHashMap<String, Start>();
        starts.put(SERVER, new Start(server, URI.create("http://localhost:" + port + "/health")));
        starts.put(
                EMPTY,
                new Start(
                        Stream.concat(Stream.of(java, "-XX:AOTCache=" + cache), rest.stream())
                                .toList(),
                        address));
        starts.put(
                EMPTY_WITHOUT,
                new Start(Stream.concat(Stream.of(java), rest.stream()).toList(), address));
        return starts;
    }

    /** Taken apart as the server is, since jars in a jar are slow and no AOT cache knows them. */
    private String extracted(String java, Path folder) throws IOException, InterruptedException {
        Start.run(List.of(
                java,
                "-Djarmode=tools",
                "-jar",
                hello.toAbsolutePath().toString(),
                "extract",
                "--destination",
                folder.toString()));
        return folder.resolve(hello.getFileName()).toString();
    }
}
