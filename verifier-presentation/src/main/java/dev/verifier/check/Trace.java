package dev.verifier.check;

import dev.verifier.rejection.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Which checks were passed, in the order in which they were made. Whoever makes one says so here when it was passed; that costs nothing
 * where nobody listens. It is told and never asked: no verdict depends on it. Used by one thread.
 */
public final class Trace {

    private static final ScopedValue<Trace> LISTENING = ScopedValue.newInstance();

    private final List<Passed> passed = new ArrayList<>();

    /**
     * A check that was passed.
     *
     * @param step which one
     * @param found what was found, for people; empty where the check says it all
     */
    public record Passed(Step step, String found) {}

    /** Says that a check was passed. */
    public static void passed(Part part, Check check) {
        passed(part, check, () -> "");
    }

    /**
     * Says that a check was passed.
     *
     * @param found asked only if somebody listens
     */
    public static void passed(Part part, Check check, Supplier<String> found) {
        if (LISTENING.isBound()) {
            LISTENING.get().passed.add(new Passed(new Step(part, check), found.get()));
        }
    }

    /** Whether somebody only wants to know how it goes: nobody is let in by what is judged now. */
    public static boolean isHeard() {
        return LISTENING.isBound();
    }

    /** Listens to what is judged meanwhile, by this thread. */
    public <T, X extends Throwable> T during(ScopedValue.CallableOp<? extends T, X> judgement) throws X {
        return ScopedValue.where(LISTENING, this).call(judgement);
    }

    /** What was passed so far. */
    public List<Passed> passed() {
        return List.copyOf(passed);
    }
}
