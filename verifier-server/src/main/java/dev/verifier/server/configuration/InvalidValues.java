package dev.verifier.server.configuration;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says which value cannot be used and why. Spring's own analysis would look the value up and print it, and it may be a key. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class InvalidValues extends AbstractFailureAnalyzer<InvalidConfigurationPropertyValueException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, InvalidConfigurationPropertyValueException cause) {
        return new FailureAnalysis(
                "The configuration has a value that cannot be used:\n\n    %s = %s - %s"
                        .formatted(cause.getName(), cause.getValue(), cause.getReason()),
                "Correct it; what is possible is in docs/configuration.md.",
                failure);
    }
}
