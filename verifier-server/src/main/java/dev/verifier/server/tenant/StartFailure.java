package dev.verifier.server.tenant;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

/** Why a tenant does not start, in the sentences with which a server alone would say it, and whose they are. Used by one thread. */
final class StartFailure implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private @Nullable ConfigurableApplicationContext context;

    @Override
    public void initialize(ConfigurableApplicationContext tenant) {
        context = tenant;
    }

    /** What ends the start of the installation. */
    RuntimeException of(TenantFile file, RuntimeException failure) {
        if (failure instanceof InvalidConfigurationPropertyValueException said
                && said.getName().equals(TenantFile.SETTING)) {
            return failure; // which names the file
        }
        return Stream.<@Nullable FailureAnalysis>of(analysis(failure))
                .filter(Objects::nonNull)
                .map(known -> Stream.of(known.getDescription(), known.getAction())
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining("\n\n")))
                .findFirst()
                .<RuntimeException>map(
                        said -> TenantFile.wrong(file.file(), "tenant " + file.name() + " does not start:\n\n" + said))
                .orElseGet(() -> new IllegalStateException("Tenant " + file.name() + " does not start", failure));
    }

    private @Nullable FailureAnalysis analysis(Throwable failure) {
        var known = context;
        var arguments = known == null
                ? ArgumentResolver.none()
                : ArgumentResolver.of(BeanFactory.class, known.getBeanFactory())
                        .and(Environment.class, known.getEnvironment());
        return SpringFactoriesLoader.forDefaultResourceLocation()
                .load(FailureAnalyzer.class, arguments, FailureHandler.handleMessage((_, _) -> {}))
                .stream()
                .map(analyzer -> analyzer.analyze(failure))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
