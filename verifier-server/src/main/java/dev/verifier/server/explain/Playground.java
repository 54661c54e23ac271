package dev.verifier.server.explain;

import dev.verifier.presentation.Nonce;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.error.ErrorAnswers;
import dev.verifier.server.error.Refusal;
import dev.verifier.server.page.Page;
import dev.verifier.server.page.Pages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The same for people who paste, as a page. It is off unless somebody turns it on, for whoever can ask as often as they like learns what
 * is believed. It keeps nothing, and needs no script. Thread-safe.
 */
@RestController
@RequestMapping(Playground.PATH)
@ConditionalOnProperty(name = "verifier.playground", havingValue = "true")
class Playground {

    static final String PATH = Surface.PLAYGROUND;

    /** Developers read this page, and the specifications that it speaks of. */
    private static final String LANGUAGE = "en";

    /** Larger than whatever is looked at, and smaller than a form may be. */
    private static final int LONGEST = 512 * 1024;

    private static final int LONGEST_HINT = 16 * 1024;
    private static final List<String> HINTS =
            List.of("client", "nonce", "audience", "response_uri", "origin", "transaction_data");

    private final Explainer explainer;
    private final Pages pages;
    private final ErrorAnswers answers;
    private final Clock clock;

    Playground(Explainer explainer, Pages pages, ErrorAnswers answers, Clock clock) {
        this.explainer = explainer;
        this.pages = pages;
        this.answers = answers;
        this.clock = clock;
    }

    @GetMapping
    void form(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Pages.prefer(LANGUAGE, request);
        pages.write(new Page.Playground(PATH, "", Map.of(), null, List.of()), request, response);
    }

    @PostMapping(consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    void explain(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Pages.prefer(LANGUAGE, request);
        var text = Optional.ofNullable(request.getParameter("text")).orElse("");
        var hints = HINTS.stream()
                .flatMap(name -> hint(request, name).map(value -> Map.entry(name, value)).stream())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        if (text.length() > LONGEST || hints.values().stream().anyMatch(value -> value.length() > LONGEST_HINT)) {
            answers.refuse(request, response, Refusal.REQUEST_TOO_LARGE);
            return;
        }
        pages.write(page(text, hints), request, response);
    }

    private static Optional<String> hint(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getParameter(name))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    private Page page(String text, Map<String, String> hints) {
        var shown = PrivateKeys.isIn(text) ? "" : text;
        var nonce = hints.get("nonce");
        if (nonce != null && !Nonce.isOne(nonce)) {
            return new Page.Playground(
                    PATH,
                    shown,
                    hints,
                    "A nonce has 22 characters or more that a URL may hold: nothing was looked at",
                    List.of());
        }
        return question(text, hints, nonce == null ? null : new Nonce(nonce))
                .map(explainer::explain)
                .map(explained -> new Page.Playground(PATH, shown, hints, explained.summary(), sections(explained)))
                .orElseGet(() -> new Page.Playground(
                        PATH,
                        shown,
                        hints,
                        "transaction_data has entries in base64url, as they were sent: nothing was looked at",
                        List.of()));
    }

    /** Empty where what was to be authorized cannot be read. */
    private Optional<Question> question(String text, Map<String, String> hints, @Nullable Nonce nonce) {
        var entries = hints.get("transaction_data");
        try {
            return Optional.of(new Question(
                    text,
                    clock.instant(),
                    null,
                    nonce,
                    hints.get("audience"),
                    hints.get("response_uri"),
                    hints.get("origin"),
                    null,
                    hints.get("client"),
                    entries == null ? null : Question.entries(entries)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<Page.Playground.Section> sections(Explained explained) {
        return explained.sections().stream()
                .map(section -> new Page.Playground.Section(
                        section.title(),
                        section.notes(),
                        section.says(),
                        section.lines().stream().map(Playground::row).toList()))
                .toList();
    }

    private static Page.Playground.Row row(Line line) {
        return new Page.Playground.Row(
                line.outcome().word().replace(' ', '_'),
                line.verdict(),
                line.part() + ": " + line.check(),
                line.clause(),
                line.found(),
                line.code(),
                line.mend());
    }
}
