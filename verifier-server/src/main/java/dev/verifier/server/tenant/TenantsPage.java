package dev.verifier.server.tenant;

import dev.verifier.server.admin.AdminPage;
import dev.verifier.server.configuration.Surface;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.http.MediaType;
import org.springframework.web.util.HtmlUtils;

/**
 * {@code /admin} on the management port of an installation with tenants: which there are. {@code /admin/<name>} is what a server alone has at
 * {@code /admin}. It only reads. Thread-safe.
 */
@WebEndpoint(id = "admin")
public final class TenantsPage {

    private final Tenants tenants;

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

    /** All of them, for programs. */
    @ReadOperation
    public List<Tenant> all() {
        return tenants.running().entrySet().stream()
                .map(one -> new Tenant(
                        one.getKey(),
                        one.getValue().getBean(Surface.class).issuer().toString()))
                .toList();
    }

    /** All of them, for people. */
    @ReadOperation(produces = MediaType.TEXT_HTML_VALUE)
    public String page() {
        var rows = new StringBuilder();
        all().forEach(one -> rows.append("<li><a href=\"admin/%s\">%s</a> %s</li>"
                .formatted(one.tenant(), one.tenant(), HtmlUtils.htmlEscape(one.issuer()))));
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                  <meta charset="utf-8">
                  <meta http-equiv="Content-Security-Policy" content="default-src 'none'; form-action 'none'; base-uri 'none'">
                  <meta name="viewport" content="width=device-width, initial-scale=1">
                  <meta name="color-scheme" content="light dark">
                  <title>Tenants – Verifier</title>
                </head>
                <body><h1>Tenants</h1><ul>%s</ul></body>
                </html>
                """.formatted(rows);
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
