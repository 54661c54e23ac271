package dev.verifier.server.page;

import dev.verifier.server.configuration.Surface;
import java.net.URI;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the templates are given: texts that are ready to be shown, and links that are ready to be followed. */
final class PageModels {

    private final Map<String, @Nullable Object> brand = new HashMap<>();
    private final LoginModel logins;
    private final String base;

    /** @param saying what the login page's script may have to say in a language, as HTML */
    PageModels(Brand brand, Surface surface, Function<Words, String> saying) {
        this.base =
                surface.issuer().getRawPath() == null ? "" : surface.issuer().getRawPath();
        this.logins = new LoginModel(base, saying);
        var properties = brand.properties();
        this.brand.put("name", Shown.name(properties.name()));
        this.brand.put("logo", brand.logo() == null ? null : base + brand.logo().path());
        this.brand.put("style", base + brand.style().path());
        this.brand.put("script", base + brand.script().path());
        this.brand.put("formPost", base + brand.formPost().path());
        this.brand.put("icon", base + brand.icon().path());
        this.brand.put("home", text(properties.homeUrl()));
        this.brand.put("support", text(properties.supportUrl()));
        this.brand.put("onboarding", text(properties.onboardingUrl()));
    }

    Map<String, Object> of(Page page, Words words) {
        var model = new HashMap<String, Object>();
        model.put("lang", words.locale().toLanguageTag());
        model.put("brand", Collections.unmodifiableMap(brand));
        model.put("page", contents(page, words));
        return model;
    }

    private Map<String, @Nullable Object> contents(Page page, Words words) {
        return switch (page) {
            case LoginView login -> logins.of(login, words);
            case LoginView.Match match -> match(match, words);
            case ElsewhereView.WithCode phone -> onPhone(phone);
            case ConsentView consent -> consent(consent, words);
            case ElsewhereView _ -> Map.of();
            case FormPostView form -> Map.of("action", form.action(), "fields", form.fields());
            case LogoutView logout -> logout(logout);
            case LogoutView.Done done -> done(done);
            case ErrorView error -> error(error, words);
            case Page.Playground playground -> PlaygroundModel.of(playground, base);
        };
    }

    private Map<String, @Nullable Object> match(LoginView.Match match, Words words) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("client", Shown.name(match.clientName()));
        model.put("host", Shown.host(match.clientHost()));
        model.put("action", base + match.path() + "/match");
        model.put("cancel", base + match.path() + "/cancel");
        model.put("retry", base + match.path() + "/retry");
        model.put("token", match.token());
        model.put("wrong", match.wrong());
        model.put("triesLeft", LoginModel.triesLeft(match.triesLeft(), words));
        return model;
    }

    /** Digits are shown in threes, and said one by one. */
    private static Map<String, @Nullable Object> onPhone(ElsewhereView.WithCode phone) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("client", Shown.name(phone.clientName()));
        model.put("host", Shown.host(phone.clientHost()));
        model.put("code", phone.code().replaceAll("(...)(?=.)", "$1 "));
        model.put("said", String.join(" ", phone.code().split("")));
        return model;
    }

    private Map<String, @Nullable Object> consent(ConsentView consent, Words words) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("client", Shown.name(consent.clientName()));
        model.put("host", Shown.host(consent.clientHost()));
        model.put("scopes", scopes(consent.scopes(), words));
        model.put(
                "claims",
                consent.claims().stream()
                        .map(claim -> Map.of(
                                "label", named("claim.", claim.label(), words), "value", Shown.value(claim.value())))
                        .toList());
        model.put("action", base + consent.path());
        model.put("token", consent.token());
        return model;
    }

    private Map<String, @Nullable Object> logout(LogoutView logout) {
        var model = new HashMap<String, @Nullable Object>();
        model.put("client", logout.clientName() == null ? null : Shown.name(logout.clientName()));
        model.put("action", base + logout.path());
        model.put("fields", logout.fields());
        return model;
    }

    private static Map<String, @Nullable Object> done(LogoutView.Done done) {
        var back = done.backTo();
        var model = new HashMap<String, @Nullable Object>();
        model.put("client", done.clientName() == null ? null : Shown.name(done.clientName()));
        model.put("back", back != null && Links.web(back) ? back.toString() : null);
        return model;
    }

    /** Scopes that mean the same to a person are said once. */
    private static List<String> scopes(List<String> scopes, Words words) {
        return scopes.stream()
                .filter(scope -> !scope.equals("openid"))
                .map(scope -> named("scope.", scope, words))
                .distinct()
                .toList();
    }

    private static String named(String group, String name, Words words) {
        var key = group + name.toLowerCase(Locale.ROOT);
        return words.have(key) ? words.say(key) : Shown.name(name);
    }

    private static Map<String, @Nullable Object> error(ErrorView error, Words words) {
        var why = Explanation.of(error.code(), error.status());
        var back = error.backTo();
        var model = new HashMap<String, @Nullable Object>();
        model.put("say", words.say(why.key()));
        model.put("next", words.say(why.key() + ".next"));
        model.put("code", Shown.name(error.code()));
        model.put("mend", why == Explanation.APPLICATION_AT_FAULT ? Shown.value(error.mend()) : null);
        model.put("supportId", Shown.name(error.supportId()));
        model.put("client", error.clientName() == null ? null : Shown.name(error.clientName()));
        model.put("back", back != null && Links.web(back) ? back.toString() : null);
        return model;
    }

    private static @Nullable String text(@Nullable URI link) {
        return link == null ? null : link.toString();
    }
}
