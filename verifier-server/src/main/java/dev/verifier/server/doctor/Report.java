package dev.verifier.server.doctor;

import dev.verifier.server.list.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What the doctor found, a line each. Used by one thread. */
final class Report {

    enum Verdict {
        OK,
        WARNING,
        ERROR
    }

    private static final JsonMapper JSON = new JsonMapper();

    private record Entry(Verdict verdict, String subject, String text) {

        String word() {
            return verdict.name().toLowerCase(Locale.ROOT);
        }
    }

    private final List<Entry> entries = new ArrayList<>();
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
        entries.add(new Entry(verdict, subject, text));
    }

    List<String> lines() {
        return entries.stream()
                .map(entry -> "%-8s %-13s %s".formatted(entry.word(), entry.subject(), entry.text()))
                .toList();
    }

    /** The same for programs. */
    String json() {
        var findings = entries.stream()
                .map(entry -> Map.of("severity", entry.word(), "subject", entry.subject(), "text", entry.text()))
                .toList();
        return JSON.writerWithDefaultPrettyPrinter()
                .writeValueAsString(Map.of("errors", errors, "warnings", warnings, "findings", findings));
    }

    /** 1 where something is wrong, 0 where nothing is. */
    int exitCode() {
        return errors > 0 ? Exit.WRONG : Exit.FINE;
    }

    String summary() {
        return "%d %s, %d %s"
                .formatted(errors, errors == 1 ? "error" : "errors", warnings, warnings == 1 ? "warning" : "warnings");
    }
}
