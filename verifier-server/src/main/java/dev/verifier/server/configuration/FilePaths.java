package dev.verifier.server.configuration;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/** A path is a path; Spring would look for a resource of that name within the web application first. Stateless. */
@Component
@ConfigurationPropertiesBinding
public final class FilePaths implements Converter<String, Path> {

    @Override
    public Path convert(String path) {
        return Path.of(path);
    }
}
