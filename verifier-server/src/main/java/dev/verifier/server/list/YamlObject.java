package dev.verifier.server.list;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * An object in a list, which knows its lines. Reading a field of the wrong form adds a finding and gives nothing; the reader
 * goes on and finds the rest. Used by one thread.
 */
public final class YamlObject {

    /** What a field is that stands there twice: whichever was meant, the other is not it. */
    private static final Node NOTHING = new ScalarNode(Tag.NULL, "", null, null, DumperOptions.ScalarStyle.PLAIN);

    /** YAML 1.2.2 §10.2.1.2; the {@code yes} and {@code on} of YAML 1.1 are neither. */
    private static final Map<String, Boolean> TRUTH =
            Map.of("true", true, "True", true, "TRUE", true, "false", false, "False", false, "FALSE", false);

    private final MappingNode node;
    private final Map<String, Node> fields = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final List<Finding> findings;
    private final @Nullable YamlObject parent;
    private String name;
    private boolean broken;

    YamlObject(MappingNode node, List<Finding> findings, @Nullable YamlObject parent) {
        this.node = node;
        this.findings = findings;
        this.parent = parent;
        this.name = parent == null ? "" : parent.name;
        for (var field : node.getValue()) {
            var key = field.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            lines.put(key, line(field.getKeyNode()));
            if (fields.putIfAbsent(key, field.getValueNode()) != null) {
                fields.put(key, NOTHING);
                error(key, "stands here twice; keep one");
            }
        }
    }

    /** From now on findings are about the entry of this name. */
    public void named(String entry) {
        this.name = entry;
    }

    public Set<String> names() {
        return fields.keySet();
    }

    /** Adds a finding for each field of another name. */
    public void onlyHas(Set<String> known) {
        names().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> error(
                        name,
                        "is not understood here; use " + known.stream().sorted().toList()));
    }

    /** Where the object begins, counted from 1. */
    public int line() {
        return line(node);
    }

    public Optional<String> text(String field) {
        return scalar(field)
                .map(ScalarNode::getValue)
                .filter(value -> !value.isBlank())
                .map(String::strip);
    }

    public Optional<Boolean> bool(String field) {
        var scalar = scalar(field);
        var known = scalar.filter(node -> node.getTag().equals(Tag.BOOL))
                .map(ScalarNode::getValue)
                .filter(TRUTH::containsKey);
        if (scalar.isPresent() && known.isEmpty()) {
            error(field, "must be true or false");
        }
        return known.map(TRUTH::get);
    }

    /** A list of strings; a single string is a list of one; nothing is an empty list; elements of another form are findings. */
    public List<String> texts(String field) {
        var texts = new ArrayList<String>();
        for (var element : elements(field)) {
            if (element instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
                texts.add(scalar.getValue().strip());
            } else {
                error(field, "must be a list of strings");
            }
        }
        return List.copyOf(texts);
    }

    /** A list of objects; elements of another form are findings. */
    public List<YamlObject> objects(String field) {
        var objects = new ArrayList<YamlObject>();
        for (var element : elements(field)) {
            if (element instanceof MappingNode mapping) {
                objects.add(new YamlObject(mapping, findings, this));
            } else {
                error(field, "must hold objects with named fields");
            }
        }
        return List.copyOf(objects);
    }

    public Optional<YamlObject> object(String field) {
        return switch (fields.get(field)) {
            case null -> Optional.empty();
            case MappingNode mapping -> Optional.of(new YamlObject(mapping, findings, this));
            default -> {
                error(field, "must be an object with named fields");
                yield Optional.empty();
            }
        };
    }

    /** Something because of which the entry is left out. */
    public void error(String field, String reason) {
        findings.add(new Finding(Finding.Severity.ERROR, lineOf(field), name, field, reason));
        for (var each = this; each != null; each = each.parent) {
            each.broken = true;
        }
    }

    /** Something odd with which the entry is taken all the same. */
    public void warning(String field, String reason) {
        findings.add(new Finding(Finding.Severity.WARNING, lineOf(field), name, field, reason));
    }

    /** Whether anything was found so far, here or inside, because of which the entry is left out. */
    public boolean broken() {
        return broken;
    }

    private Optional<ScalarNode> scalar(String field) {
        return switch (fields.get(field)) {
            case null -> Optional.empty();
            case ScalarNode scalar -> scalar.getTag().equals(Tag.NULL) ? Optional.empty() : Optional.of(scalar);
            default -> {
                error(field, "must be a single value");
                yield Optional.empty();
            }
        };
    }

    private List<Node> elements(String field) {
        return switch (fields.get(field)) {
            case null -> List.of();
            case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> List.of();
            case SequenceNode sequence -> sequence.getValue();
            case Node single -> List.of(single);
        };
    }

    private int lineOf(String field) {
        return lines.getOrDefault(field, line());
    }

    private static int line(@Nullable Node node) {
        return node == null ? 0 : node.getStartMark().getLine() + 1;
    }
}
