package dev.verifier.bench;

import java.io.IOException;

/** The server answered otherwise than it should. */
final class UnexpectedAnswerException extends IOException {

    UnexpectedAnswerException(Answer answer) {
        super(answer.toString());
    }
}
