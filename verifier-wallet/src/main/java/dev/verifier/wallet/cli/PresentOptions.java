package dev.verifier.wallet.cli;

import dev.verifier.wallet.Tampering;
import dev.verifier.wallet.VpTokenForm;
import dev.verifier.wallet.WalletError;
import dev.verifier.wallet.WalletKey;
import dev.verifier.wallet.WalletLogin;
import dev.verifier.wallet.WalletResponse;
import dev.verifier.wallet.openid4vp.AuthorizationRequest;
import dev.verifier.wallet.openid4vp.DcqlQuery.Choice;
import dev.verifier.wallet.openid4vp.HeldCredential;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who presents what, and how. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields in
final class PresentOptions {
    @Option(
            names = "--key",
            paramLabel = "FILE",
            required = true,
            description = "The person's private key, PKCS#8 PEM or JWK.")
    private Path keyFile;

    @Option(
            names = "--credential",
            paramLabel = "FILE",
            required = true,
            description = "The person's credential, a compact VC-JWT or an SD-JWT VC.")
    private Path credentialFile;

    @Option(
            names = "--form",
            paramLabel = "FORM",
            defaultValue = "DCQL",
            description = "How the vp_token is written: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if not told.")
    private VpTokenForm form;

    @Option(names = "--legacy", description = "Answers in every way as the ecosystem's legacy wallet does.")
    private boolean legacy;

    @Option(names = "--decline", description = "Answers that the person declined.")
    private boolean declined;

    @Option(
            names = "--tamper",
            paramLabel = "NAME",
            description = "Commits a crime; 'verifier-wallet crimes' lists them.")
    private @Nullable Tampering crime;

    @Option(
            names = "--world",
            paramLabel = "DIR",
            description =
                    "The world whose seal a crime on the credential is committed with; the one the credential lies in if not told.")
    private @Nullable Path world;

    private WalletKey key;
    private HeldCredential credential;

    /** Looks at the files before anybody is called. */
    void readFiles() {
        key = KeyFile.read(keyFile);
        credential = CredentialFile.read(credentialFile);
    }

    /** The answer as told, crime included. A credential that does not fit is a mistake, unless a crime is to be committed. */
    WalletResponse response(AuthorizationRequest asked, Instant at, SecureRandom random) {
        if (declined) {
            return asked.asked().refusal(WalletError.ACCESS_DENIED);
        }
        var fitting =
                asked.choices(List.of(credential)).stream().map(Choice::query).findFirst();
        if (fitting.isEmpty() && crime == null) {
            throw CommandFailure.mistake(credentialFile + " is not what is asked for; nothing was sent.");
        }
        var question = fitting.map(query -> asked.asked(query.id())).orElseGet(asked::asked);
        var builder = WalletLogin.builder(key, question, at, random).credential(credential.toString());
        fitting.map(query -> query.shown(credential)).ifPresent(builder::disclosing);
        if (crime != null && crime.needsSeal()) {
            builder.issuer(World.behind(world, credentialFile, crime).issuer(at, random));
            credential.version().ifPresent(builder::version);
        }
        var login = legacy ? builder.build().asLegacyWallet() : builder.build().as(form);
        return crime == null ? login.response() : committed(login, crime).response();
    }

    private static WalletLogin committed(WalletLogin honest, Tampering what) {
        try {
            return honest.tampered(what);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.mistake("--tamper: " + e.getMessage() + ".");
        }
    }
}
