package dev.verifier.server.tenant;

import static java.util.Map.entry;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.FileSystemResource;

/**
 * What one tenant is told, {@code <name>.yaml}. It comes before whatever the installation is told. Immutable.
 *
 * @param name its name: of its schema or folder, of the label in what operators read, and of the {@code tenant} claim
 * @param file where it is
 * @param content what is in it
 */
public record TenantFile(String name, Path file, PropertySource<?> content) {

    static final String SETTING = "verifier.tenants.location";

    /** With it a schema, and the channel on which its nodes hear of each other, have names that PostgreSQL does not cut. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    private static final String YAML = ".yaml";

    /** What a tenant may be told, beside what is ours. */
    private static final ConfigurationPropertyName DATABASE = ConfigurationPropertyName.of("spring.datasource");

    private static final ConfigurationPropertyName SCHEMA =
            ConfigurationPropertyName.of("spring.datasource.hikari.schema");

    /** Where a server alone has its rows. */
    private static final String OF_ONE_ALONE = "public";

    private static final ConfigurationPropertyName OURS = ConfigurationPropertyName.of("verifier");

    /** Of the process, its port and its folder there is one. */
    private static final List<ConfigurationPropertyName> OF_THE_INSTALLATION = Stream.of(
                    "verifier.tenants",
                    "verifier.tenant",
                    "verifier.data-directory",
                    "verifier.shutdown",
                    "verifier.limits.body",
                    "verifier.limits.header",
                    "verifier.limits.parameters",
                    "spring.datasource.hikari.pool-name")
            .map(ConfigurationPropertyName::of)
            .toList();

    /** Whoever shared these would be one and the same issuer. */
    private static final Set<String> OF_A_TENANT = Set.of(
            "verifier.issuer",
            "verifier.tenant",
            "verifier.keys",
            "verifier.clients.location",
            "verifier.trust",
            "verifier.branding",
            "verifier.openid4vp.identities",
            "verifier.openid4vp.verifier-attestation",
            "verifier.openid4vp.verifier-info");

    /** Of the process, and counted once. */
    private static final List<String> COUNTED_ONCE =
            List.of("jvm", "process", "system", "disk", "logback", "application", "verifier.carriers");

    static TenantFile read(Path file) {
        var fileName = String.valueOf(file.getFileName());
        var name = fileName.endsWith(YAML) ? fileName.substring(0, fileName.length() - YAML.length()) : "";
        if (!NAME.matcher(name).matches()) {
            throw wrong(
                    file,
                    "is no tenant's: call it <name>.yaml, with a name of at most 40 of a-z, 0-9 and -, or move it to"
                            + " another folder");
        }
        try {
            var documents = new YamlPropertySourceLoader().load("tenant " + name, new FileSystemResource(file));
            if (documents.size() > 1) {
                throw wrong(file, "has more than one document (---)");
            }
            var content = documents.isEmpty() ? new MapPropertySource(name, Map.of()) : documents.getFirst();
            names(content).filter(key -> !isOfATenant(key)).findFirst().ifPresent(key -> {
                throw wrong(file, "has " + key + ", which is the installation's and not one tenant's: move it there");
            });
            var tenant = new TenantFile(name, file, content);
            var schema = tenant.told(SCHEMA);
            if (schema != null && !schema.equals(OF_ONE_ALONE)) {
                throw wrong(
                        file,
                        "has " + SCHEMA + " " + schema + ": only public, for what was a server alone, whose rows stay"
                                + " there; leave it out for " + tenant.ownSchema());
            }
            return tenant;
        } catch (IOException | IllegalStateException e) {
            throw new InvalidConfigurationPropertyValueException(
                    SETTING, file, "cannot be read as YAML: " + e.getMessage(), e);
        }
    }

    /** The keys of the installation's own configuration, if any, that only a tenant may have. */
    static Stream<String> misplaced(Iterable<ConfigurationPropertySource> installation) {
        return OF_A_TENANT.stream().sorted().filter(key -> {
            var name = ConfigurationPropertyName.of(key);
            return StreamSupport.stream(installation.spliterator(), false)
                    .anyMatch(source -> source.getConfigurationProperty(name) != null
                            || source.containsDescendantOf(name) == ConfigurationPropertyState.PRESENT);
        });
    }

    private static Stream<ConfigurationPropertyName> names(PropertySource<?> content) {
        return ConfigurationPropertySource.from(content) instanceof IterableConfigurationPropertySource all
                ? all.stream()
                : Stream.empty();
    }

    private static boolean isOfATenant(ConfigurationPropertyName key) {
        return (OURS.isAncestorOf(key) || DATABASE.isAncestorOf(key))
                && OF_THE_INSTALLATION.stream().noneMatch(other -> other.equals(key) || other.isAncestorOf(key));
    }

    static InvalidConfigurationPropertyValueException wrong(Path file, String what) {
        return new InvalidConfigurationPropertyValueException(SETTING, file, what);
    }

    /** The schema of its rows in a PostgreSQL that several may share. */
    private String schema() {
        return wasAlone() ? OF_ONE_ALONE : ownSchema();
    }

    private String ownSchema() {
        return "tenant_" + name.replace('-', '_');
    }

    /** Whether it was a server alone, whose rows are where they were then: of such there is one. */
    boolean wasAlone() {
        return told(SCHEMA) != null;
    }

    private @Nullable Object told(ConfigurationPropertyName key) {
        var source = ConfigurationPropertySource.from(content);
        var property = source == null ? null : source.getConfigurationProperty(key);
        return property == null ? null : property.getValue();
    }

    /** Makes an environment, which has what the installation is told, this tenant's. */
    public void describe(ConfigurableEnvironment environment) {
        var root = Path.of(environment.getProperty("verifier.data-directory", "./data"));
        environment.getPropertySources().addFirst(content);
        var own = new HashMap<String, Object>(Map.ofEntries(
                entry("verifier.tenant", name),
                entry("verifier.data-directory", root.resolve("tenants").resolve(name)),
                entry("spring.datasource.hikari.pool-name", name),
                entry("spring.main.register-shutdown-hook", false),
                entry("management.server.port", -1),
                entry("management.prometheus.metrics.export.enabled", false),
                entry("management.metrics.tags.tenant", name),
                entry("management.opentelemetry.resource-attributes.tenant", name)));
        COUNTED_ONCE.forEach(meter -> own.put("management.metrics.enable." + meter, false));
        var database = environment.getProperty("spring.datasource.url", "none");
        if (database.startsWith("jdbc:postgresql:")) {
            own.put("spring.datasource.hikari.schema", schema());
            own.put("spring.flyway.default-schema", schema());
        } else if (!database.equals("none") || wasAlone()) {
            throw wrong(file, "would share a database that is no PostgreSQL: see spring.datasource.url");
        }
        environment.getPropertySources().addFirst(new MapPropertySource("of tenant " + name, own));
    }
}
