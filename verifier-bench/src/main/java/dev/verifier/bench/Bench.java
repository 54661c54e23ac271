package dev.verifier.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command: starts the real server, loads it, and says what a token or a login costs. */
@Command(
        name = "verifier-bench",
        description = {
            "Starts the server on a free port, sends it machine logins that were signed beforehand, and sets what a token"
                    + " costs beside what its signatures cost by themselves. Takes about two minutes.",
            "Uses nothing but loopback and leaves nothing behind."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:measured",
            "1:the server does not start, or does not answer every request as it should",
            "2:a mistake in the command"
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields in
final class Bench implements Callable<Integer> {

    private static final int WIDTH = 110;
    private static final int MOST_NODES = 8;

    private static final List<String> SECTIONS =
            List.of("machines", "people", "growth", "statuses", "starts", "scaling", "waiting");

    private static final int MANY_CLIENTS = 100_000;
    private static final int MANY_ISSUERS = 10_000;
    private static final int FEW_CLIENTS = 2_000;
    private static final int FEW_ISSUERS = 500;

    /** As deploy/systemd and the image start it. */
    private static final List<String> PACKAGED = List.of("-XX:+UseSerialGC", "-XX:MaxNewSize=48m");

    private static final int MOST_FAMILIES = 10_000_000;

    private final InstantSource clock;
    private final SecureRandom random;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How long a round takes; ${DEFAULT-VALUE} if not told.")
    private int seconds;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "16",
            description = "How many requests are under way at once; ${DEFAULT-VALUE} if not told.")
    private int connections;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "How many rounds count; ${DEFAULT-VALUE} if not told.")
    private int rounds;

    @Option(
            names = "--warm-ups",
            paramLabel = "N",
            defaultValue = "10",
            description = "The most rounds before those; ${DEFAULT-VALUE} if not told.")
    private int warmUps;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures there too.")
    private @Nullable Path json;

    @Option(
            names = "--logins",
            description =
                    "Measures people who sign in with a wallet, where it would measure machines; then has many wait at once.")
    private boolean logins;

    @Option(
            names = "--clients",
            description =
                    "Measures what a confidential client asks: for codes, tokens, new tokens, and whether they are good.")
    private boolean clients;

    @Option(
            names = "--browsers",
            paramLabel = "N",
            defaultValue = "5000",
            description = "With --logins, how many wait at once; ${DEFAULT-VALUE} if not told.")
    private int browsers;

    @Option(
            names = "--families",
            paramLabel = "N",
            description = "First stores so many refresh families, and says how long a start takes then.")
    private int families;

    @Option(
            names = "--postgresql",
            description = "Keeps everything in a PostgreSQL that is started for it, on the server's cores.")
    private boolean postgres;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "1",
            description = "With --postgresql, how many servers share it, and the cores; ${DEFAULT-VALUE} if not told.")
    private int nodes;

    @Option(
            names = "--peers",
            description =
                    "Measures machines only, and beside ours Keycloak and Node's oidc-provider on the same cores.")
    private boolean peers;

    @Option(
            names = "--pictures",
            paramLabel = "FOLDER",
            description = "Writes figures.md and pictures of the figures there.")
    private @Nullable Path pictures;

    @Option(
            names = "--targets",
            description =
                    "Measures everything that is aimed at, on PostgreSQL and with --peers, and writes targets.md and pictures"
                            + " into docs/performance or the folder of --pictures. Takes 20 minutes.")
    private boolean targets;

    @Option(
            names = "--quick",
            description =
                    "With --targets, so little of each that it takes three minutes and says nothing but whether it works.")
    private boolean quick;

    @Option(
            names = "--only",
            paramLabel = "SECTION",
            split = ",",
            description = "With --targets, only these: machines, people, growth, statuses, starts, scaling, waiting;"
                    + " separated by commas.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--package",
            paramLabel = "FOLDER",
            defaultValue = "target/verifier",
            description = "With --targets, what ./dev package made; ${DEFAULT-VALUE} if not told.")
    private Path packaged;

    @Option(
            names = "--hello",
            paramLabel = "JAR",
            defaultValue = "verifier-bench/hello/target/verifier-bench-hello.jar",
            description = "With --targets, the empty application to start beside it; ${DEFAULT-VALUE} if not told.")
    private Path hello;

    @Option(names = "--micro", description = "Measures the library alone, with JMH, and starts no server.")
    private boolean micro;

    @Option(
            names = "--server",
            paramLabel = "JAR",
            defaultValue = "verifier-server/target/verifier-server.jar",
            description = "The server; ${DEFAULT-VALUE} if not told.")
    private Path jar;

    @Option(
            names = "--jvm",
            paramLabel = "OPTION",
            description = "An option for the server's virtual machine, such as a profiler's; may be repeated.")
    private List<String> jvm = new ArrayList<>();

    @Parameters(paramLabel = "SERVER-OPTION", description = "After --, more options for the server.")
    private List<String> options = new ArrayList<>();

    private Bench(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    public static void main(String[] arguments) {
        System.exit(commandLine(InstantSource.system(), new SecureRandom()).execute(arguments));
    }

    /** The command line with this clock and these dice. */
    static CommandLine commandLine(InstantSource clock, SecureRandom random) {
        var commandLine = new CommandLine(new Bench(clock, random));
        commandLine
                .getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Says this and exits.")
                        .build());
        return commandLine
                .setUsageHelpWidth(WIDTH)
                .setExecutionExceptionHandler((thrown, command, _) -> report(thrown, command));
    }

    @Override
    public Integer call()
            throws IOException, InterruptedException, GeneralSecurityException, RefusedException, RunnerException {
        if (logins && clients) {
            throw new ParameterException(spec.commandLine(), "--logins and --clients are two measurements");
        }
        if (peers && (logins || clients)) {
            throw new ParameterException(
                    spec.commandLine(), "--peers is about machines, without --logins or --clients");
        }
        if (families < 0 || families > MOST_FAMILIES) {
            throw new ParameterException(spec.commandLine(), "--families must be at most " + MOST_FAMILIES);
        }
        if (nodes < 1 || nodes > MOST_NODES || (nodes > 1 && !postgres)) {
            throw new ParameterException(
                    spec.commandLine(), "--nodes must be from 1 to " + MOST_NODES + ", and several need --postgresql");
        }
        if (targets && (logins || clients || nodes > 1 || families > 0)) {
            throw new ParameterException(spec.commandLine(), "--targets says by itself what is measured");
        }
        if ((quick || !only.isEmpty()) && !targets) {
            throw new ParameterException(spec.commandLine(), "--quick and --only are of --targets");
        }
        if (!SECTIONS.containsAll(only)) {
            throw new ParameterException(spec.commandLine(), "--only may be some of " + String.join(",", SECTIONS));
        }
        if (targets) {
            return measureTargets();
        }
        if (micro) {
            PresentationBenchmark.run(spec.commandLine().getOut());
            FormatBenchmark.run(spec.commandLine().getOut());
            StatusListBenchmark.run(spec.commandLine().getOut());
            MemoryBenchmark.run(spec.commandLine().getOut());
            return 0;
        }
        var report = measured(plan());
        report.print(spec.commandLine().getOut());
        if (json != null) {
            Files.writeString(json, report.json());
        }
        if (pictures != null) {
            new Gallery(report, Commit.here(), "./dev bench", null).write(pictures);
        }
        return 0;
    }

    private Report measured(Plan plan)
            throws IOException, InterruptedException, GeneralSecurityException, RefusedException {
        var cores = Cores.divide();
        var conditions = Conditions.of(plan, nodes, postgres, cores);
        Crypto.hurry();
        var world = World.create(URI.create("http://localhost:" + Nodes.freePort()), clock, random);
        try (var all = Nodes.start(jar, world, nodes, postgres, Pins.together(cores), jvm, options);
                var others = peers ? Peers.start(world.folder(), cores, random) : Peers.none()) {
            var load = new Load(all.addresses(), connections, Plan.LONGEST_ROUND);
            var target = new Variant.Target(load, all::usage);
            var providers = Crypto.of(all.first().accelerated());
            var requests = new Requests(world.verifier());
            var signIn = new SignIn(requests, clients ? world.portal() : App.USUAL, world.person(), clock);
            var results = new ArrayList<Report.Result>();
            if (families > 0) {
                load.tokens(new SignIn(requests, world.portal(), world.person(), clock));
                results.add(new Families(families, all).store());
            }
            var variants = new ArrayList<>(
                    clients
                            ? Variant.portals(
                                    signIn, world.portal(), Integer.MAX_VALUE, target, providers, clock.instant())
                            : logins
                                    ? Variant.people(
                                            List.of(signIn, new SignIn(requests, App.HAIP, world.sdJwtPerson(), clock)),
                                            target,
                                            providers)
                                    : Variant.machines(world, target, providers, clock.instant()));
            for (var other : others.all()) {
                variants.add(other.variant(connections, providers, clock.instant()));
            }
            var measurement = new Measurement(plan, variants, clock);
            measurement.warmUp(spec.commandLine().getErr());
            results.addAll(measurement.measure());
            if (!logins && !clients) {
                results.add(measurement.measure(variants.getFirst(), Setting.PART));
            }
            if (logins) {
                results.add(new Crowd(plan.browsers(), signIn, load, all.first()).measure());
            }
            var memory = new LinkedHashMap<String, Long>();
            memory.put("a server", all.first().resident());
            for (var other : others.all()) {
                memory.put(other.name(), other.resident());
            }
            return new Report(conditions, results, memory);
        }
    }

    private int measureTargets() throws IOException, InterruptedException {
        var plan = plan();
        var cores = Cores.divide();
        Crypto.hurry();
        var conditions = new ArrayList<>(Conditions.of(plan, 1, true, cores));
        conditions.add(plan.warmUps() + " rounds of each before those");
        conditions.addAll(Conditions.machine(clock.instant()));
        var options = jvm.isEmpty() ? PACKAGED : jvm;
        conditions.add("the server's virtual machine has " + String.join(" ", options));
        var progress = spec.commandLine().getErr();
        var setting = new Setting(jar, cores, plan, options, this.options, clock, random, progress);
        var sections = Stream.of(
                        new Machines(setting),
                        new People(setting),
                        new Growth(setting, quick ? FEW_CLIENTS : MANY_CLIENTS, quick ? FEW_ISSUERS : MANY_ISSUERS),
                        new Statuses(setting),
                        new Starts(setting, packaged, hello),
                        new Scaling(setting),
                        new Waiting(setting))
                .<Section>map(section -> section)
                .filter(section -> only.isEmpty() || only.contains(section.name()))
                .toList();
        var findings = new Targets(sections, progress).measure();
        var report = findings.report(conditions);
        report.print(spec.commandLine().getOut());
        spec.commandLine().getOut().println("\n" + findings.table());
        spec.commandLine().getOut().flush();
        if (json != null) {
            Files.writeString(json, report.json());
        }
        var command = "./dev bench --targets" + (quick ? " --quick" : "")
                + (only.isEmpty() ? "" : " --only " + String.join(",", only));
        new Gallery(report, Commit.here(), command, findings)
                .write(pictures == null ? Path.of("docs/performance") : pictures);
        return findings.measured() > 0 ? 0 : 1;
    }

    /** What was told, or else what is usual for what is measured. */
    private int told(String option, int value, int ofTargets, int ofQuick) {
        var told = !targets || spec.commandLine().getParseResult().hasMatchedOption(option);
        return told ? value : quick ? ofQuick : ofTargets;
    }

    private Plan plan() {
        try {
            return new Plan(
                    connections,
                    Duration.ofSeconds(told("--seconds", seconds, 2, 1)),
                    told("--warm-ups", warmUps, 14, 2),
                    told("--rounds", rounds, 5, 2),
                    told("--browsers", browsers, 10_000, 300));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** What can go wrong with a server is a sentence; anything else is a bug, and shows where. */
    private static int report(Exception thrown, CommandLine command) throws Exception {
        if (thrown instanceof RefusedException || thrown instanceof IOException) {
            command.getErr().println(thrown.getMessage());
            return 1;
        }
        throw thrown;
    }
}
