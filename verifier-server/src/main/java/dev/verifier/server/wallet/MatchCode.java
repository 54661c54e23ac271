package dev.verifier.server.wallet;

import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * Six digits that the wallet's device shows and the person types where the login was begun, so that both are in one person's hands
 * (OpenID4VP 1.0 §14.2). It is made from the response code, which only the wallet and we know: whoever brings that is shown the same
 * digits again, and we need not remember them.
 *
 * @param digits as they are shown
 */
record MatchCode(String digits) {

    /** How many wrong ones may be typed. */
    static final int MOST_WRONG = 5;

    private static final BigInteger CODES = BigInteger.valueOf(1_000_000);
    private static final Pattern BETWEEN = Pattern.compile("[\\s\\u00a0-]+");
    private static final int LONGEST = 40;

    static MatchCode of(LoginOrder order, String responseCode) {
        var number = new BigInteger(Digest.of("match_code " + order.id() + " " + responseCode), 16);
        var digits = number.mod(CODES).toString();
        return new MatchCode("0".repeat(6 - digits.length()) + digits);
    }

    /** What is remembered of it. */
    Awaited awaitedIn(LoginOrder order) {
        return new Awaited(Digest.of(salted(order, digits)), 0);
    }

    private static String salted(LoginOrder order, String digits) {
        return "typed " + order.id() + " " + digits;
    }

    /**
     * A code that the browser has still to bring.
     *
     * @param digest of the code, in this login
     * @param wrong how many others were typed
     */
    record Awaited(String digest, int wrong) {

        /** Whether it is what was typed, with or without something between the digits. */
        boolean is(LoginOrder order, String typed) {
            var digits = BETWEEN.matcher(typed.length() > LONGEST ? "" : typed).replaceAll("");
            return Digest.matches(digest, salted(order, digits));
        }

        Awaited afterAWrongOne() {
            return new Awaited(digest, wrong + 1);
        }

        int triesLeft() {
            return Math.max(0, MOST_WRONG - wrong);
        }
    }
}
