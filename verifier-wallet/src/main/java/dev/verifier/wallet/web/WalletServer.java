package dev.verifier.wallet.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.verifier.wallet.openid4vp.UnacceptableRequest;
import dev.verifier.wallet.openid4vp.VerifierConnection;
import dev.verifier.wallet.openid4vp.VerifierLink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The demo wallet's pages, on the loopback interface and nowhere else. */
public final class WalletServer implements AutoCloseable {
    private final DemoWallet wallet;
    private final StatusLists statusLists;
    private final InstantSource clock;
    private final SecureRandom random;
    private final VerifierConnection verifiers;
    private final OpenQuestions questions;
    private final byte[] css;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Starts it.
     *
     * @param port 0 for any that is free
     * @throws IOException if the port is taken
     */
    public WalletServer(DemoWallet wallet, int port, InstantSource clock, SecureRandom random) throws IOException {
        this(wallet, StatusLists.NONE, new VerifierConnection(clock, random), port, clock, random);
    }

    /**
     * Starts it, with status lists beside the pages, at {@code /status/1}.
     *
     * @param verifiers the way to them, which is closed with it
     * @param port 0 for any that is free
     * @throws IOException if the port is taken
     */
    public WalletServer(
            DemoWallet wallet,
            StatusLists statusLists,
            VerifierConnection verifiers,
            int port,
            InstantSource clock,
            SecureRandom random)
            throws IOException {
        this.wallet = wallet;
        this.statusLists = statusLists;
        this.clock = clock;
        this.random = random;
        this.verifiers = verifiers;
        this.questions = new OpenQuestions(random);
        try (var file = Objects.requireNonNull(WalletServer.class.getResourceAsStream("wallet.css"))) {
            this.css = file.readAllBytes();
        }
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::receive);
        server.start();
    }

    /** Where it is. */
    public URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        verifiers.close();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            var visit = new Visit(exchange);
            if (!visit.toThisMachine()) {
                visit.show(ProblemPage.of(421, "Not here", "This wallet answers to localhost only."));
                return;
            }
            if (visit.path().equals("/wallet.css")) {
                visit.style(css);
                return;
            }
            if (visit.path().equals("/status/1")) {
                list(visit);
                return;
            }
            visit.show(page(visit));
        }
    }

    private void list(Visit visit) throws IOException {
        var list = statusLists.at(visit.address());
        if (list.isEmpty()) {
            visit.show(ProblemPage.of(404, "There is no such list", "This wallet publishes no status list."));
        } else {
            visit.statusList(list);
        }
    }

    private Page page(Visit visit) throws IOException {
        var door = visit.method().replace("HEAD", "GET") + " " + visit.path();
        try {
            return switch (door) {
                case "GET /" -> start(visit.query());
                case "GET /present" -> ask(visit.query());
                case "POST /answer" -> answer(visit);
                default -> ProblemPage.of(404, "There is no such page", "The address is not one of this wallet’s.");
            };
        } catch (IllegalArgumentException e) {
            return ProblemPage.of(
                    400, "This did not work", "What the browser sent is not something this wallet knows.");
        }
    }

    private Page start(Map<String, String> query) {
        var pasted = query.getOrDefault("request", "");
        return pasted.isEmpty() ? StartPage.of(wallet.credentials(), "") : ask(query);
    }

    /** The entry of a "web wallet" link, and of the pasted one. */
    private Page ask(Map<String, String> query) {
        var pasted = query.getOrDefault("request", "");
        try {
            var link = pasted.isEmpty() ? VerifierLink.of(query) : VerifierLink.parse(pasted);
            var request = verifiers.fetch(link);
            var choices = request.choices(wallet.credentials());
            return AskPage.of(questions.open(link, request, choices), wallet.issuer() != null);
        } catch (UnacceptableRequest e) {
            return ProblemPage.of(e.flaw(), pasted);
        }
    }

    private Page answer(Visit visit) throws IOException {
        if (!visit.fromOurPage()) {
            return ProblemPage.of(403, "This did not work", "The form was not on a page of this wallet.");
        }
        var fields = visit.form();
        var answer = Answer.of(fields);
        var question = questions.take(fields.getOrDefault("question", ""));
        if (question.isEmpty()) {
            return ProblemPage.of(
                    409,
                    "You decided already",
                    "This question was answered, or is too old. Start again where you want to sign in.");
        }
        try {
            var response = wallet.response(question.get(), answer, clock.instant(), random);
            return ResultPage.of(question.get(), answer, verifiers.send(response));
        } catch (IllegalArgumentException | IllegalStateException e) {
            return ResultPage.impossible(question.get());
        }
    }
}
