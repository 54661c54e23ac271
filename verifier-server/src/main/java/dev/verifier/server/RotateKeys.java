package dev.verifier.server;

import dev.verifier.server.configuration.FilePaths;
import dev.verifier.server.configuration.VerifierProperties;
import dev.verifier.server.key.KeyRotation;
import dev.verifier.server.tenant.TenantChoice;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code java -jar verifier-server.jar rotate-keys}: the configuration and the database of the server, and nothing else of it. */
final class RotateKeys {

    /** No configuration by its annotation: the server would take it for one of its own. */
    @EnableConfigurationProperties(VerifierProperties.class)
    @Import(FilePaths.class)
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class
    })
    static class Command {

        @Bean
        @ConditionalOnProperty(name = "spring.datasource.url", matchIfMissing = true, havingValue = "none")
        EmbeddedDatabase embeddedDatabase(VerifierProperties properties) {
            return new EmbeddedDatabase(properties.dataDirectory());
        }
    }

    private RotateKeys() {}

    /**
     * Has the next signing key made, and says which it is.
     *
     * @return exit code: 1 where there is none
     */
    static int run(String[] arguments, SecureRandom random, Clock clock, PrintStream out) {
        var application = new SpringApplicationBuilder(Command.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .listeners(TenantChoice.one())
                .properties("logging.level.dev.verifier=OFF", "logging.level.com.zaxxer.hikari=OFF");
        try (var context = application.run(arguments)) {
            out.println(KeyRotation.rotate(
                    context.getBean(VerifierProperties.class),
                    context.getBean(JdbcClient.class),
                    random,
                    clock.instant()));
            return 0;
        } catch (InvalidConfigurationPropertyValueException e) {
            out.println(e.getName() + ": " + e.getReason());
        } catch (DataAccessException e) {
            out.println(
                    "The database cannot be used. The embedded one is a running server's alone: stop it for that, or"
                            + " set verifier.keys.rotation to a period.");
        }
        return 1;
    }
}
