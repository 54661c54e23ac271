package dev.verifier.server.page;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The page on which a person waits for their own wallet.
 *
 * @param clientName who asks, as registered
 * @param clientHost where the answer goes: the host of the redirect URI
 * @param walletLink {@code openid4vp://?client_id=…&request_uri=…} (OpenID4VP 1.0 §5), as the QR code has it
 * @param walletHere the same for a wallet on this device
 * @param webWallet the same as a complete link to a web wallet, where one is configured
 * @param crossDevice whether another device may answer: shows the QR code
 * @param state how far the login has come
 * @param refusal stable code of the last refusal
 * @param attemptsLeft how many answers may still be sent
 * @param remaining how long the login stays open
 * @param path {@code /login/…}; below it are {@code /events}, {@code /continue}, {@code /cancel}, {@code /retry} and
 *     {@code /digital-credential}
 * @param digital the protocol by which a credential may be asked for through the browser too, where it can (W3C Digital Credentials
 *     API); null where it may not
 */
public record LoginView(
        String clientName,
        String clientHost,
        String walletLink,
        String walletHere,
        @Nullable URI webWallet,
        boolean crossDevice,
        LoginState state,
        @Nullable String refusal,
        int attemptsLeft,
        Duration remaining,
        String path,
        @Nullable String digital)
        implements Page {

    /**
     * The page on which a person types the code that the device with their wallet shows.
     *
     * @param clientName who asks, as registered
     * @param clientHost where the answer goes: the host of the redirect URI
     * @param path {@code /login/…}; below it are {@code /match}, {@code /cancel} and {@code /retry}
     * @param token what shows that the form came from this page
     * @param wrong whether another code was typed just now
     * @param triesLeft how many may still be typed
     */
    public record Match(String clientName, String clientHost, String path, String token, boolean wrong, int triesLeft)
            implements Page {

        public Match {
            Links.requireLocal(path);
        }
    }

    static final String WALLET_SCHEME = "openid4vp://?";

    public LoginView {
        if (!walletLink.startsWith(WALLET_SCHEME) || !walletHere.startsWith(WALLET_SCHEME)) {
            throw new IllegalArgumentException("a wallet link begins with " + WALLET_SCHEME);
        }
        if (webWallet != null && !Links.web(webWallet)) {
            throw new IllegalArgumentException("a web wallet is at an http or https URL");
        }
        Links.requireLocal(path);
    }

    /** Whether a wallet may still answer. */
    boolean open() {
        return switch (state) {
            case WAITING, SCANNED, CHECKING -> true;
            case REFUSED -> attemptsLeft > 0;
            case RETURNING, EXPIRED, DONE -> false;
        };
    }
}
