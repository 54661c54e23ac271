package dev.verifier.wallet.cli;

import dev.verifier.wallet.StatusList;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Which credentials of a world hold: a word for each place of its status list, a line each. */
record StatusFile(Path path) {
    /** Token Status List §7.1. */
    enum Status {
        VALID(0),
        REVOKED(1),
        SUSPENDED(2);

        private final int value;

        Status(int value) {
            this.value = value;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int BITS = 2;
    private static final int PLACES = 1024;

    /** A place that nobody has yet. */
    int reserve() {
        var lines = lines();
        if (lines.size() == PLACES) {
            throw CommandFailure.mistake("The status list in " + path + " is full.");
        }
        lines.add(Status.VALID.word());
        write(lines);
        return lines.size() - 1;
    }

    void set(int index, Status status) {
        var lines = lines();
        if (index < 0 || index >= lines.size()) {
            throw CommandFailure.mistake(path + " has no place " + index + ": the credential is another world's.");
        }
        lines.set(index, status.word());
        write(lines);
    }

    StatusList list() {
        var list = new StatusList(BITS, PLACES);
        var lines = lines();
        for (int index = 0; index < lines.size(); index++) {
            list = list.with(index, status(lines.get(index)).value);
        }
        return list;
    }

    private Status status(String word) {
        return Arrays.stream(Status.values())
                .filter(status -> status.word().equals(word))
                .findFirst()
                .orElseThrow(() -> CommandFailure.mistake(
                        path + " says \"" + word + "\"; a line is valid, revoked or suspended."));
    }

    private List<String> lines() {
        return Files.exists(path)
                ? new ArrayList<>(new TextFile(path).read().lines().toList())
                : new ArrayList<>();
    }

    private void write(List<String> lines) {
        new TextFile(path).overwrite(String.join("\n", lines) + "\n");
    }
}
