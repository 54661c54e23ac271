package dev.verifier.wallet.web;

import static dev.verifier.wallet.openid4vp.Questioner.AT;
import static dev.verifier.wallet.openid4vp.Questioner.RANDOM;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.verifier.wallet.Holder;
import dev.verifier.wallet.LearVersion;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.TestAuthority;
import dev.verifier.wallet.TestIssuer;
import dev.verifier.wallet.WalletKey;
import dev.verifier.wallet.openid4vp.HeldCredential;
import dev.verifier.wallet.openid4vp.Questioner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A wallet at home, with a verifier next door and a browser in front of it. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
abstract class WalletAtHome {
    static final WalletKey ANN = WalletKey.generate(RANDOM);
    static final TestIssuer ISSUER =
            new TestIssuer(TestAuthority.create(AT, RANDOM).seal("VATES-A12345678", SealKey.P_256));
    static final HeldCredential E3 = held(LearVersion.E3, "ann@acme.example");
    static final HeldCredential E4 = held(LearVersion.E4, "ann@sales.example");
    static final Map<String, String> SHOW = Map.of("decision", "show", "choice", "0");

    Questioner verifier;
    WalletServer server;
    Browser browser;

    @BeforeEach
    void open() throws IOException {
        verifier = new Questioner();
        serve(new DemoWallet(ANN, List.of(E3, E4), ISSUER));
    }

    @AfterEach
    void close() {
        browser.close();
        server.close();
        verifier.close();
    }

    void serve(DemoWallet wallet) throws IOException {
        server = new WalletServer(wallet, 0, InstantSource.fixed(AT), RANDOM);
        browser = new Browser(server.address());
    }

    Screen ask() {
        return browser.open("/present?" + verifier.link().query());
    }

    String host() {
        return "localhost:" + server.address().getPort();
    }

    /** The status of a request that the JDK's client would not send. */
    String raw(String requestLine, String host) {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
            socket.getOutputStream()
                    .write((requestLine + "\r\nHost: " + host + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                            .getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), UTF_8).split(" ", 3)[1];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static HeldCredential held(LearVersion version, String email) {
        return HeldCredential.parse(ISSUER.issue(version, Holder.employee(ANN, "Ann", "Lee", email), AT));
    }
}
