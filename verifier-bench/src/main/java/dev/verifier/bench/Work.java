package dev.verifier.bench;

import java.time.Instant;
import java.util.List;

/** What the server is to do again and again. */
interface Work {

    /** What to call it. */
    String name();

    /** What is counted, such as tokens. */
    String unit();

    /**
     * Everything that can be made ahead of time, so that making it is not measured.
     *
     * @throws RefusedException if the server has a part in making it and does not play it
     */
    List<? extends Conversation> prepare(int count, Instant at) throws RefusedException, InterruptedException;
}
