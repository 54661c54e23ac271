package dev.verifier.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.verifier.server.audit.EventLog;
import dev.verifier.server.audit.VerifierEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A JSON Schema (draft 2020-12) of the audit's lines, made from the lines that events of every kind become. */
final class AuditSchema {

    private static final Path EVENTS = Path.of("src/main/java/dev/verifier/server/audit/VerifierEvent.java");
    private static final Pattern DOCUMENTED =
            Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s+record (\\w+)\\(", Pattern.DOTALL);
    private static final Pattern PARAM = Pattern.compile("@param (\\w+) ([^@]*(?:@code[^@]*)*)");
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private AuditSchema() {}

    static ObjectNode written() throws IOException {
        var documented = documented();
        var schema = NODES.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$comment", "Written by ./dev docs from the code. Change the code, not this file.");
        schema.put("title", "A line of the audit of Verifier");
        schema.put("description", "One JSON object a line, in the log under the name dev.verifier.audit.");
        var any = schema.putArray("oneOf");
        var kinds = schema.putObject("$defs");
        EventSamples.kinds().forEach(kind -> {
            var name = kind.getSimpleName();
            any.addObject().put("$ref", "#/$defs/" + name);
            kinds.set(name, line(lines(EventSamples.of(kind)), documented.getOrDefault(name, "")));
        });
        return schema;
    }

    /** What the audit writes of these events. */
    static List<JsonNode> lines(Stream<VerifierEvent> events) {
        var audit = (Logger) LoggerFactory.getLogger("dev.verifier.audit");
        var before = audit.getLevel();
        var heard = new ListAppender<ILoggingEvent>();
        heard.start();
        // Samples are for nobody else's eyes.
        var published = audit.getAppender(AuditLines.NAME);
        audit.detachAppender(AuditLines.NAME);
        audit.setAdditive(false);
        audit.addAppender(heard);
        audit.setLevel(Level.TRACE);
        try {
            var log = EventLog.of(Clock.systemUTC(), new SimpleMeterRegistry());
            events.forEach(log::publish);
        } finally {
            audit.setLevel(before);
            audit.detachAppender(heard);
            audit.setAdditive(true);
            if (published != null) {
                audit.addAppender(published);
            }
        }
        return heard.list.stream()
                .map(line -> JSON.readTree(line.getFormattedMessage()))
                .toList();
    }

    private static ObjectNode line(List<JsonNode> samples, String javadoc) {
        var schema = schema(samples);
        var described = NODES.objectNode().put("description", plain(javadoc.replaceFirst("(?s)@param.*", "")));
        described.setAll(schema);
        var members = (ObjectNode) described.get("properties");
        PARAM.matcher(javadoc).results().forEach(param -> {
            if (members.get(param.group(1)) instanceof ObjectNode member) {
                member.put("description", plain(param.group(2)));
            }
        });
        var event = samples.getFirst().get("event").asString();
        members.set("event", NODES.objectNode().put("const", event));
        ((ObjectNode) members.get("at")).put("description", "when");
        members.putObject("tenant")
                .put("type", "string")
                .put("description", "whose it is, where there are several or verifier.tenant says so");
        members.putObject("trace")
                .put("type", "string")
                .put("description", "the trace it belongs to, where tracing is on");
        if (!members.has("login")) {
            members.putObject("login")
                    .put("type", "string")
                    .put("description", "the login it is a part of, where there is one");
        }
        return described;
    }

    private static ObjectNode schema(List<JsonNode> samples) {
        var schema = NODES.objectNode();
        var one = samples.getLast();
        if (one.isObject()) {
            var names = new LinkedHashSet<String>();
            samples.reversed().forEach(sample -> names.addAll(sample.propertyNames()));
            schema.put("type", "object");
            var members = schema.putObject("properties");
            var required = schema.putArray("required");
            for (var name : names) {
                var values = samples.stream()
                        .filter(sample -> sample.has(name))
                        .map(sample -> sample.get(name))
                        .toList();
                members.set(name, schema(values));
                if (values.size() == samples.size()) {
                    required.add(name);
                }
            }
            schema.put("additionalProperties", false);
        } else if (one.isArray()) {
            schema.put("type", "array");
            schema.set(
                    "items",
                    schema(samples.stream().flatMap(JsonNode::valueStream).toList()));
        } else if (one.isString()) {
            schema.put("type", "string");
            if (one.asString().matches("\\d{4}-\\d\\d-\\d\\dT.*Z")) {
                schema.put("format", "date-time");
            }
        } else {
            schema.put("type", one.isBoolean() ? "boolean" : "integer");
        }
        return schema;
    }

    private static Map<String, String> documented() throws IOException {
        var documented = new HashMap<String, String>();
        DOCUMENTED
                .matcher(Files.readString(EVENTS))
                .results()
                .forEach(record ->
                        documented.put(record.group(2), record.group(1).replaceAll("\\n *\\*", "\n")));
        return documented;
    }

    private static String plain(String javadoc) {
        return javadoc.replaceAll("\\{@code ([^}]*)}", "$1")
                .replaceAll("\\s+", " ")
                .trim();
    }
}
