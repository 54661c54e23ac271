package dev.verifier.server.doctor;

import dev.verifier.jose.Limits;
import dev.verifier.presentation.Nonce;
import dev.verifier.server.audit.EventLog;
import dev.verifier.server.client.ClientSignatures;
import dev.verifier.server.client.TrustedClients;
import dev.verifier.server.compatibility.Tolerance;
import dev.verifier.server.configuration.FilePaths;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.configuration.VerifierProperties;
import dev.verifier.server.explain.Explained;
import dev.verifier.server.explain.Explainer;
import dev.verifier.server.explain.Kind;
import dev.verifier.server.explain.Question;
import dev.verifier.server.key.KeyLine;
import dev.verifier.server.key.KeySource;
import dev.verifier.server.list.Lists;
import dev.verifier.server.outbound.OutboundHttp;
import dev.verifier.server.profile.CredentialProfiles;
import dev.verifier.server.request.RequestObjects;
import dev.verifier.server.trust.TrustSources;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/** {@code doctor explain <file>}: what the checks of a server with this configuration say of something that somebody made. */
final class ExplainCommand {

    private static final int LARGEST = 1024 * 1024;
    private static final Set<String> OPTIONS = Set.of(
            "at", "as", "client", "nonce", "audience", "response-uri", "origin", "response-key", "transaction-data");

    static final List<String> USAGE = List.of(
            "doctor explain <file> [--json] [--at 2026-11-22T14:00:00Z] [--as <kind>] [--verifier.…=…]",
            "  <file>          what is to be explained, or - for standard input; never a private key",
            "  --as            request-object, client-assertion, presentation, vp-token, credential or token, where it is mistaken",
            "  --client        client_id of the client at which somebody signs in with a presentation: what it requires is looked at",
            "  --nonce         of the request that a presentation answers",
            "  --audience      the client_id of that request; of a token, whom it is for",
            "  --response-uri  where the answer was to be posted; --origin where a page asked through the browser: for mdocs",
            "  --response-key  file with the public JWK that the answer was encrypted to: for mdocs",
            "  --transaction-data  what that request had authorized: its entries as they were sent, with commas between them",
            "Exit codes: 0 nothing that was looked at is wrong, 1 something is, 2 there was nothing to look at.");

    /** No configuration by its annotation: the server would take it for one of its own. Beans are made as they are needed. */
    @EnableConfigurationProperties(VerifierProperties.class)
    @Import(FilePaths.class)
    @ComponentScan({
        "dev.verifier.server.outbound",
        "dev.verifier.server.profile",
        "dev.verifier.server.client",
        "dev.verifier.server.trust"
    })
    static class Command {

        @Bean
        MeterRegistry meterRegistry() {
            return new SimpleMeterRegistry();
        }

        @Bean
        EventLog eventLog(Clock clock, MeterRegistry registry) {
            return EventLog.of(clock, registry);
        }

        @Bean
        Surface surface(VerifierProperties properties) {
            return new Surface(properties.issuer(), properties.endpoints().aliases());
        }

        @Bean
        Tolerance tolerance(VerifierProperties properties, EventLog events) {
            return new Tolerance(properties.compatibility(), events);
        }

        @Bean
        Limits limits(VerifierProperties properties) {
            var limits = properties.limits();
            return new Limits(Math.toIntExact(limits.credential().toBytes()), limits.jsonDepth());
        }

        @Bean
        Lists lists(
                OutboundHttp http,
                EventLog events,
                Clock clock,
                MeterRegistry registry,
                VerifierProperties properties) {
            var largest = properties.outbound().maxListBytes().toBytes();
            return Lists.once(http, events, clock, registry, largest);
        }
    }

    private ExplainCommand() {}

    static int run(List<String> arguments, Clock clock, InputStream in, PrintStream out) throws IOException {
        var asked = Arguments.parse(arguments, OPTIONS, Set.of("json"));
        var question = question(asked, clock.instant(), in, out);
        if (question == null) {
            USAGE.forEach(out::println);
            return Exit.USAGE;
        }
        return Patients.examined(Command.class, asked.configuration(), clock, out, context -> {
            var explained = explain(context, question);
            if (asked.option("json").isPresent()) {
                out.println(explained.json());
            } else {
                explained.lines().forEach(out::println);
            }
            return explained.exitCode();
        });
    }

    private static Explained explain(ApplicationContext context, Question question) throws IOException {
        var properties = context.getBean(VerifierProperties.class);
        var signatures = context.getBean(ClientSignatures.class);
        var surface = context.getBean(Surface.class);
        var tolerance = context.getBean(Tolerance.class);
        try (var line = KeyLine.open(properties, context.getBean(EventLog.class))) {
            return new Explainer(
                            context.getBean(TrustSources.class),
                            context.getBean(TrustedClients.class),
                            signatures,
                            RequestObjects.inTheOpen(properties, signatures, surface, tolerance),
                            context.getBean(CredentialProfiles.class),
                            () -> new KeySource(properties, line).find(),
                            surface,
                            tolerance,
                            context.getBean(Limits.class))
                    .explain(question);
        }
    }

    /** What is asked; null where that cannot be understood, which is said. */
    private static @Nullable Question question(Arguments asked, Instant now, InputStream in, PrintStream out)
            throws IOException {
        if (asked.words().size() != 1) {
            return null;
        }
        try {
            var file = asked.words().getFirst();
            var key = asked.own().get("response-key");
            var nonce = asked.own().get("nonce");
            var kind = asked.own().get("as");
            var entries = asked.own().get("transaction-data");
            return new Question(
                    read(file, in),
                    asked.own().containsKey("at") ? Instant.parse(asked.own().get("at")) : now,
                    kind == null
                            ? null
                            : Kind.named(kind).orElseThrow(() -> new IllegalArgumentException("--as: " + kind)),
                    nonce == null ? null : new Nonce(nonce),
                    asked.own().get("audience"),
                    asked.own().get("response-uri"),
                    asked.own().get("origin"),
                    key == null ? null : read(key, in),
                    asked.own().get("client"),
                    entries == null ? null : Question.entries(entries));
        } catch (DateTimeException e) {
            out.println("--at takes a time such as 2026-11-22T14:00:00Z");
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
        } catch (IOException e) {
            out.println("cannot read " + e.getMessage());
        }
        return null;
    }

    private static String read(String file, InputStream in) throws IOException {
        try (var opened = file.equals("-") ? in : Files.newInputStream(Path.of(file))) {
            var bytes = opened.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IllegalArgumentException(file + " is larger than 1 MB, and nothing that is known here is");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
