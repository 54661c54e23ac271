package dev.verifier.server.tenant;

import dev.verifier.server.configuration.FilePaths;
import dev.verifier.server.configuration.SocketBuffers;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.configuration.VerifierProperties;
import dev.verifier.server.error.ErrorAnswers;
import dev.verifier.server.error.Refusal;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerAutoConfiguration;
import org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerJwtAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What tenants share: the process, the port, and the port of those who operate it. It has no clients, no keys and no rows, and answers nobody but
 * those. No configuration by its annotation: a server would take it for one of its own.
 */
@EnableAutoConfiguration(
        exclude = {
            DataSourceAutoConfiguration.class,
            FlywayAutoConfiguration.class,
            SecurityAutoConfiguration.class,
            UserDetailsServiceAutoConfiguration.class,
            SecurityFilterAutoConfiguration.class,
            ServletWebSecurityAutoConfiguration.class,
            ManagementWebSecurityAutoConfiguration.class,
            OAuth2AuthorizationServerAutoConfiguration.class,
            OAuth2AuthorizationServerJwtAutoConfiguration.class
        })
@EnableConfigurationProperties(VerifierProperties.class)
@ComponentScan({"dev.verifier.server.audit", "dev.verifier.server.error", "dev.verifier.server.page"})
@Import({FilePaths.class, SocketBuffers.class})
public final class Installation {

    /** Tenants and what they end with. */
    private static final String END = "55s";

    /** Files that are in each copy of this server. */
    private static final Pattern LOOKS = Pattern.compile("/login/assets/[a-z-]+\\.[0-9a-f]+\\.[a-z]+");

    private static final Set<String> OF_TENANTS = Set.of("verifier.clients.loaded", "verifier.crypto.accelerated");

    /** What each tenant is. */
    record Server(Class<?> type) {}

    private Installation() {}

    /**
     * Lets an application be the installation of the tenants that its environment tells of.
     *
     * @param server what each tenant is
     * @param random where chance comes from, asked for once, when the first bean is made
     */
    public static void of(
            SpringApplication application,
            ConfigurableEnvironment environment,
            Class<?> server,
            Clock clock,
            Supplier<SecureRandom> random) {
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "installation",
                        Map.of(
                                "management.endpoint.health.group.readiness.include",
                                "readinessState,tenants",
                                "spring.lifecycle.timeout-per-shutdown-phase",
                                END)));
        application.addPrimarySources(List.of(Installation.class));
        application.addInitializers(context -> {
            var beans = (GenericApplicationContext) context;
            beans.registerBean(Clock.class, () -> clock);
            beans.registerBean(SecureRandom.class, random);
            beans.registerBean(Server.class, () -> new Server(server));
        });
    }

    @Bean
    Surface surface(VerifierProperties properties) {
        return new Surface(properties.issuer(), false);
    }

    @Bean
    SharedPort sharedPort() {
        return new SharedPort();
    }

    @Bean
    Tenants tenants(
            ServletWebServerApplicationContext installation,
            ConfigurableEnvironment environment,
            ApplicationArguments arguments,
            Server server,
            LoggingSystem logging) {
        return new Tenants(
                TenantFolder.read(environment), server.type(), installation, arguments.getSourceArgs(), logging);
    }

    @Bean
    CompositeHealthContributor tenantsHealthContributor(Tenants tenants) {
        return TenantHealth.of(tenants);
    }

    @Bean
    TenantsPage tenantsPage(Tenants tenants) {
        return new TenantsPage(tenants);
    }

    /** What is the installation's own is no tenant's: for Prometheus an empty label is none. */
    @Bean
    MeterFilter noTenant() {
        return MeterFilter.commonTags(List.of(Tag.of("tenant", "")));
    }

    /** It has no clients and signs nothing, which must not look like a server that has lost them. */
    @Bean
    MeterFilter nothingOfItsOwn() {
        return MeterFilter.deny(id -> OF_TENANTS.contains(id.getName())
                && Objects.requireNonNullElse(id.getTag("tenant"), "").isEmpty());
    }

    /** RFC 9110 §15.5.20: whoever asks for another host is told so, and nothing else; a browser with what its page looks like. */
    @Bean
    FilterRegistrationBean<OncePerRequestFilter> unknownHosts(ErrorAnswers answers) {
        var registration = new FilterRegistrationBean<OncePerRequestFilter>(new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws IOException, ServletException {
                if (LOOKS.matcher(request.getRequestURI()).matches()) {
                    chain.doFilter(request, response);
                    return;
                }
                answers.refuse(request, response, Refusal.UNKNOWN_HOST);
            }
        });
        registration.setName("unknownHosts");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
