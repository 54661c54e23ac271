package dev.verifier.server.page;

import java.util.Locale;
import java.util.Map;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.messageresolver.AbstractMessageResolver;
import org.thymeleaf.spring6.dialect.SpringStandardDialect;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** The HTML files beside these classes, filled in. They escape whatever they are given that none of them made; none asks for anything else. Thread-safe. */
final class Templates {

    private static final String FOLDER = "dev/verifier/server/page/";

    private final TemplateEngine engine = new TemplateEngine();

    Templates(Languages languages) {
        var files = new ClassLoaderTemplateResolver(Templates.class.getClassLoader());
        files.setPrefix(FOLDER);
        files.setSuffix(".html");
        files.setTemplateMode(TemplateMode.HTML);
        files.setCharacterEncoding("UTF-8");
        engine.setTemplateResolver(files);
        var dialect = new SpringStandardDialect();
        dialect.setEnableSpringELCompiler(true);
        engine.setDialect(dialect);
        engine.setMessageResolver(new FromWords(languages));
    }

    String render(String template, Locale locale, Map<String, Object> model) {
        return engine.process(template, new Context(locale, model));
    }

    private static final class FromWords extends AbstractMessageResolver {

        private final Languages languages;

        FromWords(Languages languages) {
            this.languages = languages;
        }

        @Override
        public String resolveMessage(ITemplateContext context, Class<?> origin, String key, Object[] parts) {
            return languages.in(context.getLocale()).say(key, parts);
        }

        @Override
        public String createAbsentMessageRepresentation(
                ITemplateContext context, Class<?> origin, String key, Object[] parts) {
            throw new IllegalStateException("no words for " + key);
        }
    }
}
