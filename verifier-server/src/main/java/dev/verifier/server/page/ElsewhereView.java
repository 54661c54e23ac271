package dev.verifier.server.page;

/** What a phone's browser shows after a wallet has answered for a login that was started on another screen. */
public record ElsewhereView() implements Page {}
