package dev.verifier.server;

import java.util.List;

/** What strangers may send where a text is expected, and databases do not agree about. */
public final class UnusualText {

    /** PostgreSQL keeps no NUL in a text; two halves of a character may come alone; some are two in memory and four on disk. */
    public static final List<String> ALL = List.of(
            "\u0000",
            "before\u0000after",
            "\uD83D\uDD11 \u00E1\u00E7\u00F1 \u4E2D\u6587",
            "\u202Egpj.exe\u2066\uFEFF\uFFFD",
            "half \uD83D of one",
            "' or ''='\" \\ \\u0000 %00 ? ?? $1 :name {fn}\r\n\t",
            "");

    private UnusualText() {}
}
