package dev.verifier.wallet;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a {@link WalletLogin} may be told, and what it assumes otherwise. */
public final class WalletLoginBuilder {
    /** Nobody listens at discard. */
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9/");

    private final WalletKey person;
    private final Asked asked;
    private final Instant at;
    private final SecureRandom random;
    private LearVersion version = LearVersion.E3;
    private URI trap = NOWHERE;
    private @Nullable TestIssuer issuer;
    private @Nullable String credential;
    private @Nullable WalletKey rogue;
    private @Nullable SdJwtType sdJwt;
    private @Nullable List<? extends List<?>> shown;

    WalletLoginBuilder(WalletKey person, Asked asked, Instant at, SecureRandom random) {
        this.person = person;
        this.asked = asked;
        this.at = at;
        this.random = random;
    }

    /** Who issues the person's credential. */
    public WalletLoginBuilder issuer(TestIssuer who) {
        issuer = who;
        return this;
    }

    /** The seal under which the person's credential is issued. */
    public WalletLoginBuilder seal(Seal seal) {
        return issuer(new TestIssuer(seal));
    }

    /** The credential the person already has. Crimes that need another are committed only if the issuer is given too. */
    public WalletLoginBuilder credential(String compact) {
        credential = compact;
        return this;
    }

    /** The generation of the credential; E3 if not told. */
    public WalletLoginBuilder version(LearVersion which) {
        version = which;
        return this;
    }

    /** That the credential is an SD-JWT of this type; the issuer's seal is needed. */
    public WalletLoginBuilder sdJwt(SdJwtType type) {
        sdJwt = type;
        return this;
    }

    /** What of an SD-JWT is shown, as paths (OpenID4VP 1.0 §7); all of it if not told. */
    public WalletLoginBuilder disclosing(List<? extends List<?>> paths) {
        shown = paths;
        return this;
    }

    /** The other party of the crimes, as in "signed by another key"; a stranger if not told. */
    public WalletLoginBuilder rogue(WalletKey other) {
        rogue = other;
        return this;
    }

    /** What the crimes that smuggle in a URL smuggle in; a port where nobody listens if not told. */
    public WalletLoginBuilder trap(URI url) {
        trap = url;
        return this;
    }

    /**
     * The usual login under these circumstances.
     *
     * @throws IllegalStateException if it was told of neither issuer nor credential
     */
    public WalletLogin build() {
        var scene = new Scene(
                issuer,
                version,
                person,
                rogue == null ? WalletKey.generate(random) : rogue,
                asked.clientId(),
                asked.responseUri(),
                at,
                random,
                trap);
        var script = shown == null ? WalletScript.usual() : WalletScript.usual().disclosing(shown);
        var play = new WalletPlay(scene, asked, script, null);
        return WalletLogin.of(play, credential == null ? issued(scene) : credential);
    }

    private String issued(Scene scene) {
        if (sdJwt == null) {
            return scene.issuer().sign(scene.credential());
        }
        var holder = sdJwt.machine() ? Holder.machine(person) : Holder.employee(person);
        return SdJwtTampering.issuer(scene)
                .issue(sdJwt, holder, scene.issuedAt())
                .toString();
    }
}
