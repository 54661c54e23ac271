package dev.verifier.bench;

import java.io.IOException;

/** What is said over one connection to get one thing done. */
interface Conversation {

    /**
     * Holds it.
     *
     * @throws UnexpectedAnswerException if the server does not answer as it should
     */
    void hold(Connection connection) throws IOException;
}
