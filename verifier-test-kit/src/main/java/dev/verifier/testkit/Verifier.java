package dev.verifier.testkit;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A Verifier on this machine, and people who sign in at it when a test says so. As a JUnit extension it is a field with
 * {@code @RegisterExtension}:
 *
 * <pre>{@code
 * static final Verifier verifier = Verifier.start().register(Client.app("my-app", "http://localhost:3000/callback"));
 *
 * var ann = verifier.employee("Acme").with("Onboarding", "Execute");
 * var redirected = ann.signIn(authorizationRequest);
 * }</pre>
 *
 * It runs from {@link #start} on, so that a test may put {@link #issuer} wherever its application looks for it, and ends after the tests of
 * the class that registers it as an extension; elsewhere when it is closed, and with this Java at the latest. One in a constant that no
 * class registers is everybody's. Thread-safe.
 */
public final class Verifier implements AfterAllCallback, AutoCloseable {
    private final Program program;
    private final Map<String, String> said;
    private final Control control;

    private Verifier(Program program) {
        this.program = program;
        this.said = Json.read(program.firstLine());
        this.control = new Control(HttpClient.newHttpClient(), URI.create(said.getOrDefault("control", "")));
    }

    /**
     * Starts one, which takes some seconds.
     *
     * @param options what it is told beside the usual, as in {@code --verifier.tokens.access-token-lifetime=1m}
     * @throws IllegalStateException if it does not start, with what it says to that
     */
    public static Verifier start(String... options) {
        return new Verifier(Program.start(List.of(options)));
    }

    /** Its address, which is its name. */
    public String issuer() {
        return said.getOrDefault("issuer", "");
    }

    /** The file in which it says what it does: its log with its audit, for as long as it runs. */
    public Path log() {
        return Path.of(said.getOrDefault("log", ""));
    }

    /**
     * Adds a client to the trusted services list, or puts it in the place of the one of that id. It is known when this returns.
     *
     * @throws IllegalStateException if the entry cannot be used, with what is wrong with it
     */
    public Verifier register(Client client) {
        return register(client.json());
    }

    /**
     * The same with an entry as operators write it, such as the starter's {@code Registration.yaml()}.
     *
     * @param entry one item of {@code clients}, in YAML or JSON
     */
    public Verifier register(String entry) {
        control.send("clients", entry);
        return this;
    }

    /** Somebody who works for this organization, without any power. */
    public Person employee(String organization) {
        return new Person(control, Map.of("organization", organization));
    }

    /** A machine of Acme's, without any power. */
    public Machine machine() {
        return new Machine(control, Map.of());
    }

    /** Has the issuer say that this credential is revoked. When this returns, Verifier believes it no more: at sign-in or at refresh. */
    public void revoke(Holder holder) {
        control.tell(holder.told("revoke"), Map.of());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        program.close();
    }
}
