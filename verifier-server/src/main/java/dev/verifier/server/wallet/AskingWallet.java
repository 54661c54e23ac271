package dev.verifier.server.wallet;

import dev.verifier.server.error.Refusal;
import dev.verifier.server.key.RequestEncryption;
import jakarta.servlet.http.HttpServletRequest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a wallet says of itself when it fetches its request by POST (OpenID4VP 1.0 §5.10). Nobody vouches for it: it decides how the
 * request is handed out, never what is asked or who is believed.
 */
sealed interface AskingWallet {

    /** The longest {@code wallet_nonce} that is repeated. */
    int LONGEST_NONCE = 512;

    /**
     * One that can be answered.
     *
     * @param nonce that the request must repeat; null where there is none
     * @param encryption how it wants the request; null where that comes in clear
     */
    record Known(@Nullable String nonce, @Nullable RequestEncryption encryption) implements AskingWallet {}

    /** One that cannot. */
    record Unusable(Refusal why) implements AskingWallet {}

    /** By GET a wallet says nothing. */
    static AskingWallet of(HttpServletRequest request) {
        if (!request.getMethod().equals("POST")) {
            return new Known(null, null);
        }
        var nonce = request.getParameter("wallet_nonce");
        var metadata = request.getParameter("wallet_metadata");
        if (Stream.of("wallet_nonce", "wallet_metadata").anyMatch(name -> isRepeated(request, name))
                || (nonce != null && nonce.length() > LONGEST_NONCE)) {
            return new Unusable(Refusal.PARAMETER_INVALID);
        }
        return switch (WalletMetadata.read(metadata)) {
            case WalletMetadata.Clear _ -> new Known(nonce, null);
            case WalletMetadata.Encrypted(var how) -> new Known(nonce, how);
            case WalletMetadata.Unsupported _ -> new Unusable(Refusal.WALLET_ENCRYPTION_UNSUPPORTED);
            case WalletMetadata.Malformed _ -> new Unusable(Refusal.WALLET_METADATA_INVALID);
        };
    }

    private static boolean isRepeated(HttpServletRequest request, String name) {
        var values = request.getParameterValues(name);
        return values != null && values.length > 1;
    }
}
