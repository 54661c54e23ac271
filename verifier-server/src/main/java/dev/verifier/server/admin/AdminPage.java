package dev.verifier.server.admin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.http.MediaType;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.dialect.SpringStandardDialect;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * {@code /admin} on the management port: what an operator wants to see first, as a page, and as JSON for programs. It only reads. Whoever
 * reaches that port may see it, as with metrics. Thread-safe.
 */
@WebEndpoint(id = "admin")
public final class AdminPage {

    private static final Pattern STYLE = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL);

    private final Supplier<Overview> overview;
    private final TemplateEngine templates = new TemplateEngine();

    AdminPage(Supplier<Overview> overview) {
        this.overview = overview;
        var files = new ClassLoaderTemplateResolver(AdminPage.class.getClassLoader());
        files.setPrefix("dev/verifier/server/admin/");
        files.setSuffix(".html");
        files.setCharacterEncoding("UTF-8");
        templates.setTemplateResolver(files);
        templates.setDialect(new SpringStandardDialect());
    }

    /** For programs. */
    @ReadOperation
    public Object facts() {
        return overview.get();
    }

    /** For people. It loads nothing, runs nothing and can send nothing anywhere. */
    @ReadOperation(produces = MediaType.TEXT_HTML_VALUE)
    public String page() {
        var html = templates.process("admin", new Context(Locale.ENGLISH, Map.of("now", overview.get())));
        var style = STYLE.matcher(html);
        var digest = style.find() ? "'sha256-" + sha256(style.group(1)) + "'" : "'none'";
        return html.replace("style-src 'none'", "style-src " + digest);
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
