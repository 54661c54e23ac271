package dev.verifier.server.explain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is told of one thing.
 *
 * @param title what it is
 * @param says what it says of itself, which nobody has verified
 * @param notes what else there is to know
 * @param lines its checks
 */
public record Section(String title, Map<String, String> says, List<String> notes, List<Line> lines) {

    /** How many of the checks went like this. */
    public long count(Outcome outcome) {
        return lines.stream().filter(line -> line.outcome() == outcome).count();
    }

    Map<String, Object> toJson() {
        var json = new LinkedHashMap<String, Object>();
        json.put("title", title);
        json.put("unverified", says);
        json.put("notes", notes);
        json.put("checks", lines.stream().map(Line::toJson).toList());
        return json;
    }
}
