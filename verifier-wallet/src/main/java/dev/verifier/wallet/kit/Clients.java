package dev.verifier.wallet.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The trusted services list of a verifier that runs, and reads it every second. Whoever adds a client waits until it is known. Thread-safe. */
final class Clients {
    /** In YAML and in JSON, which is YAML too. */
    private static final Pattern CLIENT_ID = Pattern.compile("\"?clientId\"?\\s*:\\s*[\"']?(?<id>[^\"',\\s}]+)");

    private final Path file;
    private final RunningVerifier verifier;
    private final String others;
    private final int known;
    private final Map<String, String> entries = new LinkedHashMap<>();
    private List<String> findings = List.of();

    /** @param known how many clients the file has already, which are not touched */
    Clients(Path file, RunningVerifier verifier, int known) {
        this.file = file;
        this.verifier = verifier;
        this.known = known;
        try {
            this.others = Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Adds a client, or puts it in the place of the one of the same id.
     *
     * @param entry an item of {@code clients} in YAML or JSON
     * @return its id
     */
    synchronized String register(String entry) {
        var id = CLIENT_ID.matcher(entry);
        if (!id.find()) {
            throw NotDone.mistake("An entry of the list of clients needs a clientId.");
        }
        var before = entries.put(id.group("id"), item(entry));
        if (item(entry).equals(before)) {
            return id.group("id");
        }
        write();
        var reading = verifier.nextReading();
        if (reading.entries() != known + entries.size()) {
            takeBack(id.group("id"), Optional.ofNullable(before));
            throw NotDone.mistake("The verifier does not take this client: " + news(reading.findings()));
        }
        findings = reading.findings();
        return id.group("id");
    }

    private void takeBack(String clientId, Optional<String> before) {
        before.ifPresentOrElse(item -> entries.put(clientId, item), () -> entries.remove(clientId));
        write();
        verifier.nextReading();
    }

    private List<String> news(List<String> now) {
        var news = new ArrayList<>(now);
        news.removeAll(findings);
        return news;
    }

    /** Below {@code clients}, two columns to the right. */
    private static String item(String entry) {
        // A line's end at the end of it would count as a line that begins at the margin.
        var text = entry.stripTrailing().stripIndent().strip();
        var item = text.startsWith("- ") ? text : "- " + text.indent(2).strip();
        return item.indent(2);
    }

    private void write() {
        try {
            var anew = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(anew, others + String.join("", entries.values()));
            Files.move(anew, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
