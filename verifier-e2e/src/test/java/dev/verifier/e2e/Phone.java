package dev.verifier.e2e;

import dev.verifier.wallet.Tampering;
import dev.verifier.wallet.WalletError;
import dev.verifier.wallet.WalletKey;
import dev.verifier.wallet.WalletLogin;
import dev.verifier.wallet.WalletResponse;
import dev.verifier.wallet.openid4vp.AuthorizationRequest;
import dev.verifier.wallet.openid4vp.DigitalRequest;
import dev.verifier.wallet.openid4vp.RequestLink;
import dev.verifier.wallet.openid4vp.VerifierConnection;
import dev.verifier.wallet.openid4vp.VerifierReply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** The employee's other device: a wallet that does what a test says. */
final class Phone implements AutoCloseable {

    private final SecureRandom random = new SecureRandom();
    private final VerifierConnection verifier = new VerifierConnection(InstantSource.system(), random);
    private final WalletKey key;
    private final String credential;

    Phone(Path world) {
        try {
            this.key = WalletKey.read(Files.readString(world.resolve("employee/key.pem")));
            this.credential =
                    Files.readString(world.resolve("employee/credential.jwt")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fetches the request behind what a code says, which the waiting page notices. */
    AuthorizationRequest scan(String link) {
        return verifier.fetch(RequestLink.parse(link));
    }

    VerifierReply show(AuthorizationRequest request) {
        return verifier.send(login(request).response());
    }

    /**
     * What it hands to a page through the browser.
     *
     * @param digital what the page asks, as JSON
     * @param origin of the page, as the browser says
     */
    Map<String, String> hand(String digital, String origin) {
        var request = DigitalRequest.read(digital, origin, Instant.now());
        var asked = request.asked(request.query().credentials().getFirst().id());
        return WalletLogin.builder(key, asked, Instant.now(), random)
                .credential(credential)
                .build()
                .form();
    }

    VerifierReply misbehave(AuthorizationRequest request, Tampering crime) {
        return verifier.send(login(request).tampered(crime).response());
    }

    VerifierReply decline(AuthorizationRequest request) {
        WalletResponse refusal = request.asked().refusal(WalletError.ACCESS_DENIED);
        return verifier.send(refusal);
    }

    private WalletLogin login(AuthorizationRequest request) {
        return WalletLogin.builder(key, request.asked(), Instant.now(), random)
                .credential(credential)
                .build();
    }

    @Override
    public void close() {
        verifier.close();
    }
}
