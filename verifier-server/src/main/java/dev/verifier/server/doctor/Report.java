package dev.verifier.server.doctor;

import dev.verifier.server.list.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the doctor found, a line each. Used by one thread. */
final class Report {

    enum Verdict {
        OK,
        WARNING,
        ERROR
    }

    private final List<String> lines = new ArrayList<>();
    private int errors;
    private int warnings;

    void ok(String subject, String text) {
        add(Verdict.OK, subject, text);
    }

    void warning(String subject, String text) {
        add(Verdict.WARNING, subject, text);
    }

    void error(String subject, String text) {
        add(Verdict.ERROR, subject, text);
    }

    void finding(String subject, Finding finding) {
        switch (finding.severity()) {
            case ERROR -> error(subject, finding.text());
            case WARNING -> warning(subject, finding.text());
        }
    }

    private void add(Verdict verdict, String subject, String text) {
        errors += verdict == Verdict.ERROR ? 1 : 0;
        warnings += verdict == Verdict.WARNING ? 1 : 0;
        lines.add("%-8s %-13s %s".formatted(verdict.name().toLowerCase(Locale.ROOT), subject, text));
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** 1 where something is wrong, 0 where nothing is. */
    int exitCode() {
        return errors > 0 ? 1 : 0;
    }

    String summary() {
        return "%d %s, %d %s"
                .formatted(errors, errors == 1 ? "error" : "errors", warnings, warnings == 1 ? "warning" : "warnings");
    }
}
