package dev.verifier.server.tenant;

import dev.verifier.server.admin.AdminPage;
import dev.verifier.server.admin.Sheet;
import dev.verifier.server.configuration.Surface;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.http.MediaType;

/**
 * {@code /admin} on the management port of an installation with tenants: which there are. {@code /admin/<name>} is what a server alone has at
 * {@code /admin}. It only reads. Thread-safe.
 */
@WebEndpoint(id = "admin")
public final class TenantsPage {

    private final Tenants tenants;
    private final Sheet sheet = new Sheet("tenants");

    TenantsPage(Tenants tenants) {
        this.tenants = tenants;
    }

    /**
     * One of them.
     *
     * @param tenant its name
     * @param issuer whose server
     */
    public record Tenant(String tenant, String issuer) {}

    private record Row(String name, String issuer, AdminPage.Glance now) {}

    /** All of them, for programs. */
    @ReadOperation
    public List<Tenant> all() {
        return tenants.running().entrySet().stream()
                .map(one -> new Tenant(
                        one.getKey(),
                        one.getValue().getBean(Surface.class).issuer().toString()))
                .toList();
    }

    /** All of them, for people: whether there is a reason to look at one. */
    @ReadOperation(produces = MediaType.TEXT_HTML_VALUE)
    public String page() {
        return sheet.with(Map.of("tenants", all().stream().map(this::row).toList()));
    }

    private Row row(Tenant one) {
        var page = Objects.requireNonNull(pageOf(one.tenant()));
        return new Row(one.tenant(), one.issuer(), page.glance());
    }

    /** One of them, for programs; nothing where there is none of that name. */
    @ReadOperation
    public @Nullable Object facts(@Selector String tenant) {
        var page = pageOf(tenant);
        return page == null ? null : page.facts();
    }

    /** The same for people. */
    @ReadOperation(produces = MediaType.TEXT_HTML_VALUE)
    public @Nullable String page(@Selector String tenant) {
        var page = pageOf(tenant);
        return page == null ? null : page.page();
    }

    private @Nullable AdminPage pageOf(String tenant) {
        var context = tenants.running().get(tenant);
        return context == null ? null : context.getBean(AdminPage.class);
    }
}
