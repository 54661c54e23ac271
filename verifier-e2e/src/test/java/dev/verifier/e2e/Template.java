package dev.verifier.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A file of this module with names in <code>${}</code>. */
final class Template {

    private Template() {}

    static String filled(String file, Map<String, String> values) {
        try {
            var text = Files.readString(Path.of(file));
            for (var value : values.entrySet()) {
                text = text.replace("${" + value.getKey() + "}", value.getValue());
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
