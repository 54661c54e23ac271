package dev.verifier.client;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Names the properties that do not exist. Spring's own analysis would print their values, and whoever mistypes {@code verifier.client.key} has a
 * key in one. Of whatever is not ours it says nothing.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnknownPropertiesAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable failure, UnboundConfigurationPropertiesException cause) {
        if (!cause.getUnboundProperties().stream().allMatch(UnknownPropertiesAnalyzer::isOurs)) {
            return null;
        }
        var names = cause.getUnboundProperties().stream()
                .map(UnknownPropertiesAnalyzer::line)
                .collect(Collectors.joining("\n"));
        return new FailureAnalysis(
                "There are no such properties below " + ClientProperties.PREFIX + ":\n\n" + names,
                "Correct or remove them; docs/clients-spring.md has all that there are.",
                failure);
    }

    private static boolean isOurs(ConfigurationProperty property) {
        return property.getName().toString().startsWith(ClientProperties.PREFIX + ".");
    }

    private static String line(ConfigurationProperty property) {
        return "    " + property.getName() + (property.getOrigin() == null ? "" : " (" + property.getOrigin() + ")");
    }
}
