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
 * A person signs in at a public client: everything that browser, wallet and client say to the server, each in turn and every time with
 * another browser.
 *
 * @param requests to the server
 * @param person who signs in
 * @param clock the wallet's
 */
record SignIn(Requests requests, Person person, InstantSource clock) implements Work, Conversation {

    /** The client, as an entry of the trusted services list. */
    static final String CLIENT = """
              - clientId: "bench-app"
                url: "https://app.example"
                redirectUris: ["https://app.example/callback"]
                scopes: ["openid_learcredential"]
                clientAuthenticationMethods: ["none"]
                authorizationGrantTypes: ["authorization_code"]
                requireAuthorizationConsent: false
                requireProofKey: true
            """;

    /** The challenge is that of RFC 7636, appendix B. */
    private static final String ASKED = "/oidc/authorize?response_type=code&client_id=bench-app&nonce=n"
            + "&redirect_uri=https%3A%2F%2Fapp.example%2Fcallback&scope=openid%20learcredential"
            + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256&state=";

    private static final String REDEEMED = "grant_type=authorization_code&client_id=bench-app"
            + "&redirect_uri=https%3A%2F%2Fapp.example%2Fcallback"
            + "&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk&code=";

    private static final String PAGE = "text/html,application/xhtml+xml";
    private static final Pattern LINK = Pattern.compile("data-openid4vp href=\"(openid4vp://[^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");
    private static final Pattern TOKENS = Pattern.compile("\"(?:access|id)_token\"\\s*:\\s*\"([^\"]+)\"");

    /**
     * A login that waits for its wallet.
     *
     * @param page where the browser waits
     * @param cookie by which the browser is known
     * @param link what the wallet is shown
     */
    record Begun(String page, String cookie, RequestLink link) {}

    /**
     * What was signed in one login.
     *
     * @param answer by the issuer and the wallet
     * @param signed by the server
     */
    record Passage(WalletLogin answer, List<String> signed) {}

    @Override
    public String name() {
        return "a person signs in, seven requests";
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
        var login = begin(connection);
        var request = fetch(connection, login);
        var answer = answer(login, request);
        connection.ask(post(answer)).expect(200);
        var again =
                browse(connection, login.page() + "/continue", login.cookie()).location();
        var code = found(CODE, browse(connection, again, login.cookie()).location());
        var redeemed =
                connection.ask(requests.post("/oidc/token", REDEEMED + code)).expect(200);
        var tokens = TOKENS.matcher(redeemed.body())
                .results()
                .map(found -> found.group(1))
                .toList();
        if (tokens.size() != 2) {
            throw new UnexpectedAnswerException(redeemed);
        }
        return new Passage(answer, List.of(request, tokens.getFirst(), tokens.getLast()));
    }

    /** The browser comes from the client and is shown the page with the link for the wallet. */
    Begun begin(Connection connection) throws IOException {
        var state = Long.toHexString(person.random().nextLong());
        var begun = browse(connection, ASKED + state, "");
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
