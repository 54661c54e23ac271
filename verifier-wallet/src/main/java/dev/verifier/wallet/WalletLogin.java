package dev.verifier.wallet;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A person's login with a wallet (OpenID4VP 1.0 §8, credential formats {@code jwt_vc_json} and {@code dc+sd-jwt}), from the credential to the form: every stage can
 * be looked at and tampered with. Immutable; every change is another login with a new presentation of the same credential.
 *
 * <p>The usual login: a presentation by the person's did:key, with the request's nonce and addressed to its client id, valid for 120
 * seconds, in a {@code vp_token} that is a JSON object of lists.
 */
public final class WalletLogin {
    /** OpenID4VP 1.0 §5.8: what the legacy wallet addresses its answer to, where a request would be. */
    private static final String SELF_ISSUED = "https://self-issued.me/v2";

    private static final Duration LEGACY_LIFE = Duration.ofMinutes(3);

    private final WalletPlay play;
    private final String credential;
    private final String presentation;
    private final WalletResponse response;

    private WalletLogin(WalletPlay play, String credential) {
        this.play = play;
        this.credential = credential;
        this.presentation = play.presentation(credential);
        this.response = new WalletResponse(play.asked().responseUri(), play.form(play.vpToken(presentation)));
    }

    /** A login of this person, still without a credential. */
    public static WalletLoginBuilder builder(WalletKey person, Asked asked, Instant at, SecureRandom random) {
        return new WalletLoginBuilder(person, asked, at, random);
    }

    static WalletLogin of(WalletPlay play, String credential) {
        return new WalletLogin(play, credential);
    }

    /** The VC-JWT, or the SD-JWT with all its disclosures. */
    public String credential() {
        return credential;
    }

    /** The VP-JWT, or the SD-JWT with what is disclosed and its key binding. */
    public String presentation() {
        return presentation;
    }

    /** What to post, and where. */
    public WalletResponse response() {
        return response;
    }

    /** The response's parameters: vp_token and state; response, where they are encrypted. */
    public Map<String, String> form() {
        return response.form();
    }

    /** The same as {@code application/x-www-form-urlencoded}. */
    public String formBody() {
        return response.body();
    }

    /** Where the form goes. */
    public URI responseUri() {
        return response.responseUri();
    }

    /**
     * The same login with this crime committed.
     *
     * @throws IllegalStateException if the crime needs the issuer's seal and the login was given a finished credential
     * @throws IllegalArgumentException if the crime is not among {@link Tampering#ofWallets}, or is on the query ids and the
     *     {@code vp_token} is in a form that has none
     */
    public WalletLogin tampered(Tampering crime) {
        var criminal = play.with(crime);
        return new WalletLogin(criminal, criminal.credential(credential));
    }

    /**
     * The {@code vp_token} written in another way.
     *
     * @throws IllegalArgumentException if a crime on the query ids was committed, which this form has none of
     */
    public WalletLogin as(VpTokenForm form) {
        return with(play.script().written(form));
    }

    /**
     * As the ecosystem's legacy wallet sends it: base64url of the bare presentation and a submission beside it, addressed to
     * {@code https://self-issued.me/v2}, its {@code kid} with a fragment, good for three minutes.
     */
    public WalletLogin asLegacyWallet() {
        return as(VpTokenForm.JWT_BASE64URL)
                .withSubmission()
                .presentationAudience(SELF_ISSUED)
                .kidWithFragment()
                .lifetime(LEGACY_LIFE);
    }

    /** With the {@code presentation_submission} that wallets sent before DCQL. */
    public WalletLogin withSubmission() {
        return editForm(form -> TokenForm.with(form, "presentation_submission", PresentationSubmission.OF_ONE));
    }

    /** A new presentation of the same credential, in answer to another question. */
    public WalletLogin answering(Asked other) {
        return new WalletLogin(play.with(other), credential);
    }

    /** A new presentation of the same credential, in answer to the same question. */
    public WalletLogin anew(Instant at) {
        return new WalletLogin(play.at(at), credential);
    }

    /**
     * The presentation addressed to somebody else.
     *
     * @param audience a text, or a list of them
     */
    public WalletLogin presentationAudience(Object audience) {
        return editPresentation(draft -> draft.with("aud", audience));
    }

    /** {@code kid} as did#fragment, where the usual login has the bare did. */
    public WalletLogin kidWithFragment() {
        return editPresentation(draft -> draft.withHeader("kid", person().keyId()));
    }

    /** The public key as {@code jwk} header instead of {@code kid}. */
    public WalletLogin keyInTheHeader() {
        return editPresentation(draft -> draft.withoutHeader("kid").withHeader("jwk", person().publicJwk()));
    }

    /** The presentation expiring this long after it was issued. */
    public WalletLogin lifetime(Duration lifetime) {
        return editPresentation(draft -> draft.lasting(lifetime));
    }

    /** As sent by a wallet whose clock is off by this much; ahead, if positive. */
    public WalletLogin clockShifted(Duration ahead) {
        return editPresentation(draft -> draft.shifted(ahead));
    }

    /** Any other change of the presentation before it is signed. */
    public WalletLogin editPresentation(UnaryOperator<JwsDraft> edit) {
        return with(play.script().presentation(edit));
    }

    /** Any other change of the finished form, before it is encrypted where that is asked for. */
    public WalletLogin editForm(UnaryOperator<Map<String, String>> edit) {
        return with(play.script().form(edit));
    }

    private WalletLogin with(WalletScript script) {
        return new WalletLogin(play.with(script), credential);
    }

    private WalletKey person() {
        return play.scene().machine();
    }
}
