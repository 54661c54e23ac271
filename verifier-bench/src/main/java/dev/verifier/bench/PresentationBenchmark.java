package dev.verifier.bench;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import dev.verifier.did.Did;
import dev.verifier.did.KeyDids;
import dev.verifier.jose.CompactJws;
import dev.verifier.jose.JwsVerifier;
import dev.verifier.jose.PublicJwk;
import dev.verifier.jose.SignatureAlgorithm;
import dev.verifier.jose.VerifiedJws;
import dev.verifier.presentation.Verdict;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.wallet.WalletKey;
import java.io.PrintWriter;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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

/** What the library takes for a presentation and for one token of it, each beside the signatures alone. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"})
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before everything else
public class PresentationBenchmark {

    private static final JwsVerifier TOKENS =
            new JwsVerifier(Set.of(SignatureAlgorithm.ES256), Set.of("jwt"), Set.of());

    /** Whether signatures are verified by the fast provider. */
    @Param({"true", "false"})
    public boolean accelerated;

    private Presented presented;
    private PublicJwk key;
    private Floor presentation;
    private Floor token;

    /** All of it, in about two minutes, with a line for each result. */
    static void run(PrintWriter out) throws RunnerException {
        var options = new OptionsBuilder()
                .include(PresentationBenchmark.class.getName())
                .verbosity(VerboseMode.SILENT)
                .build();
        for (var result : new Runner(options).run()) {
            var score = result.getPrimaryResult();
            var provider = Boolean.parseBoolean(result.getParams().getParam("accelerated")) ? "accelerated" : "JDK";
            out.printf(
                    Locale.ROOT,
                    "%-20s %-12s %8.1f us, 99.9%% within %.1f%n",
                    score.getLabel(),
                    provider,
                    score.getScore(),
                    score.getScoreError());
        }
        out.flush();
    }

    @Setup
    public void prepare() throws GeneralSecurityException, RejectedException {
        if (accelerated) {
            AmazonCorrettoCryptoProvider.install();
        }
        var random = new SecureRandom();
        var machine = WalletKey.generate(random);
        presented = Presented.by(machine, Instant.now(), random);
        key = KeyDids.resolve(Did.parse(machine.did()));
        var provider = Crypto.of(accelerated).getFirst();
        presentation =
                Floor.of(presented.login().runbook(), machine, presented.login().presentation(), provider);
        token = new Floor(
                provider,
                List.of(presentation.verified().getLast()),
                presentation.signed(),
                presentation.key(),
                List.of());
    }

    @Benchmark
    public Verdict presentation() {
        return presented.accepted();
    }

    @Benchmark
    public void presentationFloor() throws GeneralSecurityException {
        presentation.verify();
    }

    @Benchmark
    public VerifiedJws token() throws RejectedException {
        var jws = CompactJws.parse(Part.PRESENTATION, presented.login().presentation(), Presented.LIMITS);
        return TOKENS.verify(jws, key);
    }

    @Benchmark
    public void tokenFloor() throws GeneralSecurityException {
        token.verify();
    }
}
