package dev.verifier.server.configuration;

import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says which configuration key does not exist, where it stands, and which one was perhaps meant. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnknownKeys extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, UnboundConfigurationPropertiesException cause) {
        var lines = cause.getUnboundProperties().stream().map(UnknownKeys::line).collect(Collectors.joining("\n"));
        return new FailureAnalysis(
                "The configuration has keys that do not exist:\n\n" + lines,
                "Correct or remove them; all keys are in docs/configuration.md.",
                failure);
    }

    private static String line(ConfigurationProperty property) {
        var name = property.getName().toString();
        var origin = property.getOrigin() == null ? "" : " (" + property.getOrigin() + ")";
        return "    " + name + origin + " - did you mean " + KnownNames.nearest(name) + "?";
    }
}
