package dev.verifier.bench;

import com.sun.management.ThreadMXBean;
import dev.verifier.credential.IssuerId;
import dev.verifier.credential.StatusReference;
import dev.verifier.rejection.RejectedException;
import dev.verifier.status.ListForms;
import dev.verifier.status.RevokedCredentials;
import dev.verifier.status.StatusCheck;
import dev.verifier.status.StatusListReader;
import dev.verifier.status.StatusLists;
import dev.verifier.status.StatusPolicy;
import dev.verifier.status.StatusReading;
import dev.verifier.status.StatusSource;
import dev.verifier.trust.TrustDomain;
import dev.verifier.trust.TrustedIssuersList;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.StatusList;
import dev.verifier.wallet.StatusPublication;
import dev.verifier.wallet.TestAuthority;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
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

/** What it takes to look up one credential on a list of many, and to read such a list anew; one in a hundred is revoked. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before everything else
public class StatusListBenchmark {

    private static final IssuerId ISSUER = new IssuerId("VATES-A12345678");
    private static final String ADDRESS = "https://issuer.example/status/1";
    private static final int LIMIT = 16 << 20;
    private static final double KILOBYTE = 1e3;

    /** How many credentials the list is about. */
    @Param({"100000", "10000000"})
    public int places;

    private final StatusListReader reader = new StatusListReader(ListForms.STANDARD, 5, LIMIT);
    private StatusSource source;
    private TrustDomain domain;
    private byte[] token;
    private Instant at;
    private StatusCheck check;
    private StatusReference reference;

    /** All of it, in about a minute, with a line for each result. */
    static void run(PrintWriter out) throws RunnerException, CertificateException {
        var options = new OptionsBuilder()
                .include(StatusListBenchmark.class.getName())
                .verbosity(VerboseMode.SILENT)
                .build();
        for (var result : new Runner(options).run()) {
            var score = result.getPrimaryResult();
            out.printf(
                    Locale.ROOT,
                    "%-20s %-12s %10.3f us, 99.9%% within %.3f%n",
                    "status " + score.getLabel(),
                    result.getParams().getParam("places"),
                    score.getScore(),
                    score.getScoreError());
        }
        for (var places : List.of(100_000, 10_000_000)) {
            var one = new StatusListBenchmark();
            one.places = places;
            one.prepare();
            one.refresh();
            var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            var before = threads.getCurrentThreadAllocatedBytes();
            var found = (StatusLists.Found) one.refresh();
            var allocated = threads.getCurrentThreadAllocatedBytes() - before;
            out.printf(
                    Locale.ROOT,
                    "%-20s %-12d %10.1f kB kept, %.1f kB published, %.1f kB allocated to read it%n",
                    "status memory",
                    places,
                    found.list().bytes() / KILOBYTE,
                    one.token.length / KILOBYTE,
                    allocated / KILOBYTE);
        }
        out.flush();
    }

    @Setup
    public void prepare() throws CertificateException {
        var random = new SecureRandom();
        at = Instant.now();
        var authority = TestAuthority.create(at.minus(Duration.ofDays(30)), random);
        // Anywhere, as people lose them: what comes at regular distances is compressed to almost nothing.
        var chance = new SplittableRandom(places);
        var list = new StatusList(1, places, place -> place < places - 1 && chance.nextInt(100) == 0 ? 1 : 0);
        var publication = new StatusPublication(
                authority.seal(ISSUER.value(), SealKey.P_256), URI.create(ADDRESS), at, Duration.ofHours(1));
        token = publication.sign(publication.token(list)).getBytes(StandardCharsets.US_ASCII);
        domain = new TrustDomain(Presented.anchors(authority.anchorPem()), new TrustedIssuersList(Map.of()));
        source = new StatusSource(StatusSource.Kind.TOKEN, ADDRESS, ISSUER, domain.anchors());
        var kept = reader.read(source, token, at);
        check = new StatusCheck(revoked(), (_, _) -> kept, StatusPolicy.failClosed());
        reference = new StatusReference.TokenStatusList(ADDRESS, places - 1);
    }

    @Benchmark
    public StatusReading lookup() throws RejectedException {
        return check.require(reference, Set.of(), ISSUER, domain, at);
    }

    /** As if it were the first time that anybody names the list; without the network. */
    StatusReading firstLookup() throws RejectedException {
        return new StatusCheck(revoked(), (_, _) -> refresh(), StatusPolicy.failClosed())
                .require(reference, Set.of(), ISSUER, domain, at);
    }

    private static RevokedCredentials revoked() {
        return new RevokedCredentials(Set.of());
    }

    @Benchmark
    public StatusLists.Lookup refresh() {
        return reader.read(source, token, at);
    }
}
