package dev.verifier.server.page;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The login page: what is shown now, and, hidden, what its script may have to say before the page is loaded again. */
final class LoginModel {

    private static final int MOST_TRIES = 100;
    private static final List<Integer> SECONDS_SAID = List.of(60, 30, 10);

    private final Map<Locale, String> said = new ConcurrentHashMap<>();
    private final String base;
    private final Function<Words, String> saying;

    /** @param saying {@link #said} as HTML, which is asked for once for each language */
    LoginModel(String base, Function<Words, String> saying) {
        this.base = base;
        this.saying = saying;
    }

    Map<String, @Nullable Object> of(LoginView login, Words words) {
        var path = base + login.path();
        // A request that is too long for any code, as one may be that is all in the link, is for wallets on this
        // device.
        var crossDevice = login.crossDevice() && QrDrawing.holds(login.walletLink());
        var seconds = Math.clamp(login.remaining().toSeconds(), 0, Integer.MAX_VALUE);
        var model = new HashMap<String, @Nullable Object>();
        model.put("state", login.state().word());
        model.put("open", login.open());
        model.put("step", step(login.state()));
        model.put("crossDevice", crossDevice);
        model.put("client", Shown.name(login.clientName()));
        model.put("host", Shown.host(login.clientHost()));
        model.put("wallet", login.walletLink());
        model.put("here", login.walletHere());
        model.put("web", login.webWallet() == null ? null : login.webWallet().toString());
        model.put("qr", login.open() && crossDevice ? drawing(login.walletLink()) : null);
        model.put("events", path + "/events");
        model.put("proceed", path + "/continue");
        model.put("cancel", path + "/cancel");
        model.put("retry", path + "/retry");
        model.put("digital", login.open() ? login.digital() : null);
        model.put("ask", path + "/digital-credential");
        model.put("seconds", seconds);
        model.put("clock", clock(Duration.ofSeconds(seconds)));
        var tries = Math.clamp(login.attemptsLeft(), 0, MOST_TRIES);
        model.put("tries", tries);
        model.put("triesLeft", triesLeft(tries, words));
        refusal(login, words, model);
        model.put("words", saidIn(words));
        counts(tries, words, model);
        return model;
    }

    /** Members of a map, which the template's language finds without looking for methods each time. */
    private static Map<String, Object> drawing(String link) {
        var drawing = QrDrawing.of(link);
        return Map.of("size", drawing.size(), "path", drawing.path());
    }

    /** By as many as come at once, without waiting for each other: it is the same. */
    private String saidIn(Words words) {
        var known = said.get(words.locale());
        if (known != null) {
            return known;
        }
        var html = saying.apply(words);
        said.put(words.locale(), html);
        return html;
    }

    private static void refusal(LoginView login, Words words, Map<String, @Nullable Object> model) {
        var why = Explanation.of(login.refusal() == null ? "" : login.refusal());
        model.put("say", words.say(why.key()));
        model.put("next", words.say(why.key() + ".next"));
    }

    private static void counts(int tries, Words words, Map<String, @Nullable Object> model) {
        model.put(
                "counts",
                IntStream.range(0, Math.max(tries, 1))
                        .mapToObj(left -> Map.of("left", left, "say", triesLeft(left, words)))
                        .toList());
    }

    /** What the page's script may have to say in a language whatever becomes of a login. */
    static Map<String, Object> said(Words words) {
        var model = new HashMap<String, Object>();
        model.put(
                "states",
                Arrays.stream(LoginState.values())
                        .map(state -> Map.of("state", state.word(), "say", words.say("state." + state.word())))
                        .toList());
        model.put(
                "reasons",
                Arrays.stream(Explanation.values())
                        .map(why -> Map.of(
                                "codes", String.join(" ", why.codes()),
                                "say", words.say(why.key()),
                                "next", words.say(why.key() + ".next")))
                        .toList());
        model.put(
                "times",
                SECONDS_SAID.stream()
                        .map(left -> Map.of("left", left, "say", words.say("left." + left)))
                        .toList());
        return model;
    }

    static String triesLeft(int left, Words words) {
        return switch (left) {
            case 0 -> words.say("tries.none");
            case 1 -> words.say("tries.one");
            default -> words.say("tries.many", left);
        };
    }

    private static int step(LoginState state) {
        return switch (state) {
            case WAITING, REFUSED, EXPIRED -> 1;
            case SCANNED, CHECKING, RETURNING -> 2;
            case DONE -> 3;
        };
    }

    private static String clock(Duration remaining) {
        var seconds = remaining.toSecondsPart();
        return remaining.toMinutes() + (seconds < 10 ? ":0" : ":") + seconds;
    }
}
