package dev.verifier.server;

import java.io.IOException;

/** What the jar begins with, the one class that an older Java understands: to say which is needed, before a class loader says it with numbers. */
public final class Main {

    private static final int NEEDED = 25;

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        if (Runtime.version().feature() < NEEDED) {
            System.err.printf(
                    "Verifier needs Java %d; this is Java %s, in %s. Say where the other one is: /path/to/java%d/bin/java -jar …%n",
                    NEEDED, Runtime.version(), System.getProperty("java.home"), NEEDED);
            System.exit(1);
        }
        VerifierApplication.main(arguments);
    }
}
