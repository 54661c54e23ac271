package dev.verifier.testkit;

import java.util.List;

/** The program: {@code java -jar verifier-test-kit.jar}, for suites that are not in Java. */
public final class TestKit {
    private TestKit() {}

    /**
     * Starts a Verifier and the people around it, prints in one line of JSON where they are, and goes on until it is ended.
     *
     * @param options what the Verifier is told beside the usual, as in {@code --verifier.tokens.access-token-lifetime=1m}
     */
    public static void main(String[] options) throws InterruptedException {
        try (var program = Program.start(List.of(options))) {
            System.out.println(program.firstLine());
            System.err.println("For tests only: whoever reads that line can sign in as anybody. Ends with Ctrl-C.");
            System.exit(program.exitCode());
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }
}
