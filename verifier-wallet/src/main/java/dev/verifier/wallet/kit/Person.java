package dev.verifier.wallet.kit;

import dev.verifier.wallet.WalletError;
import dev.verifier.wallet.WalletLogin;
import dev.verifier.wallet.WalletResponse;
import dev.verifier.wallet.kit.PlainBrowser.Page;
import dev.verifier.wallet.openid4vp.AuthorizationRequest;
import dev.verifier.wallet.openid4vp.UnacceptableRequest;
import dev.verifier.wallet.openid4vp.VerifierConnection;
import dev.verifier.wallet.openid4vp.VerifierLink;
import dev.verifier.wallet.openid4vp.VerifierReply;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Somebody with a browser and a wallet, who does one thing at a time. Thread-safe. */
final class Person implements AutoCloseable {
    private final Cast.Role role;
    private final URI issuer;
    private final VerifierConnection verifier;
    private final InstantSource clock;
    private final SecureRandom random;
    private final PlainBrowser browser = new PlainBrowser();

    /** @param issuer the verifier they sign in at */
    Person(Cast.Role role, URI issuer, VerifierConnection verifier, InstantSource clock, SecureRandom random) {
        this.role = role;
        this.issuer = issuer;
        this.verifier = verifier;
        this.clock = clock;
        this.random = random;
    }

    Cast.Role role() {
        return role;
    }

    /** Signs in, and stops where the verifier sends the browser, which is not opened. */
    synchronized URI signIn(URI start) {
        var login = browser.open(start, away());
        return login.status() == 0 ? login.address() : left(shown(login, away()));
    }

    /** Opens a page, signs in where that is asked for, and goes on to what is shown then. */
    synchronized Page visit(URI start) {
        var page = browser.open(start);
        boolean asked = page.ownWalletLink().isPresent() || isRefused(page);
        return asked ? shown(page, _ -> false) : page;
    }

    /** Declines in the wallet, and gives up in the browser. */
    synchronized URI decline(URI start) {
        var login = browser.open(start, away());
        if (login.status() == 0) {
            return login.address();
        }
        accepted(asked(link(login)).asked().refusal(WalletError.ACCESS_DENIED), login);
        return givenUp(login);
    }

    /** Answers what a page shows to a wallet, in whatever browser that is; empty where that goes on by itself. */
    synchronized Optional<URI> scan(String link) {
        return Optional.ofNullable(
                switch (verifier.send(response(link))) {
                    case VerifierReply.Accepted accepted -> accepted.redirectUri();
                    case VerifierReply.Refused refused -> throw NotDone.refused(refused.description(), null);
                    case VerifierReply.Unanswered unanswered -> throw NotDone.unanswered(unanswered.why());
                });
    }

    /** Shows the credential, and goes on from there. */
    private Page shown(Page login, Predicate<URI> end) {
        var page = browser.open(accepted(response(link(login)), login), end);
        var asked = page.consent();
        return asked.isEmpty() ? page : browser.share(asked.get(), end);
    }

    private URI accepted(WalletResponse response, Page login) {
        return switch (verifier.send(response)) {
            case VerifierReply.Accepted accepted when accepted.redirectUri() != null -> accepted.redirectUri();
            case VerifierReply.Accepted _ -> URI.create(login.address() + "/continue");
            case VerifierReply.Refused refused -> throw NotDone.refused(refused.description(), givenUp(login));
            case VerifierReply.Unanswered unanswered -> throw NotDone.unanswered(unanswered.why());
        };
    }

    /** What is behind "Cancel" on the page. */
    private URI givenUp(Page login) {
        return left(browser.open(URI.create(login.address() + "/cancel"), away()));
    }

    private static URI left(Page end) {
        if (end.status() != 0) {
            throw NotDone.unanswered(
                    "The verifier sends the browser nowhere: " + end.status() + ", \"" + end.heading() + "\".");
        }
        return end.address();
    }

    private String link(Page page) {
        return page.ownWalletLink()
                .orElseThrow(() -> reason(page)
                        .map(reason -> NotDone.refused(reason, null))
                        .orElseGet(() -> NotDone.unanswered("No wallet is asked for at " + page.address() + ": "
                                + page.status() + ", \"" + page.heading() + "\".")));
    }

    /** Why the verifier shows a page of errors: it tells programs what to do, where it tells people what to try. */
    private Optional<String> reason(Page page) {
        if (!isRefused(page)) {
            return Optional.empty();
        }
        try {
            var body = JsonMapper.shared().readValue(browser.read(page.address()), Object.class);
            return body instanceof Map<?, ?> members && members.get("error_description") instanceof String reason
                    ? Optional.of(reason)
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private AuthorizationRequest asked(String link) {
        try {
            return verifier.fetch(VerifierLink.parse(link));
        } catch (UnacceptableRequest e) {
            throw NotDone.unanswered(e.flaw().sentence());
        }
    }

    private WalletResponse response(String link) {
        var asked = asked(link);
        var choice = asked.choices(List.of(role.credential())).stream()
                .findFirst()
                .orElseThrow(() -> NotDone.unanswered("What is asked for is not what an employee has: "
                        + asked.query().credentials().stream()
                                .map(query -> query.types().toString())
                                .toList()));
        return WalletLogin.builder(role.key(), asked.asked(choice.query().id()), clock.instant(), random)
                .credential(role.credential().toString())
                .disclosing(choice.query().shown(role.credential()))
                .build()
                .response();
    }

    private boolean isRefused(Page page) {
        return isOfVerifier(page.address()) && page.status() / 100 == 4;
    }

    private boolean isOfVerifier(URI address) {
        return String.valueOf(issuer.getRawAuthority()).equals(address.getRawAuthority())
                && String.valueOf(issuer.getScheme()).equals(address.getScheme());
    }

    /** The first address elsewhere, once the browser was at the verifier. */
    private Predicate<URI> away() {
        var been = new AtomicBoolean();
        return address -> {
            boolean there = isOfVerifier(address);
            if (there) {
                been.set(true);
            }
            return been.get() && !there;
        };
    }

    @Override
    public void close() {
        browser.close();
    }
}
