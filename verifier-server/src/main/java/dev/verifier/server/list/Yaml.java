package dev.verifier.server.list;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads a YAML document as data and nothing else: no types of anybody's choosing, no anchors and so no aliases to them, bounded
 * depth and length. A
 * document that tries, or that has a field twice at its root, is refused as a whole. Stateless.
 */
public final class Yaml {

    private static final Set<Tag> DATA =
            Set.of(Tag.MAP, Tag.SEQ, Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.TIMESTAMP);

    private static final int LONGEST_SCALAR = 10_000;

    private Yaml() {}

    /** The object at the root; nothing, and a finding, where the document cannot be read. */
    public static Optional<YamlObject> parse(byte[] document, List<Finding> findings) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(document))
                    .toString();
            var root = new org.yaml.snakeyaml.Yaml(options(document.length)).compose(new StringReader(text));
            if (root instanceof MappingNode mapping && isData(mapping)) {
                return Optional.of(new YamlObject(mapping, findings, null)).filter(object -> !object.broken());
            }
            return unreadable(
                    findings,
                    0,
                    "the document must be an object of plain data with the list in a named field; no tags, no anchors");
        } catch (CharacterCodingException e) {
            return unreadable(findings, 0, "the document must be UTF-8");
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            return unreadable(findings, mark == null ? 0 : mark.getLine() + 1, "not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            return unreadable(findings, 0, "not YAML: " + e.getMessage());
        }
    }

    private static LoaderOptions options(int length) {
        var options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(16);
        options.setCodePointLimit(length + 1);
        return options;
    }

    private static boolean isData(Node node) {
        if (!DATA.contains(node.getTag()) || node.getAnchor() != null) {
            return false;
        }
        return switch (node) {
            case ScalarNode scalar -> scalar.getValue().length() <= LONGEST_SCALAR;
            case MappingNode mapping -> mapping.getValue().stream().allMatch(Yaml::isData);
            case CollectionNode<?> sequence -> sequence.getValue().stream().allMatch(element -> isData((Node) element));
            default -> false;
        };
    }

    private static boolean isData(NodeTuple field) {
        return isData(field.getKeyNode()) && isData(field.getValueNode());
    }

    private static Optional<YamlObject> unreadable(List<Finding> findings, int line, String reason) {
        findings.add(new Finding(Finding.Severity.ERROR, line, "", "document", reason));
        return Optional.empty();
    }
}
