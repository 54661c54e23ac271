package dev.verifier.server.tenant;

import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether each tenant is ready, by its name: an installation is ready when all of them are. Stateless. */
final class TenantHealth {

    private TenantHealth() {}

    static CompositeHealthContributor of(Tenants tenants) {
        return CompositeHealthContributor.fromMap(tenants.names().stream()
                .collect(Collectors.toMap(Function.identity(), name -> (HealthIndicator) () -> health(tenants, name))));
    }

    private static Health health(Tenants tenants, String name) {
        var tenant = tenants.running().get(name);
        if (tenant == null || !tenant.isActive()) {
            return Health.outOfService().build();
        }
        var ready = Objects.requireNonNull(tenant.getBean(HealthEndpoint.class).healthForPath("readiness"));
        var health = Health.status(ready.getStatus());
        if (ready instanceof CompositeHealthDescriptor parts && parts.getComponents() != null) {
            parts.getComponents().forEach((part, state) -> health.withDetail(part, code(state)));
        }
        return health.build();
    }

    private static String code(HealthDescriptor state) {
        return state.getStatus().getCode();
    }
}
