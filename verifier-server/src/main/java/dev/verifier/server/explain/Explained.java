package dev.verifier.server.explain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was found out about something that was pasted.
 *
 * @param kind what it was taken for
 * @param at when it was judged
 * @param issuer by whose configuration
 * @param sections one for each thing in it
 */
public record Explained(Kind kind, Instant at, String issuer, List<Section> sections) {

    private static final JsonMapper JSON = new JsonMapper();

    /** Nothing in it could be looked at. */
    static Explained nothing(Kind kind, Instant at, String issuer) {
        return new Explained(
                kind, at, issuer, List.of(new Section(kind.title(), Map.of(), List.of(kind.advice()), List.of())));
    }

    /** How many checks went like this. */
    public long count(Outcome outcome) {
        return sections.stream().mapToLong(section -> section.count(outcome)).sum();
    }

    /** 0 where nothing that was looked at is wrong, 1 where something is, 2 where there was nothing to look at. */
    public int exitCode() {
        if (!kind.isLookedAt()) {
            return 2;
        }
        return count(Outcome.FAILED) + count(Outcome.NOT_MADE) > 0 ? 1 : 0;
    }

    /** How many checks went how. */
    public String summary() {
        return kind.isLookedAt()
                ? Arrays.stream(Outcome.values())
                        .map(outcome -> count(outcome) + " " + outcome.word())
                        .collect(Collectors.joining(", "))
                : "nothing was looked at";
    }

    /** For people. */
    public List<String> lines() {
        var text = new ArrayList<String>();
        for (var section : sections) {
            text.add(section.title());
            section.notes().forEach(note -> text.add("  " + note));
            if (!section.says().isEmpty()) {
                text.add("  It says of itself, and nobody has verified it:");
                section.says().forEach((name, value) -> text.add("    " + name + ": " + value));
            }
            section.lines().forEach(line -> add(line, text));
            text.add("");
        }
        text.add("Judged as of " + at + " by the configuration of " + issuer + ": " + summary());
        return text;
    }

    private static void add(Line line, List<String> text) {
        text.add("  %-13s  %-16s %s [%s]%s"
                .formatted(
                        line.verdict(),
                        line.part(),
                        line.check(),
                        line.clause(),
                        line.found().isEmpty() ? "" : ": " + line.found()));
        if (!line.mend().isEmpty()) {
            text.add(" ".repeat(17) + line.code() + ": " + line.mend());
        }
    }

    /** For programs. */
    public String json() {
        var json = new LinkedHashMap<String, Object>();
        json.put("kind", kind.word());
        json.put("at", at.toString());
        json.put("issuer", issuer);
        for (var outcome : Outcome.values()) {
            json.put(outcome.word().replace(' ', '_'), count(outcome));
        }
        json.put("sections", sections.stream().map(Section::toJson).toList());
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json);
    }
}
