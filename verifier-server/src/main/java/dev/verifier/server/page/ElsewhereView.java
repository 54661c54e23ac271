package dev.verifier.server.page;

/** What a phone's browser shows after a wallet has answered for a login that was started on another screen. */
public record ElsewhereView() implements Page {

    /**
     * The same with a code that its owner types on that screen.
     *
     * @param clientName who asks, as registered
     * @param clientHost where the answer goes: the host of the redirect URI
     * @param code the digits
     */
    public record WithCode(String clientName, String clientHost, String code) implements Page {}
}
