package dev.verifier.wallet;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A login about to happen, stage by stage.
 *
 * @param scene where and whose
 * @param script how it differs from the usual one
 * @param crime what is wrong with it; absent if nothing is
 */
record Play(Scene scene, Script script, @Nullable Tampering crime) {
    /** @throws IllegalArgumentException if the crime is no machine's, or the script leaves no room for it */
    Play {
        if (crime instanceof WalletTampering
                || crime instanceof SdJwtTampering
                || crime instanceof DisclosureTampering
                || crime instanceof EncryptionTampering) {
            throw new IllegalArgumentException(crime.id() + " is a wallet's crime; a machine has nowhere to commit it");
        }
        if (script.runbook() && crime instanceof AssertionTampering onAssertion && onAssertion.concernsVpToken()) {
            throw new IllegalArgumentException(crime.id() + " is about the vp_token; the runbook's form has none");
        }
    }

    Play with(Script other) {
        return new Play(scene, other, crime);
    }

    Play at(Instant other) {
        return new Play(scene.at(other), script, crime);
    }

    Play with(Tampering other) {
        return new Play(scene, script, other);
    }

    /** The credential this crime needs, or the one there is. */
    String credential(String honest) {
        return switch (crime) {
            case ChainTampering onChain -> onChain.commit(scene);
            case CredentialTampering onCredential -> onCredential.commit(scene);
            case PresentationTampering _,
                    AssertionTampering _,
                    WalletTampering _,
                    SdJwtTampering _,
                    DisclosureTampering _,
                    EncryptionTampering _ -> honest;
            case null -> honest;
        };
    }

    String presentation(String credential) {
        var draft = script.presented(Presentation.draft(scene, credential));
        return switch (crime) {
            case PresentationTampering onPresentation -> onPresentation.commit(scene, draft);
            case AssertionTampering onAssertion when script.runbook() -> onAssertion.commit(scene, draft);
            case AssertionTampering _,
                    ChainTampering _,
                    CredentialTampering _,
                    WalletTampering _,
                    SdJwtTampering _,
                    DisclosureTampering _,
                    EncryptionTampering _ -> scene.machine().sign(draft);
            case null -> scene.machine().sign(draft);
        };
    }

    String assertion(String presentation) {
        if (script.runbook()) {
            return presentation;
        }
        var draft = script.asserted(Assertion.draft(scene, presentation));
        return crime instanceof AssertionTampering onAssertion
                ? onAssertion.commit(scene, draft)
                : scene.machine().sign(draft);
    }

    Map<String, String> form(String assertion) {
        var form = script.form().apply(TokenForm.of(assertion, scene.machine().did()));
        return crime instanceof AssertionTampering onAssertion ? onAssertion.form(scene, form) : form;
    }
}
