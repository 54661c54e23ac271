package dev.verifier.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A shell in which blocks are typed one after another.
 *
 * @param folder where it is kept what was typed, and what that printed
 * @param environment what is in it beside ours
 * @param directory where it is typed
 * @param by what starts the shell
 */
record Terminal(Path folder, Map<String, String> environment, Path directory, List<String> by) {

    /** In the folder of the repository. */
    Terminal(Path folder, Map<String, String> environment) {
        this(folder, environment, Path.of("."), List.of());
    }

    /** @param exitCode of its last command; negative where it was not come to */
    record Printed(int exitCode, String out, String err) {}

    /** What each of them printed. */
    List<Printed> type(List<String> blocks) throws IOException, InterruptedException {
        var script = new StringBuilder("exec </dev/null\n");
        for (var block = 0; block < blocks.size(); block++) {
            script.append("{\n")
                    .append(blocks.get(block))
                    .append("\n} >%1$s.out 2>%1$s.err\necho $? >%1$s.code\n".formatted(folder.resolve("" + block)));
        }
        var file = Files.writeString(folder.resolve("typed.sh"), script);
        var command = new ArrayList<>(List.of("env"));
        environment.forEach((name, value) -> command.add(name + "=" + value));
        command.addAll(by);
        command.addAll(List.of("bash", file.toString()));
        try (var shell =
                Program.command(directory.toString(), folder.resolve("typed.out"), command.toArray(String[]::new))) {
            if (shell.exitCode() != 0 && !Files.exists(folder.resolve(blocks.size() - 1 + ".code"))) {
                throw new AssertionError(shell.printed());
            }
        }
        return IntStream.range(0, blocks.size()).mapToObj(this::printed).toList();
    }

    private Printed printed(int block) {
        var code = read(block + ".code").strip();
        return new Printed(code.isEmpty() ? -1 : Integer.parseInt(code), read(block + ".out"), read(block + ".err"));
    }

    private String read(String name) {
        try {
            var file = folder.resolve(name);
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
