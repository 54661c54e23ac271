package dev.verifier.wallet;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a {@link MachineLogin} may be told, and what it assumes otherwise. */
public final class MachineLoginBuilder {
    /** Nobody listens at discard. */
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9/");

    private final WalletKey machine;
    private final URI verifier;
    private final Instant at;
    private final SecureRandom random;
    private LearVersion version = LearVersion.M2;
    private URI trap = NOWHERE;
    private @Nullable TestIssuer issuer;
    private @Nullable String credential;
    private @Nullable WalletKey rogue;
    private @Nullable URI tokenEndpoint;

    MachineLoginBuilder(WalletKey machine, URI verifier, Instant at, SecureRandom random) {
        this.machine = machine;
        this.verifier = verifier;
        this.at = at;
        this.random = random;
    }

    /** Who issues the machine's credential. */
    public MachineLoginBuilder issuer(TestIssuer who) {
        issuer = who;
        return this;
    }

    /** The seal under which the machine's credential is issued. */
    public MachineLoginBuilder seal(Seal seal) {
        return issuer(new TestIssuer(seal));
    }

    /** The credential the machine already has. Crimes that need another are committed only if the issuer is given too. */
    public MachineLoginBuilder credential(String compact) {
        credential = compact;
        return this;
    }

    /** The generation of the credential; M2 if not told. */
    public MachineLoginBuilder version(LearVersion which) {
        version = which;
        return this;
    }

    /** Where the form is to be sent; {@code /oidc/token} below the verifier if not told. */
    public MachineLoginBuilder tokenEndpoint(URI endpoint) {
        tokenEndpoint = endpoint;
        return this;
    }

    /**
     * The other party of the crimes, as in "signed by another key"; a stranger if not told. Another registered client makes the better
     * test, since nothing but the crime itself is then left to object to.
     */
    public MachineLoginBuilder rogue(WalletKey other) {
        rogue = other;
        return this;
    }

    /** What the crimes that smuggle in a URL smuggle in; a port where nobody listens if not told. */
    public MachineLoginBuilder trap(URI url) {
        trap = url;
        return this;
    }

    /**
     * The usual login under these circumstances.
     *
     * @throws IllegalStateException if it was told of neither issuer nor credential
     */
    public MachineLogin build() {
        var scene = new Scene(
                issuer,
                version,
                machine,
                rogue == null ? WalletKey.generate(random) : rogue,
                verifier.toString(),
                tokenEndpoint == null ? below(verifier, "/oidc/token") : tokenEndpoint,
                at,
                random,
                trap);
        var play = new Play(scene, Script.usual(), null);
        return MachineLogin.of(play, credential == null ? scene.issuer().sign(scene.credential()) : credential);
    }

    private static URI below(URI issuer, String path) {
        var text = issuer.toString();
        return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + path);
    }
}
