package dev.verifier.bench;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import dev.verifier.credential.CredentialFormat;
import dev.verifier.presentation.Verdict;
import dev.verifier.wallet.WalletKey;
import java.io.PrintWriter;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What the library takes for a person's presentation in each format, on one core, beside its two signatures alone. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"})
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before everything else
public class FormatBenchmark {

    @Param
    public CredentialFormat format;

    /** Whether signatures are verified by the fast provider. */
    @Param({"true", "false"})
    public boolean accelerated;

    private Shown shown;
    private Floor floor;

    /** All of it, in about two minutes, with a line for each format and provider. */
    static void run(PrintWriter out) throws RunnerException {
        var options = new OptionsBuilder()
                .include(FormatBenchmark.class.getName())
                .verbosity(VerboseMode.SILENT)
                .build();
        var floors = new TreeMap<String, Double>();
        var lines = new TreeMap<String, Double>();
        for (var result : new Runner(options).run()) {
            var parameters = result.getParams();
            var provider = Boolean.parseBoolean(parameters.getParam("accelerated")) ? "accelerated" : "JDK";
            var name = String.format(Locale.ROOT, "%-20s %-12s", parameters.getParam("format"), provider);
            var score = result.getPrimaryResult();
            (score.getLabel().equals("floor") ? floors : lines).put(name, score.getScore());
        }
        lines.forEach((name, micros) -> out.printf(
                Locale.ROOT,
                "%s %8.1f us, %.0f/s on a core; signatures alone %.1f us; ratio %.2f%n",
                name,
                micros,
                TimeUnit.SECONDS.toMicros(1) / micros,
                floors.getOrDefault(name, Double.NaN),
                micros / floors.getOrDefault(name, Double.NaN)));
        out.flush();
    }

    @Setup
    public void prepare() throws GeneralSecurityException {
        if (accelerated) {
            AmazonCorrettoCryptoProvider.install();
        }
        var random = new SecureRandom();
        var person = WalletKey.generate(random);
        shown = Shown.of(format, person, Instant.now(), random);
        floor = Floor.over(person, shown.texts(), Crypto.of(accelerated).getFirst());
    }

    @Benchmark
    public Verdict presentation() {
        return shown.accepted();
    }

    @Benchmark
    public void floor() throws GeneralSecurityException {
        floor.verify();
    }
}
