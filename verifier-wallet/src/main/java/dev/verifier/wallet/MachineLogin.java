package dev.verifier.wallet;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * One machine login (RFC 6749 §4.4 with RFC 7523 §2.2), from the credential to the form: every stage can be looked at and tampered with.
 * Immutable; every change is another login with a new presentation and a new assertion, of the same credential.
 *
 * <p>The usual login: a presentation and an assertion by the machine's did:key, both addressed to the verifier's issuer identifier, both
 * valid for 120 seconds, each with its own {@code jti}.
 */
public final class MachineLogin {
    private final Play play;
    private final String credential;
    private final String presentation;
    private final String assertion;
    private final Map<String, String> form;

    private MachineLogin(Play play, String credential, String presentation) {
        this.play = play;
        this.credential = credential;
        this.presentation = presentation;
        this.assertion = play.assertion(presentation);
        this.form = Collections.unmodifiableMap(play.form(assertion));
    }

    /**
     * A login of this machine, still without a credential.
     *
     * @param verifier the verifier's issuer identifier
     */
    public static MachineLoginBuilder builder(WalletKey machine, URI verifier, Instant at, SecureRandom random) {
        return new MachineLoginBuilder(machine, verifier, at, random);
    }

    static MachineLogin of(Play play, String credential) {
        return new MachineLogin(play, credential, play.presentation(credential));
    }

    /** The VC-JWT. */
    public String credential() {
        return credential;
    }

    /** The VP-JWT. */
    public String presentation() {
        return presentation;
    }

    /** The client assertion; the presentation itself if this is the runbook's form. */
    public String assertion() {
        return assertion;
    }

    /** The token request's parameters: grant_type, client_assertion_type, client_assertion, client_id. */
    public Map<String, String> form() {
        return form;
    }

    /** The same as {@code application/x-www-form-urlencoded}. */
    public String formBody() {
        return TokenForm.encoded(form);
    }

    /** Where the form goes. */
    public URI tokenEndpoint() {
        return play.scene().tokenEndpoint();
    }

    /**
     * The same login with this crime committed.
     *
     * @throws IllegalStateException if the crime needs the issuer's seal and the login was given a finished credential
     * @throws IllegalArgumentException if the crime is on the {@code vp_token} and the login is the runbook's, which has none
     */
    public MachineLogin tampered(Tampering crime) {
        var criminal = play.with(crime);
        return of(criminal, criminal.credential(credential));
    }

    /**
     * The runbook's shorter form: the assertion <em>is</em> the presentation.
     *
     * @throws IllegalArgumentException if a crime on the {@code vp_token} was committed, which this form has none of
     */
    public MachineLogin runbook() {
        return with(play.script().asRunbook());
    }

    /** A new presentation of the same credential in a new assertion. */
    public MachineLogin anew(Instant at) {
        return of(play.at(at), credential);
    }

    /** The same presentation in a new assertion: a replay, if the first one was sent. */
    public MachineLogin reasserted(Instant at) {
        return new MachineLogin(play.at(at), credential, presentation);
    }

    /**
     * The presentation addressed to somebody else.
     *
     * @param audience a text, or a list of them
     */
    public MachineLogin presentationAudience(Object audience) {
        return editPresentation(draft -> draft.with("aud", audience));
    }

    public MachineLogin withoutPresentationAudience() {
        return editPresentation(draft -> draft.without("aud"));
    }

    /**
     * The assertion addressed to somebody else.
     *
     * @param audience a text, or a list of them
     */
    public MachineLogin assertionAudience(Object audience) {
        return editAssertion(draft -> draft.with("aud", audience));
    }

    /** The assertion's dates in milliseconds, as some issuers' back ends send them. */
    public MachineLogin inMilliseconds() {
        return editAssertion(JwsDraft::inMilliseconds);
    }

    /** {@code kid} as did#fragment, where the usual login has the bare did. */
    public MachineLogin kidWithFragment() {
        return editBoth(draft -> draft.withHeader("kid", machine().keyId()));
    }

    /** The public key as {@code jwk} header instead of {@code kid}, as the ecosystem's newer client library has it. */
    public MachineLogin keyInTheHeader() {
        return editBoth(
                draft -> draft.withoutHeader("kid").withHeader("jwk", machine().publicJwk()));
    }

    /** The assertion's {@code typ}, which is usually JWT. */
    public MachineLogin assertionType(String typ) {
        return editAssertion(draft -> draft.withHeader("typ", typ));
    }

    public MachineLogin withoutAssertionType() {
        return editAssertion(draft -> draft.withoutHeader("typ"));
    }

    /** Presentation and assertion expiring this long after they were issued. */
    public MachineLogin lifetime(Duration lifetime) {
        return editBoth(draft -> draft.lasting(lifetime));
    }

    /** As sent by a machine whose clock is off by this much; ahead, if positive. */
    public MachineLogin clockShifted(Duration ahead) {
        return editBoth(draft -> draft.shifted(ahead));
    }

    public MachineLogin withoutClientId() {
        return editForm(fields -> TokenForm.without(fields, "client_id"));
    }

    /** The assertion without its {@code vp_token}: all that is left is client authentication. */
    public MachineLogin withoutVpToken() {
        return editAssertion(draft -> draft.without(Assertion.VP_TOKEN));
    }

    /** The machine calling itself this, a {@link HostileDid} perhaps, in every place where it is usually named by its did:key. */
    public MachineLogin calling(String clientId) {
        return with(play.script().calling(clientId));
    }

    /** Any other change of the presentation before it is signed. */
    public MachineLogin editPresentation(UnaryOperator<JwsDraft> edit) {
        return with(play.script().presentation(edit));
    }

    /** Any other change of the assertion before it is signed; of the presentation, if that is the assertion. */
    public MachineLogin editAssertion(UnaryOperator<JwsDraft> edit) {
        return with(play.script().assertion(edit));
    }

    /** Any other change of the finished form. */
    public MachineLogin editForm(UnaryOperator<Map<String, String>> edit) {
        return with(play.script().form(edit));
    }

    private MachineLogin editBoth(UnaryOperator<JwsDraft> edit) {
        return with(play.script().both(edit));
    }

    private MachineLogin with(Script script) {
        return of(play.with(script), credential);
    }

    private WalletKey machine() {
        return play.scene().machine();
    }
}
