package dev.verifier.did;

import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.util.BitSet;

/**
 * A decentralized identifier, split once (W3C DID Core §3.1, §3.2).
 *
 * @param method such as {@code key}
 * @param identifier the method-specific part
 * @param fragment what follows {@code #} where a DID URL names one of its keys; empty where there is none
 */
public record Did(String method, String identifier, String fragment) {

    private static final int LONGEST_METHOD = 20;
    private static final int LONGEST = 2000;
    private static final BitSet METHOD = letters("abcdefghijklmnopqrstuvwxyz0123456789");
    private static final BitSet IDENTIFIER =
            letters("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:%-");

    /** Whether a text wants to be a DID; nothing is said about whether it is a good one. */
    public static boolean isDid(String text) {
        return text.startsWith("did:");
    }

    public static Did parse(String text) throws RejectedException {
        var method = text.indexOf(':') + 1;
        var identifier = text.indexOf(':', method) + 1;
        var fragment = text.indexOf('#');
        var end = fragment < 0 ? text.length() : fragment;
        if (!isDid(text)
                || identifier == 0
                || !isOf(METHOD, text, method, identifier - 1, LONGEST_METHOD)
                || !isOf(IDENTIFIER, text, identifier, end, LONGEST)
                || (fragment >= 0 && !isFragment(text.substring(fragment + 1)))) {
            throw new RejectedException(new Rejection.DidNotSupported("syntax"));
        }
        return new Did(
                text.substring(method, identifier - 1),
                text.substring(identifier, end),
                fragment < 0 ? "" : text.substring(fragment + 1));
    }

    private static boolean isOf(BitSet letters, String text, int from, int to, int longest) {
        for (var i = from; i < to; i++) {
            if (!letters.get(text.charAt(i))) {
                return false;
            }
        }
        return to > from && to - from <= longest;
    }

    /** It is on one line. */
    private static boolean isFragment(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST
                && text.chars().noneMatch(letter -> "\n\r\u0085\u2028\u2029".indexOf(letter) >= 0);
    }

    private static BitSet letters(String all) {
        var letters = new BitSet();
        all.chars().forEach(letters::set);
        return letters;
    }

    /** The identifier without a fragment. */
    @Override
    public String toString() {
        return "did:" + method + ":" + identifier;
    }
}
