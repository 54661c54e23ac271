package dev.verifier.e2e;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code deploy/helm/verifier} with values, as Helm itself reads it. */
final class Chart {

    private static final Path SOURCE = Path.of("../deploy/helm/verifier");

    private final Path folder;

    /**
     * A copy of it, with values in place of its own where they say something else.
     *
     * @param folder an empty one, which may have any name
     */
    Chart(Path folder, Map<String, Object> values) throws IOException {
        this.folder = Files.createDirectories(folder.resolve("verifier"));
        try (var all = Files.walk(SOURCE)) {
            for (var file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                var copy = this.folder.resolve(SOURCE.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        var ours = this.folder.resolve("values.yaml");
        Files.writeString(ours, yaml().dump(merged(read(ours), values)));
    }

    /** The values of a file in the chart's folder {@code ci}. */
    static Map<String, Object> values(String name) throws IOException {
        return read(SOURCE.resolve("ci/" + name + "-values.yaml"));
    }

    LintResult lint() {
        return new Helm(folder).lint().strict().call();
    }

    /** What would be told to Kubernetes, each by its kind and name. */
    Map<String, JsonElement> objects() {
        var objects = new HashMap<String, JsonElement>();
        var rendered = new Helm(folder).template().withName("test").call();
        StreamSupport.stream(yaml().loadAll(rendered).spliterator(), false)
                .filter(document -> document != null)
                .map(new Gson()::toJsonTree)
                .map(JsonElement::getAsJsonObject)
                .forEach(object -> objects.put(
                        object.get("kind").getAsString() + " "
                                + object.getAsJsonObject("metadata").get("name").getAsString(),
                        object));
        return objects;
    }

    /** One map over another, as Helm lays values over those of a chart. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> merged(Map<String, Object> below, Map<String, Object> above) {
        var all = new HashMap<>(below);
        above.forEach((name, value) -> {
            if (value instanceof Map<?, ?> more && all.get(name) instanceof Map<?, ?> some) {
                all.put(name, merged((Map<String, Object>) some, (Map<String, Object>) more));
            } else {
                all.put(name, value);
            }
        });
        return all;
    }

    private static Map<String, Object> read(Path file) throws IOException {
        return yaml().load(Files.readString(file));
    }

    static Yaml yaml() {
        return new Yaml(new SafeConstructor(new LoaderOptions()));
    }
}
