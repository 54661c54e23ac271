package dev.verifier.bench;

import java.util.List;

/** The server did not give what it was asked for, so that there is nothing to measure. */
final class RefusedException extends Exception {

    private static final int ENOUGH = 5;

    RefusedException(String errand, List<String> failures) {
        super("%s: %d failed:%n  %s"
                .formatted(
                        errand,
                        failures.size(),
                        String.join("\n  ", failures.subList(0, Math.min(ENOUGH, failures.size())))));
    }
}
