package dev.verifier.server.page;

import java.net.IDN;

/** What others wrote, made fit to be looked at: of one line, short, and without characters that are not seen but change what is. */
final class Shown {

    private static final int NAME = 80;
    private static final int HOST = 80;
    private static final int VALUE = 400;
    private static final String CUT = "…";

    private Shown() {}

    static String name(String text) {
        return head(visible(text), NAME);
    }

    static String value(String text) {
        return head(visible(text), VALUE);
    }

    /** The end of a host is what belongs to somebody, so that is what stays; letters that only look alike stay encoded (RFC 3490). */
    static String host(String text) {
        var host = visible(text);
        try {
            host = IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException e) {
            // No host name, and shown as what it is.
        }
        var length = host.codePointCount(0, host.length());
        return length <= HOST ? host : CUT + host.substring(host.offsetByCodePoints(0, length - HOST + 1));
    }

    private static String visible(String text) {
        var line = new StringBuilder();
        text.codePoints().forEach(point -> {
            switch (Character.getType(point)) {
                case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> line.append(' ');
                case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> {}
                default -> line.appendCodePoint(point);
            }
        });
        return line.toString().strip().replaceAll("\\s+", " ");
    }

    private static String head(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest - 1)).stripTrailing() + CUT;
    }
}
