package dev.verifier.server.wallet;

/** How an answer came, and so what it must be bound to. */
enum AnswerChannel {
    /** Posted by a wallet: bound to our client id and to where it was posted (OpenID4VP 1.0 §8.2). */
    POST,
    /** Handed to the login page by the browser: bound to the page's origin (OpenID4VP 1.0 Appendix A.4, B.2.6.2). */
    BROWSER
}
