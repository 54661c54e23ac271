package dev.verifier.server.explain;

import dev.verifier.check.Step;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One check.
 *
 * @param outcome how it went
 * @param part of what
 * @param check what has to be so
 * @param clause who wants it
 * @param found what was found, or why nobody looked; may be empty
 * @param code of the refusal; empty where it did not fail
 * @param mend what to do; empty where it did not fail
 */
public record Line(Outcome outcome, String part, String check, String clause, String found, String code, String mend) {

    static Line passed(Step step, String found) {
        return of(Outcome.PASSED, step, found);
    }

    static Line notLookedAt(Step step, String why) {
        return of(Outcome.NOT_LOOKED_AT, step, why);
    }

    static Line failed(Step step, Judgement.Why why) {
        var outcome = why.temporary() ? Outcome.NOT_MADE : Outcome.FAILED;
        return new Line(outcome, part(step), step.check().question(), why.clause(), why.fact(), why.code(), why.mend());
    }

    private static Line of(Outcome outcome, Step step, String found) {
        var check = step.check();
        return new Line(outcome, part(step), check.question(), check.clause(), found, "", "");
    }

    private static String part(Step step) {
        return step.part().word().replace('_', ' ');
    }

    /** The same line of something that goes by another name. */
    Line of(String other) {
        return new Line(outcome, other, check, clause, found, code, mend);
    }

    /** With capitals, so that it is seen, where it was not passed. */
    public String verdict() {
        return outcome == Outcome.FAILED || outcome == Outcome.NOT_MADE
                ? outcome.word().toUpperCase(Locale.ROOT)
                : outcome.word();
    }

    Map<String, Object> toJson() {
        var json = new LinkedHashMap<String, Object>();
        json.put("outcome", outcome.word().replace(' ', '_'));
        json.put("part", part);
        json.put("check", check);
        json.put("clause", clause);
        putUnlessEmpty(json, "found", found);
        putUnlessEmpty(json, "code", code);
        putUnlessEmpty(json, "mend", mend);
        return json;
    }

    private static void putUnlessEmpty(Map<String, Object> json, String name, String value) {
        if (!value.isEmpty()) {
            json.put(name, value);
        }
    }
}
