package dev.verifier.server.authorize;

import dev.verifier.server.error.Refusal;
import dev.verifier.server.profile.ClientQuery;
import dev.verifier.server.token.IdTokenHint;
import dev.verifier.server.token.IdTokenHints;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a client wants its person to be asked (OpenID Connect Core §3.1.2.1).
 *
 * @param prompt {@code none} alone, or any of {@code login}, {@code consent} and {@code select_account}; null where nothing was said
 * @param maxAge how many seconds ago the person may have presented something
 * @param idTokenHint whom the client means
 * @param uiLocales in which language
 * @param anew whether the client wants what nobody can have done before: authorized something, or answered a query of its own
 */
public record Wishes(
        @Nullable String prompt,
        @Nullable String maxAge,
        @Nullable String idTokenHint,
        @Nullable String uiLocales,
        boolean anew) {

    /** What a client may say in {@code prompt}. */
    public static final List<String> PROMPTS = List.of("none", "login", "consent", "select_account");

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    /** Those of a request as it came. */
    public static Wishes of(HttpServletRequest request) {
        return of(request::getParameter);
    }

    /** Those of a request that Spring has read. */
    public static Wishes of(Map<String, Object> parameters) {
        return of(name -> parameters.get(name) instanceof String text ? text : null);
    }

    private static Wishes of(Function<String, @Nullable String> parameter) {
        return new Wishes(
                parameter.apply("prompt"),
                parameter.apply("max_age"),
                parameter.apply("id_token_hint"),
                parameter.apply("ui_locales"),
                parameter.apply(AskedTransaction.PARAMETER) != null
                        || ClientQuery.ofGranted(parameter.apply(ClientQuery.PARAMETER))
                                .isAsked());
    }

    private Set<String> prompts() {
        return prompt == null || prompt.isBlank()
                ? Set.of()
                : Set.copyOf(List.of(prompt.strip().split("\\s+")));
    }

    /** Whether nobody may be shown anything. */
    public boolean silent() {
        return prompts().contains("none");
    }

    /** Whether the person must be asked to agree. */
    public boolean consent() {
        return prompts().contains("consent");
    }

    /** Whether somebody who presented something at an instant need not do it again. */
    public boolean allow(Instant presentedAt, Instant now) {
        var prompts = prompts();
        return !anew
                && !prompts.contains("login")
                && !prompts.contains("select_account")
                && (maxAge == null || (isSeconds(maxAge) && isRecent(presentedAt, now, Long.parseLong(maxAge))));
    }

    /** No age at all is a wish for a new login ({@code max_age=0} is {@code prompt=login}). */
    private static boolean isRecent(Instant presentedAt, Instant now, long seconds) {
        return seconds > 0 && !now.isAfter(presentedAt.plus(Duration.ofSeconds(seconds)));
    }

    private static boolean isSeconds(String text) {
        return SECONDS.matcher(text).matches();
    }

    /** The person whom the client means, if it says so in a way that can be believed. */
    public Optional<IdTokenHint> hint(IdTokenHints hints, String clientId) {
        return idTokenHint == null
                ? Optional.empty()
                : hints.read(idTokenHint).filter(hint -> hint.client().equals(clientId));
    }

    /** What cannot be understood of it. */
    Optional<Refusal> refusal(IdTokenHints hints, String clientId) {
        var prompts = prompts();
        if (!PROMPTS.containsAll(prompts) || (prompts.contains("none") && prompts.size() > 1)) {
            return Optional.of(Refusal.PROMPT_INVALID);
        }
        if (maxAge != null && !isSeconds(maxAge)) {
            return Optional.of(Refusal.MAX_AGE_INVALID);
        }
        return idTokenHint != null && hint(hints, clientId).isEmpty()
                ? Optional.of(Refusal.ID_TOKEN_HINT_INVALID)
                : Optional.empty();
    }
}
