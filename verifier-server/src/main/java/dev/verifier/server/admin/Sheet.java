package dev.verifier.server.admin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.dialect.SpringStandardDialect;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** A page for operators, in English. It loads nothing, runs nothing and can send nothing anywhere. Thread-safe. */
public final class Sheet {

    private static final Pattern STYLE = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL);

    private final String name;
    private final TemplateEngine templates = new TemplateEngine();

    /** @param name of its template, beside this class */
    public Sheet(String name) {
        this.name = name;
        var files = new ClassLoaderTemplateResolver(Sheet.class.getClassLoader());
        files.setPrefix("dev/verifier/server/admin/");
        files.setSuffix(".html");
        files.setCharacterEncoding("UTF-8");
        templates.setTemplateResolver(files);
        templates.setDialect(new SpringStandardDialect());
    }

    /** The page with this in it. */
    public String with(Map<String, Object> model) {
        var html = templates.process(name, new Context(Locale.ENGLISH, model));
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
