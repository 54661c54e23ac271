package dev.verifier.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a page says that is printed: text, or JSON of which at least that is there; … is whatever is different each time. */
final class Expected {

    private static final String WHATEVER = "…";
    private static final JsonMapper JSON = new JsonMapper();

    private Expected() {}

    static void isIn(String printed, Runbook.Step step) {
        switch (step.language()) {
            case "json" -> isIn(JSON.readTree(printed), JSON.readTree(step.printed()), "");
            case "text" ->
                assertThat(printed.strip()).matches(pattern(step.printed().strip()));
            default -> assertThat(step.printed()).isEmpty();
        }
    }

    private static void isIn(JsonNode found, JsonNode expected, String path) {
        if (expected.isString() && expected.asString().equals(WHATEVER)) {
            assertThat(found.isMissingNode()).as(path).isFalse();
        } else if (expected.isObject()) {
            assertThat(found.isObject()).as(path).isTrue();
            expected.properties()
                    .forEach(member ->
                            isIn(found.path(member.getKey()), member.getValue(), path + "/" + member.getKey()));
        } else if (expected.isArray()) {
            assertThat(found.size()).as(path).isGreaterThanOrEqualTo(expected.size());
            for (var i = 0; i < expected.size(); i++) {
                isIn(found.path(i), expected.path(i), path + "/" + i);
            }
        } else if (expected.isString()) {
            assertThat(found.asString("")).as(path).matches(pattern(expected.asString()));
        } else {
            assertThat(found).as(path).isEqualTo(expected);
        }
    }

    private static Pattern pattern(String text) {
        return Pattern.compile(
                Arrays.stream(text.split(WHATEVER, -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                Pattern.DOTALL);
    }
}
