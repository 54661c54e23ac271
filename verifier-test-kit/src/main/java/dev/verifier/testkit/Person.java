package dev.verifier.testkit;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * An employee with a browser, a wallet, and a LEARCredentialEmployee in it. What is said with {@code with…} makes another person, so that
 * one may be the start of several. Thread-safe; a person does one thing at a time.
 */
public final class Person extends Holder {
    private static final String URL = "url";

    Person(Control control, Map<String, Object> wanted) {
        super(control, "people", wanted);
    }

    /** Somebody whose mandate has this power, too. */
    public Person with(String function, String... action) {
        return new Person(control(), wantingPower(function, action));
    }

    /** Somebody of this name; Ann Lee if not told. */
    public Person named(String firstName, String lastName) {
        return new Person(control(), wanting(Map.of("firstName", firstName, "lastName", lastName)));
    }

    /** Somebody with this address. */
    public Person at(String email) {
        return new Person(control(), wanting(Map.of("email", email)));
    }

    /** The did:key that the credential is bound to. */
    public String did() {
        return issued("did");
    }

    public String email() {
        return issued("email");
    }

    /** The identifier of the organization that the person acts for, as in {@code VATES-A12345678}. */
    public String organizationIdentifier() {
        return issued("organizationIdentifier");
    }

    /**
     * Signs in, as browser and wallet would, and stops where Verifier sends the browser: at the redirect URI of the client, with the code. It
     * is not opened; that is for the client under test. Where the client has it posted ({@code response_mode=form_post}), the fields of the form
     * are the query of what this gives; {@link #visit} posts them.
     *
     * @param url the authorization request, or an address of the client's that leads to one
     * @throws SignInRefusedException if Verifier does not take what the client asks for, or what the wallet shows
     */
    public URI signIn(URI url) {
        return URI.create(control().tell(told("sign-in"), Map.of(URL, url)).getOrDefault("location", ""));
    }

    /** The same. */
    public URI signIn(String url) {
        return signIn(URI.create(url));
    }

    /**
     * Opens a page of a client that runs, signs in where it leads to Verifier, and goes on to what is shown then. The browser keeps its
     * cookies from visit to visit; it runs no scripts.
     *
     * @throws SignInRefusedException if Verifier does not take what the client asks for, or what the wallet shows
     */
    public Page visit(String url) {
        var page = control().tell(told("visit"), Map.of(URL, url));
        return new Page(
                URI.create(page.getOrDefault(URL, "")),
                Integer.parseInt(page.getOrDefault("status", "0")),
                page.getOrDefault("body", ""));
    }

    /** Says no in the wallet, and cancels; gives where Verifier sends the browser then: to the client, with {@code error=access_denied}. */
    public URI decline(String url) {
        return URI.create(control().tell(told("decline"), Map.of(URL, url)).getOrDefault("location", ""));
    }

    /**
     * Answers what a page shows to wallets, whoever's browser it is in.
     *
     * @param link what the QR code says, or is behind the button: {@code openid4vp://…}; it is in the {@code href} of {@code a[data-openid4vp]}
     * @return where the wallet would send the browser of its own device; the page of another goes on by itself
     * @throws SignInRefusedException if Verifier does not take what the wallet shows
     */
    public Optional<URI> scan(String link) {
        return Optional.ofNullable(
                        control().tell(told("scan"), Map.of("link", link)).get("location"))
                .map(URI::create);
    }
}
