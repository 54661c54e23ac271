package dev.verifier.server;

import static java.util.regex.Pattern.DOTALL;
import static java.util.regex.Pattern.MULTILINE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What documents may name: the tests of all modules, the crimes they commit, and the files that say what becomes of these. */
final class TestSources {

    private static final Pattern TEST = Pattern.compile("@(?:Parameterized|Fuzz)?Test\\b.*?\\bvoid (\\w+)\\(", DOTALL);
    private static final Pattern CRIME = Pattern.compile("^    ([A-Z][A-Z0-9_]+)[(,;]", MULTILINE);
    private static final Pattern NAMED = Pattern.compile("`([^`]+)`|\\[(\\w+#\\w+)]\\(");

    private final Map<String, Set<String>> members = new HashMap<>();
    private final Set<String> files = new HashSet<>();

    /** Of the modules in a folder. */
    static TestSources of(Path root) throws IOException {
        var sources = new TestSources();
        try (var modules = Files.newDirectoryStream(root, "verifier-*")) {
            for (var module : modules) {
                sources.read(module.resolve("src"));
            }
        }
        return sources;
    }

    private void read(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                var name = file.getFileName().toString();
                var type = name.replaceFirst("\\.java$", "");
                if (name.matches("\\w+(Tests|IT)\\.java")) {
                    found(type, TEST, file);
                } else if (name.matches("\\w+Tampering\\.java")) {
                    found(type, CRIME, file);
                } else if (name.endsWith(".properties")) {
                    files.add(name);
                }
            }
        }
    }

    private void found(String type, Pattern pattern, Path file) throws IOException {
        var known = members.computeIfAbsent(type, _ -> new HashSet<>());
        pattern.matcher(Files.readString(file)).results().forEach(member -> known.add(member.group(1)));
    }

    /** Everything that a text names: {@code Class}, {@code Class#method}, {@code Class.CONSTANT}. */
    static List<String> named(String text) {
        return NAMED.matcher(text)
                .results()
                .map(name -> name.group(1) == null ? name.group(2) : name.group(1))
                .toList();
    }

    /** What a text names and there is not. A name alone is a member of the type that was named before it; {@code …} ends a beginning. */
    List<String> unknown(String text) {
        var unknown = new ArrayList<String>();
        var type = "";
        for (var name : named(text)) {
            var parts = name.split("[.#]", 2);
            var typed = Character.isUpperCase(name.charAt(0)) && !name.matches("[A-Z0-9_]+…?");
            if (typed) {
                type = parts[0];
            }
            var member = typed ? parts.length == 1 ? null : parts[1] : name;
            if (!files.contains(name) && !knows(type, member)) {
                unknown.add(name);
            }
        }
        return unknown;
    }

    private boolean knows(String type, @Nullable String member) {
        var known = members.getOrDefault(type, Set.of());
        if (member == null || known.isEmpty()) {
            return !known.isEmpty();
        }
        return member.endsWith("…")
                ? known.stream().anyMatch(one -> one.startsWith(member.substring(0, member.length() - 1)))
                : known.contains(member);
    }
}
