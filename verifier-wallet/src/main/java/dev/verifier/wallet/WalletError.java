package dev.verifier.wallet;

import java.util.Locale;

/** OpenID4VP 1.0 §8.5: why a wallet answers with an error. */
public enum WalletError {
    /** The person declined, or holds nothing of what is asked for. */
    ACCESS_DENIED,
    INVALID_REQUEST,
    INVALID_CLIENT,
    VP_FORMATS_NOT_SUPPORTED,
    INVALID_REQUEST_URI_METHOD,
    INVALID_TRANSACTION_DATA,
    WALLET_UNAVAILABLE;

    /** The value of {@code error}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
