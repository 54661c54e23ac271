package dev.verifier.bench;

import java.util.regex.Pattern;

/**
 * What a token endpoint gave.
 *
 * @param answer as it came
 */
record Tokens(Answer answer) {

    /** Reads an answer that must have some. */
    static Tokens in(Answer answer) throws UnexpectedAnswerException {
        return new Tokens(answer.expect(200));
    }

    /** The token of this name. */
    String token(String name) throws UnexpectedAnswerException {
        return member(answer, name);
    }

    /** A member of a JSON object that has it as text without escapes. */
    static String member(Answer answer, String name) throws UnexpectedAnswerException {
        var found = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"\\\\]+)\"").matcher(answer.body());
        if (!found.find()) {
            throw new UnexpectedAnswerException(answer);
        }
        return found.group(1);
    }
}
