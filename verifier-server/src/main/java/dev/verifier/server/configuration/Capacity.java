package dev.verifier.server.configuration;

/**
 * How many of something there may be at once: a number, or {@code unlimited}.
 *
 * @param most the number
 */
public record Capacity(long most) {

    private static final String UNLIMITED = "unlimited";

    /** Reads a capacity from configuration. */
    public static Capacity valueOf(String text) {
        if (text.strip().equals(UNLIMITED)) {
            return new Capacity(Long.MAX_VALUE);
        }
        try {
            var most = Long.parseLong(text.strip());
            if (most > 0) {
                return new Capacity(most);
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("a capacity is a number, such as 20000, or unlimited; this is " + text);
    }

    /** Whether there is room for one more. */
    public boolean admits(long present) {
        return present < most;
    }

    @Override
    public String toString() {
        return most == Long.MAX_VALUE ? UNLIMITED : String.valueOf(most);
    }
}
