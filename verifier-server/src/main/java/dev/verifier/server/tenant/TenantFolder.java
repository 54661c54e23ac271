package dev.verifier.server.tenant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/** The folder with a file for each tenant, {@code verifier.tenants.location}. Stateless. */
public final class TenantFolder {

    private TenantFolder() {}

    /** Whether there are tenants at all. */
    public static boolean isConfigured(Environment environment) {
        return environment.containsProperty(TenantFile.SETTING);
    }

    /**
     * All tenants, by name.
     *
     * @throws InvalidConfigurationPropertyValueException where the folder cannot be read, has none, or has what is no tenant's; and where the
     *     installation is told what only a tenant may be
     */
    public static List<TenantFile> read(ConfigurableEnvironment environment) {
        var misplaced = TenantFile.misplaced(ConfigurationPropertySources.get(environment))
                .collect(Collectors.joining(", "));
        if (!misplaced.isEmpty()) {
            throw new InvalidConfigurationPropertyValueException(
                    TenantFile.SETTING,
                    environment.getProperty(TenantFile.SETTING),
                    "several tenants cannot share " + misplaced + ": put it into the file of the one it belongs to");
        }
        return files(environment);
    }

    /** The same for who does not start them. */
    static List<TenantFile> files(Environment environment) {
        var folder = Path.of(environment.getRequiredProperty(TenantFile.SETTING));
        try (var files = Files.list(folder)) {
            var tenants = files.filter(file -> !isHidden(file) && !Files.isDirectory(file))
                    .sorted()
                    .map(TenantFile::read)
                    .toList();
            if (tenants.isEmpty()) {
                throw TenantFile.wrong(folder, "has no tenant in it: put a <name>.yaml there for each");
            }
            var alone = tenants.stream().filter(TenantFile::wasAlone).toList();
            if (alone.size() > 1) {
                throw TenantFile.wrong(
                        alone.get(1).file(),
                        "would have its rows in public, where those of tenant "
                                + alone.getFirst().name() + " are: one was a server alone, and is there");
            }
            return tenants;
        } catch (IOException e) {
            throw new InvalidConfigurationPropertyValueException(
                    TenantFile.SETTING, folder, "is no folder that can be read, with a <name>.yaml for each tenant", e);
        }
    }

    /** Kubernetes has such beside the names it shows. */
    private static boolean isHidden(Path file) {
        return String.valueOf(file.getFileName()).startsWith(".");
    }
}
