package dev.verifier.server.page;

import dev.verifier.server.configuration.Surface;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Writes pages: in the language the browser asks for, in the operator's colours, and with headers that keep others out. Thread-safe. */
public final class Pages {

    private static final String LOCALES = Pages.class.getName() + ".locales";

    private final Languages languages;
    private final PageModels models;
    private final Templates templates;
    private final boolean https;

    Pages(Brand brand, Surface surface) {
        this.languages =
                new Languages(brand.properties().languages(), brand.properties().defaultLanguage());
        this.templates = new Templates(languages);
        this.models = new PageModels(
                brand,
                surface,
                words -> templates.render("login-words", words.locale(), Map.of("page", LoginModel.said(words))));
        this.https = "https".equals(surface.issuer().getScheme());
    }

    /**
     * Lets a client choose the language of the page that answers a request.
     *
     * @param uiLocales {@code ui_locales} (OpenID Connect Core §3.1.2.1); null where nothing was asked
     */
    public static void prefer(@Nullable String uiLocales, HttpServletRequest request) {
        request.setAttribute(LOCALES, uiLocales);
    }

    /** Answers a request with a page; with status 200, and an {@link ErrorView} with its own. */
    public void write(Page page, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var asked = request.getAttribute(LOCALES) instanceof String locales ? locales : null;
        var words = languages.wanted(asked, request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        var html = templates.render(template(page), words.locale(), models.of(page, words));
        response.setStatus(page instanceof ErrorView error ? error.status() : HttpServletResponse.SC_OK);
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_LANGUAGE, words.locale().toLanguageTag());
        PageHeaders.add(page, https, response);
        response.getOutputStream().write(html.getBytes(StandardCharsets.UTF_8));
    }

    private static String template(Page page) {
        return switch (page) {
            case LoginView _ -> "login";
            case LoginView.Match _ -> "match";
            case ElsewhereView.WithCode _ -> "match-on-phone";
            case ConsentView _ -> "consent";
            case ElsewhereView _ -> "elsewhere";
            case FormPostView _ -> "form-post";
            case LogoutView _ -> "logout";
            case LogoutView.Done _ -> "signed-out";
            case ErrorView _ -> "error";
            case Page.Playground _ -> "playground";
        };
    }
}
