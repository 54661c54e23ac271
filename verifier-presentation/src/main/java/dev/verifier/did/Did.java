package dev.verifier.did;

import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.util.regex.Pattern;

/**
 * A decentralized identifier, split once (W3C DID Core §3.1, §3.2).
 *
 * @param method such as {@code key}
 * @param identifier the method-specific part
 * @param fragment what follows {@code #} where a DID URL names one of its keys; empty where there is none
 */
public record Did(String method, String identifier, String fragment) {

    private static final Pattern SYNTAX =
            Pattern.compile("did:([a-z0-9]{1,20}):([A-Za-z0-9._:%-]{1,2000})(?:#(.{1,2000}))?");

    /** Whether a text wants to be a DID; nothing is said about whether it is a good one. */
    public static boolean isDid(String text) {
        return text.startsWith("did:");
    }

    public static Did parse(String text) throws RejectedException {
        var parts = SYNTAX.matcher(text);
        if (!parts.matches()) {
            throw new RejectedException(new Rejection.DidNotSupported("syntax"));
        }
        var fragment = parts.group(3);
        return new Did(parts.group(1), parts.group(2), fragment == null ? "" : fragment);
    }

    /** The identifier without a fragment. */
    @Override
    public String toString() {
        return "did:" + method + ":" + identifier;
    }
}
