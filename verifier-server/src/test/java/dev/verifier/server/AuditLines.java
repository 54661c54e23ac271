package dev.verifier.server;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.context.ApplicationListener;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds each audit line of each server that any test starts against the published schema. One that differs fails who had it written. */
public final class AuditLines implements ApplicationListener<ApplicationPreparedEvent> {

    /** Of the appender. */
    static final String NAME = "schema";

    private static final JsonMapper JSON = new JsonMapper();
    private static final Schema SCHEMA = schema();
    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    private static Schema schema() {
        try {
            var published = JSON.readTree(Files.readAllBytes(Path.of("../docs/audit.schema.json")));
            var strictly =
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
            return SchemaRegistry.withDefaultDialect(
                            SpecificationVersion.DRAFT_2020_12, registry -> registry.schemaRegistryConfig(strictly))
                    .getSchema(published);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with a line. */
    static List<String> problems(JsonNode line) {
        return SCHEMA.validate(line).stream().map(Object::toString).toList();
    }

    /** The events of which there was a line. */
    static Set<String> seen() {
        return Set.copyOf(SEEN);
    }

    /** When logging is as this server wants it, which may have taken away what listened before. */
    @Override
    public void onApplicationEvent(ApplicationPreparedEvent prepared) {
        if (LoggerFactory.getLogger("dev.verifier.audit") instanceof Logger audit && audit.getAppender(NAME) == null) {
            var reader = new Reader();
            reader.setName(NAME);
            reader.start();
            audit.addAppender(reader);
        }
    }

    private static final class Reader extends UnsynchronizedAppenderBase<ILoggingEvent> {

        /** Unlike most, one that does not keep failures to itself. */
        @Override
        public void doAppend(ILoggingEvent event) {
            append(event);
        }

        @Override
        protected void append(ILoggingEvent event) {
            var line = JSON.readTree(event.getFormattedMessage());
            SEEN.add(line.path("event").asString());
            var problems = problems(line);
            if (!problems.isEmpty()) {
                throw new AssertionError(line + " is not as docs/audit.schema.json has it: " + problems);
            }
        }
    }
}
