package dev.verifier.bench;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import dev.verifier.credential.CredentialFormat;
import dev.verifier.presentation.Verdict;
import dev.verifier.rejection.RejectedException;
import dev.verifier.wallet.WalletKey;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.util.Locale;
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
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What is judged at a login, with everything remembered that can be, and with nothing: then the anchors are read, the issuer's chain is
 * built and the status list is verified and expanded first. Without the network, which is asked once for all logins.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"})
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before everything else
public class MemoryBenchmark {

    @Param
    public CredentialFormat format;

    /** How many credentials the status list is about. */
    @Param({"100000", "10000000"})
    public int places;

    private Shown shown;
    private StatusListBenchmark status;

    /** All of it, in about two minutes, with a line for each result. */
    static void run(PrintWriter out) throws RunnerException {
        var options = new OptionsBuilder()
                .include(MemoryBenchmark.class.getName())
                .verbosity(VerboseMode.SILENT)
                .build();
        for (var result : new Runner(options).run()) {
            var score = result.getPrimaryResult();
            out.printf(
                    Locale.ROOT,
                    "%-20s %-12s status list of %-9s %8.1f us, 99.9%% within %.1f%n",
                    score.getLabel(),
                    result.getParams().getParam("format"),
                    result.getParams().getParam("places"),
                    score.getScore(),
                    score.getScoreError());
        }
        out.flush();
    }

    @Setup
    public void prepare() throws CertificateException {
        AmazonCorrettoCryptoProvider.install();
        var random = new SecureRandom();
        shown = Shown.of(format, WalletKey.generate(random), Instant.now(), random);
        status = new StatusListBenchmark();
        status.places = places;
        status.prepare();
    }

    @Benchmark
    public Verdict remembered(Blackhole sink) throws RejectedException {
        sink.consume(status.lookup());
        return shown.accepted();
    }

    @Benchmark
    public Verdict forgotten(Blackhole sink) throws RejectedException, CertificateException {
        sink.consume(status.firstLookup());
        return shown.forgotten().accepted();
    }
}
