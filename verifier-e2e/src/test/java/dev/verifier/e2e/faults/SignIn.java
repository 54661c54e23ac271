package dev.verifier.e2e.faults;

import dev.verifier.wallet.WalletResponse;
import dev.verifier.wallet.openid4vp.RequestLink;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Somebody signs in at a client, in a browser of their own: all that is said on the way, each step at whatever door it is to be. A step
 * that was not heard can be taken again.
 */
final class SignIn {

    private static final String PAGE = "text/html,application/xhtml+xml";
    private static final Pattern LINK = Pattern.compile("data-openid4vp[^>]* href=\"(openid4vp://[^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

    private final Client client;
    private final People people;
    private final String state;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private String query = "";
    private String page = "";
    private String link = "";
    private @Nullable WalletResponse answer;
    private String onward = "";
    private String code = "";
    private String token = "";
    private String accessToken = "";

    SignIn(Client client, People people) {
        this.client = client;
        this.people = people;
        this.state = Long.toHexString(people.random().nextLong());
    }

    /** The steps of a login, in their order; clients that push nothing leave the first one out. */
    enum Step {
        /** The client says at the back door what it wants. */
        PUSH {
            @Override
            Call call(SignIn login) {
                return Call.post("/oidc/par", login.client.request(login.state));
            }

            @Override
            boolean hear(SignIn login, Answer answer) {
                if (answer.status() == 201 && login.client instanceof Client.Portal portal) {
                    login.query = Call.encoded(portal.pushed(answer.text("request_uri")));
                    return true;
                }
                return false;
            }
        },
        /** The browser comes from the client. */
        ASK {
            @Override
            Call call(SignIn login) {
                var asked = login.client.pushes() ? login.query : Call.encoded(login.client.request(login.state));
                return login.get("/oidc/authorize?" + asked);
            }

            @Override
            boolean hear(SignIn login, Answer answer) {
                if (answer.status() == 302 && Door.path(answer.location()).startsWith("/login/")) {
                    login.page = Door.path(answer.location());
                    return true;
                }
                return false;
            }

            // RFC 9126 §7.3: a pushed request leads to one login, and whose it is says a cookie that was not heard.
            @Override
            boolean isSpent(Answer answer) {
                return answer.status() == 400;
            }
        },
        /** It shows the page with the code for the wallet. */
        LOOK {
            @Override
            Call call(SignIn login) {
                return login.get(login.page);
            }

            @Override
            boolean hear(SignIn login, Answer answer) {
                var link = LINK.matcher(answer.body());
                if (answer.status() == 200 && link.find()) {
                    login.link = link.group(1).replace("&amp;", "&");
                    return true;
                }
                return false;
            }
        },
        /** The wallet fetches what is asked, and signs. */
        SCAN {
            @Override
            Call call(SignIn login) {
                var uri = RequestLink.parse(login.link).requestUri();
                return Call.get(uri.toString(), "application/oauth-authz-req+jwt", "");
            }

            @Override
            boolean hear(SignIn login, Answer answer) {
                if (answer.status() == 200) {
                    login.answer = login.people.answer(login.link, answer.body());
                    return true;
                }
                return false;
            }
        },
        /** The wallet posts its answer. */
        ANSWER {
            @Override
            Call call(SignIn login) {
                var posted = Objects.requireNonNull(login.answer);
                return Call.post(posted.responseUri().toString(), posted.body());
            }

            @Override
            boolean hear(SignIn login, Answer answer) {
                return answer.status() == 200 && !answer.text("redirect_uri").isEmpty();
            }
        },
        /** The browser has heard of it. */
        GO_ON {
            @Override
            Call call(SignIn login) {
                return login.get(login.page + "/continue");
            }

            @Override
            boolean hear(SignIn login, Answer answer) {
                if (answer.status() == 302 && Door.path(answer.location()).startsWith("/oidc/authorize?")) {
                    login.onward = answer.location();
                    return true;
                }
                return false;
            }
        },
        /** It is sent back to the client, with a code. */
        ARRIVE {
            @Override
            Call call(SignIn login) {
                return login.get(login.onward);
            }

            @Override
            boolean hear(SignIn login, Answer answer) {
                var code = CODE.matcher(answer.location());
                if (answer.status() == 302 && answer.location().startsWith(Client.CALLBACK) && code.find()) {
                    login.code = code.group(1);
                    return true;
                }
                return false;
            }

            // Who was sent back and did not hear it signs in again: at a new login, or where the client sends them.
            @Override
            boolean isSpent(Answer answer) {
                return answer.status() == 400 || Door.path(answer.location()).startsWith("/login/");
            }
        },
        /** The client redeems the code, each time with another proof that it is the client. */
        REDEEM {
            @Override
            Call call(SignIn login) {
                return Call.post("/oidc/token", login.client.redemption(login.code));
            }

            @Override
            boolean hear(SignIn login, Answer answer) {
                if (answer.status() == 200 && !answer.text("id_token").isEmpty()) {
                    login.token = answer.text("refresh_token");
                    login.accessToken = answer.text("access_token");
                    return true;
                }
                return false;
            }

            // RFC 6749 §4.1.2: a code is good once, heard or not.
            @Override
            boolean isSpent(Answer answer) {
                return answer.status() == 400 && answer.text("error").equals("invalid_grant");
            }
        },
        /** The client asks for new tokens. */
        REFRESH {
            @Override
            Call call(SignIn login) {
                var portal = (Client.Portal) login.client;
                return Call.post("/oidc/token", portal.refreshment(login.token));
            }

            @Override
            boolean hear(SignIn login, Answer answer) {
                if (answer.status() == 200 && !answer.text("refresh_token").isEmpty()) {
                    login.token = answer.text("refresh_token");
                    return true;
                }
                return false;
            }

            // RFC 6749 §6: the one before is good for a minute more, and then it was somebody else's.
            @Override
            boolean isSpent(Answer answer) {
                return answer.status() == 400 && answer.text("error").equals("invalid_grant");
            }
        };

        /** What is said. */
        abstract Call call(SignIn login);

        /** Whether the answer leads to the next step. */
        abstract boolean hear(SignIn login, Answer answer);

        /** Whether it says that this step was taken before, by somebody who did not hear the answer, and cannot be taken again. */
        boolean isSpent(Answer answer) {
            return false;
        }
    }

    private Call get(String target) {
        var header = cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        return Call.get(target, PAGE, header);
    }

    /** Hears an answer, wherever it came from: whether it leads on. */
    boolean hears(Step step, Answer answer) {
        for (var header : answer.headers().allValues("Set-Cookie")) {
            var pair = header.replaceFirst(";.*", "").split("=", 2);
            cookies.put(pair[0], pair[1]);
        }
        return step.hear(this, answer);
    }

    /** Takes one step, which must lead on. */
    SignIn take(Step step, Door at) {
        var answer = at.ask(step.call(this));
        if (!hears(step, answer)) {
            throw new AssertionError(step + ": " + answer);
        }
        return this;
    }

    /** The same; whoever is told that too many ask comes back, for a minute. */
    SignIn takePatiently(Step step, Door at) throws InterruptedException {
        if (!isTaken(step, at)) {
            throw new AssertionError(step + " is spent");
        }
        return this;
    }

    /** Whether it was taken in the end; false where that was done before, by an answer that nobody heard. */
    private boolean isTaken(Step step, Door at) throws InterruptedException {
        var answer = at.ask(step.call(this));
        for (var tries = 0; answer.status() == 503 && tries < 60; tries++) {
            Thread.sleep(500 + people.random().nextInt(1_000));
            answer = at.ask(step.call(this));
        }
        var isHeard = hears(step, answer);
        if (!isHeard && !step.isSpent(answer)) {
            throw new AssertionError(step + ": " + answer);
        }
        return isHeard;
    }

    /** Takes all steps up to this one, and this one. */
    SignIn upTo(Step last, Door at) {
        return upTo(last, at, true);
    }

    /** Takes all steps that come before this one. */
    SignIn before(Step next, Door at) {
        return upTo(next, at, false);
    }

    private SignIn upTo(Step last, Door at, boolean included) {
        for (var step : Step.values()) {
            var order = step.compareTo(last);
            if (step.compareTo(client.pushes() ? Step.PUSH : Step.ASK) >= 0
                    && (order < 0 || (included && order == 0))) {
                take(step, at);
            }
        }
        return this;
    }

    /** Takes all steps that come after this one, until the client has tokens. */
    SignIn after(Step taken, Door at) {
        for (var step : Step.values()) {
            if (step.compareTo(taken) > 0 && step.compareTo(Step.REDEEM) <= 0) {
                take(step, at);
            }
        }
        return this;
    }

    /** The same of somebody who comes back when told to; false where they have to begin anew. */
    boolean afterPatiently(Step taken, Door at) throws InterruptedException {
        for (var step : Step.values()) {
            if (step.compareTo(taken) > 0 && step.compareTo(Step.REDEEM) <= 0 && !isTaken(step, at)) {
                return false;
            }
        }
        return true;
    }

    /** Brings the same pushed request as somebody else. */
    void follow(SignIn other) {
        query = other.query;
    }

    /** What a waiting browser listens to. */
    Call events() {
        return Call.get(page + "/events", "text/event-stream", get("").cookies());
    }

    String code() {
        return code;
    }

    /** The first one that the client was given. */
    String accessToken() {
        return accessToken;
    }

    /** The last refresh token. */
    String token() {
        return token;
    }
}
