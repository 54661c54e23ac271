package dev.verifier.server.wallet;

/**
 * How a wallet comes to the request, and so what completes the login (OpenID4VP 1.0 §3.1, §3.2; HAIP 1.0 §5.1). It is part of the
 * identifiers that the wallet is given: whoever changes it there changes only what is demanded of a login of their own.
 */
enum WalletFlow {
    /** By a QR code, from another device: the browser that shows it goes on by itself. */
    CROSS_DEVICE(""),
    /** By a link on the browser's own device: the wallet brings a response code back into that browser, or nothing goes on. */
    SAME_DEVICE("~");

    private final String mark;

    WalletFlow(String mark) {
        this.mark = mark;
    }

    /** An identifier of a login as a wallet in this flow is told it. */
    String marked(String id) {
        return id + mark;
    }

    /** The flow that such an identifier belongs to. */
    static WalletFlow of(String marked) {
        return marked.endsWith(SAME_DEVICE.mark) ? SAME_DEVICE : CROSS_DEVICE;
    }

    /** The identifier without the mark. */
    String unmarked(String marked) {
        return marked.substring(0, marked.length() - mark.length());
    }
}
