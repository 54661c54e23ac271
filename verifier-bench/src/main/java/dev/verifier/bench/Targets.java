package dev.verifier.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.security.GeneralSecurityException;
import java.util.List;

/**
 * Everything that is aimed at, one section after the other. What fails in one of them does not keep the others from being measured.
 *
 * @param sections in their order
 * @param progress where it is said how far it is
 */
record Targets(List<Section> sections, PrintWriter progress) {

    /** What there is to say in the end. */
    Findings measure() throws InterruptedException {
        var findings = new Findings();
        var start = System.nanoTime();
        for (var section : sections) {
            progress.printf("%s, after %d s%n", section.name(), (System.nanoTime() - start) / 1_000_000_000);
            progress.flush();
            try {
                section.measure(findings);
            } catch (IOException | GeneralSecurityException | RefusedException | RuntimeException e) {
                progress.println(section.name() + " failed: " + e);
                findings.failed(section.aims(), "failed: " + firstWords(e));
            }
        }
        progress.printf("all of it took %d s%n", (System.nanoTime() - start) / 1_000_000_000);
        progress.flush();
        return findings;
    }

    private static String firstWords(Exception thrown) {
        var words = String.valueOf(thrown.getMessage()).strip();
        return words.substring(0, Math.min(words.length(), LONGEST));
    }

    private static final int LONGEST = 200;
}
