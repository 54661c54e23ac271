package dev.verifier.wallet;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person's login about to happen, stage by stage.
 *
 * @param scene where and whose; it calls the person's key the machine's
 * @param asked what the verifier wants to know
 * @param script how the login differs from the usual one
 * @param crime what is wrong with it; absent if nothing is
 */
record WalletPlay(
        Scene scene,
        Asked asked,
        WalletScript script,
        @Nullable Tampering crime) {
    static final String NONCE = "nonce";

    /** @throws IllegalArgumentException if the crime is no wallet's, or the form leaves no room for it */
    WalletPlay {
        if (crime instanceof EncryptionTampering && asked.encryption() == null) {
            throw new IllegalArgumentException(
                    crime.id() + " is about the encryption of the answer; this question asks for none");
        }
        if (crime != null
                && !Tampering.ofWallets().contains(crime)
                && !Tampering.ofSdJwts().contains(crime)
                && !Tampering.ofEncryption().contains(crime)) {
            throw new IllegalArgumentException(crime.id() + " is a machine's crime; a wallet has nowhere to commit it");
        }
        if (crime instanceof WalletTampering onWallet
                && onWallet.concernsQueryIds()
                && !script.tokenForm().keyed()) {
            throw new IllegalArgumentException(
                    crime.id() + " is about query ids; the form " + script.tokenForm() + " has none");
        }
    }

    WalletPlay with(WalletScript other) {
        return new WalletPlay(scene, asked, other, crime);
    }

    WalletPlay with(Tampering other) {
        return new WalletPlay(scene, asked, script, other);
    }

    WalletPlay with(Asked other) {
        return new WalletPlay(scene, other, script, crime);
    }

    WalletPlay at(Instant other) {
        return new WalletPlay(scene.at(other), asked, script, crime);
    }

    /**
     * The credential this crime needs, or the one there is.
     *
     * @throws IllegalArgumentException if the crime is on credentials of another format
     */
    String credential(String honest) {
        var fitting = SdJwt.looksLike(honest) ? Tampering.ofSdJwts() : Tampering.ofWallets();
        if (crime != null && !(crime instanceof EncryptionTampering) && !fitting.contains(crime)) {
            throw new IllegalArgumentException(crime.id() + " is about credentials of another format");
        }
        return switch (crime) {
            case SdJwtTampering onSdJwt -> onSdJwt.credential(scene, SdJwt.parse(honest));
            case ChainTampering onChain -> onChain.commit(scene);
            case CredentialTampering onCredential -> onCredential.commit(scene);
            case WalletTampering onWallet
            when onWallet == WalletTampering.WRONG_CREDENTIAL_TYPE ->
                SdJwt.looksLike(honest)
                        ? SdJwtTampering.issuer(scene)
                                .issue(SdJwtType.SM, Holder.machine(scene.machine()), scene.issuedAt())
                                .toString()
                        : scene.issuer()
                                .sign(scene.credential(scene.version().wrapped() ? LearVersion.M2 : LearVersion.M3));
            case PresentationTampering _,
                    AssertionTampering _,
                    WalletTampering _,
                    DisclosureTampering _,
                    EncryptionTampering _ -> honest;
            case null -> honest;
        };
    }

    /** OpenID4VP 1.0 Appendix B.1.3.1.5: a VP-JWT with the request's nonce, addressed to its client id; of an SD-JWT, itself. */
    String presentation(String credential) {
        if (SdJwt.looksLike(credential)) {
            return disclosed(SdJwt.parse(credential));
        }
        var draft = script.presented(Presentation.draft(scene, credential).with(NONCE, asked.nonce()));
        return switch (crime) {
            case PresentationTampering onPresentation -> onPresentation.commit(scene, draft);
            case WalletTampering onWallet -> onWallet.commit(scene, draft);
            case AssertionTampering _,
                    ChainTampering _,
                    CredentialTampering _,
                    SdJwtTampering _,
                    DisclosureTampering _,
                    EncryptionTampering _ -> scene.machine().sign(draft);
            case null -> scene.machine().sign(draft);
        };
    }

    /** OpenID4VP 1.0 Appendix B.3.6: what is to be shown, and a key binding over it. */
    private String disclosed(SdJwt held) {
        // What an issuer did wrong has to be shown to be a crime.
        var shown = crime instanceof SdJwtTampering ? held : script.disclosing().apply(held);
        var binding = KeyBinding.draft(shown, scene.audience(), asked.nonce(), scene.at());
        var draft = script.presented(KeyBinding.authorizing(binding, asked.authorized()));
        return switch (crime) {
            case DisclosureTampering onDisclosure -> onDisclosure.commit(scene, shown, draft);
            case WalletTampering onWallet ->
                shown.bound(onWallet.commit(scene, draft)).toString();
            case AssertionTampering _, ChainTampering _, CredentialTampering _, PresentationTampering _ ->
                throw new IllegalStateException("looked at before");
            case SdJwtTampering _, EncryptionTampering _ ->
                shown.bound(scene.machine().sign(draft)).toString();
            case null -> shown.bound(scene.machine().sign(draft)).toString();
        };
    }

    /** OpenID4VP 1.0 §8.1. */
    String vpToken(String presentation) {
        var answer = Map.of(asked.queryId(), List.of(presentation));
        return script.tokenForm()
                .write(crime instanceof WalletTampering onWallet ? onWallet.answer(scene, answer) : answer);
    }

    Map<String, String> form(String vpToken) {
        var fields = new LinkedHashMap<String, String>();
        fields.put(Assertion.VP_TOKEN, vpToken);
        if (asked.state() != null) {
            fields.put("state", asked.state());
        }
        var written = script.form().apply(fields);
        var form = crime instanceof WalletTampering onWallet ? onWallet.form(scene, written) : written;
        return asked.encryption() == null ? form : encrypted(form, asked.encryption());
    }

    /** OpenID4VP 1.0 §8.3.1. */
    private Map<String, String> encrypted(Map<String, String> form, EncryptionKey key) {
        var draft = EncryptedForm.draft(key, form);
        var play = new EncryptionPlay(scene, form, key);
        return crime instanceof EncryptionTampering onEncryption
                ? onEncryption.commit(draft, play)
                : play.encrypted(draft);
    }
}
