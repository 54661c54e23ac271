package dev.verifier.bench;

import dev.verifier.wallet.WalletLogin;
import dev.verifier.wallet.openid4vp.RequestLink;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A person signs in at a client: everything that browser, wallet and client say to the server, each in turn and every time with
 * another browser.
 *
 * @param requests to the server
 * @param client where
 * @param person who signs in
 * @param clock the wallet's
 */
record SignIn(Requests requests, Client client, Person person, InstantSource clock) implements Work, Conversation {

    static final String PAGE = "text/html,application/xhtml+xml";
    private static final Pattern LINK = Pattern.compile("data-openid4vp href=\"(openid4vp://[^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

    /**
     * A login that waits for its wallet.
     *
     * @param page where the browser waits
     * @param cookie by which the browser is known
     * @param link what the wallet is shown
     */
    record Begun(String page, String cookie, RequestLink link) {}

    /**
     * A person who is back at the client.
     *
     * @param request what the server signed for the wallet
     * @param answer what the wallet said, signed by it and by the issuer
     * @param code what the client got
     */
    record Arrived(String request, WalletLogin answer, String code) {}

    /**
     * What was signed in one login.
     *
     * @param answer by the issuer and the wallet
     * @param signed by the server
     */
    record Passage(WalletLogin answer, List<String> signed) {}

    @Override
    public String name() {
        return "a person signs in with %s, seven requests".formatted(person.format());
    }

    @Override
    public String unit() {
        return "logins";
    }

    /** Nothing can be made ahead of time: what the wallet signs has the server's nonce in it. */
    @Override
    public List<SignIn> prepare(int count, Instant at) {
        return Collections.nCopies(count, this);
    }

    @Override
    public void hold(Connection connection) throws IOException {
        passage(connection);
    }

    /** All of it. */
    Passage passage(Connection connection) throws IOException {
        var arrived = arrive(connection);
        var tokens = redeem(connection, arrived);
        return new Passage(
                arrived.answer(), List.of(arrived.request(), tokens.token("access_token"), tokens.token("id_token")));
    }

    /** All but the last request. */
    Arrived arrive(Connection connection) throws IOException {
        var login = begin(connection);
        var request = fetch(connection, login);
        var answer = answer(login, request);
        connection.ask(post(answer)).expect(200);
        var again =
                browse(connection, login.page() + "/continue", login.cookie()).location();
        return new Arrived(
                request,
                answer,
                found(CODE, browse(connection, again, login.cookie()).location()));
    }

    /** The last one: the client redeems its code. */
    Tokens redeem(Connection connection, Arrived arrived) throws IOException {
        var form = client.redemption(arrived.code(), clock.instant());
        return Tokens.in(connection.ask(requests.post("/oidc/token", form)));
    }

    /** The browser comes from the client and is shown the page with the link for the wallet. */
    Begun begin(Connection connection) throws IOException {
        var state = Long.toHexString(person.random().nextLong());
        var begun = browse(connection, client.request(state), "");
        var page = connection
                .ask(requests.get(begun.location(), PAGE, begun.cookie()))
                .expect(200);
        var link = found(LINK, page.body()).replace("&amp;", "&");
        return new Begun(URI.create(begun.location()).getPath(), begun.cookie(), RequestLink.parse(link));
    }

    /** The wallet fetches the request. */
    String fetch(Connection connection, Begun login) throws IOException {
        var uri = login.link().requestUri().toString();
        return connection
                .ask(requests.get(uri, "application/oauth-authz-req+jwt", ""))
                .expect(200)
                .body();
    }

    /** The wallet signs. */
    WalletLogin answer(Begun login, String request) {
        return person.answer(login.link(), request, clock.instant());
    }

    /** The wallet's answer as a request. */
    byte[] post(WalletLogin answer) {
        return requests.post(answer.responseUri().toString(), answer.formBody());
    }

    /** The browser of a login that waits wants to hear what happens. */
    byte[] events(Begun login) {
        return requests.get(login.page() + "/events", "text/event-stream", login.cookie());
    }

    /** The browser goes somewhere and is sent on. */
    private Answer browse(Connection connection, String target, String cookie) throws IOException {
        return connection.ask(requests.get(target, PAGE, cookie)).expect(302);
    }

    private static String found(Pattern pattern, String text) throws IOException {
        var matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException("there is no " + pattern + " in " + text);
        }
        return matcher.group(1);
    }
}
