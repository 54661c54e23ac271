package dev.verifier.wallet;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A crime: exactly one thing is wrong with a login that would be accepted otherwise, so that a verifier must refuse it, and for that
 * reason. Commit it with {@link MachineLogin#tampered} or {@link WalletLogin#tampered}.
 */
public sealed interface Tampering
        permits ChainTampering,
                CredentialTampering,
                PresentationTampering,
                AssertionTampering,
                WalletTampering,
                SdJwtTampering,
                DisclosureTampering,
                EncryptionTampering {
    String name();

    /** One sentence: what is done. */
    String crime();

    /** The stage it is done at, and its name, as in {@code assertion.ALG_NONE}. */
    default String id() {
        var stage = switch (this) {
            case ChainTampering _ -> "chain";
            case CredentialTampering _ -> "credential";
            case PresentationTampering _ -> "presentation";
            case AssertionTampering _ -> "assertion";
            case WalletTampering _ -> "wallet";
            case SdJwtTampering _ -> "sdjwt";
            case DisclosureTampering _ -> "disclosure";
            case EncryptionTampering _ -> "encryption";
        };
        return stage + "." + name();
    }

    /** Whether it takes a seal to commit it; a finished credential is not enough. */
    default boolean needsSeal() {
        return switch (this) {
            case ChainTampering _, CredentialTampering _, SdJwtTampering _ -> true;
            case PresentationTampering onPresentation -> onPresentation == PresentationTampering.OF_ANOTHER_MACHINE;
            case AssertionTampering _, DisclosureTampering _, EncryptionTampering _ -> false;
            case WalletTampering onWallet -> onWallet == WalletTampering.WRONG_CREDENTIAL_TYPE;
        };
    }

    /** Whether it shows in the form only; the assertion in it is honest. */
    default boolean onForm() {
        return this instanceof AssertionTampering onAssertion && onAssertion.concernsForm();
    }

    /** What a machine's login can have wrong with it. */
    static List<Tampering> all() {
        return Stream.of(
                        ChainTampering.values(),
                        CredentialTampering.values(),
                        PresentationTampering.values(),
                        AssertionTampering.values())
                .<Tampering>flatMap(Arrays::stream)
                .toList();
    }

    /** What a person's login can have wrong with it: without the crimes that are none if a person commits them. */
    static List<Tampering> ofWallets() {
        return Stream.of(
                        ChainTampering.values(),
                        CredentialTampering.values(),
                        PresentationTampering.values(),
                        WalletTampering.values())
                .<Tampering>flatMap(Arrays::stream)
                .filter(crime -> crime != CredentialTampering.TYPE_OF_AN_EMPLOYEE)
                .filter(crime -> crime != PresentationTampering.OF_ANOTHER_MACHINE)
                .toList();
    }

    /** What can be wrong where a person shows an SD-JWT. */
    static List<Tampering> ofSdJwts() {
        return Stream.of(SdJwtTampering.values(), DisclosureTampering.values(), WalletTampering.values())
                .<Tampering>flatMap(Arrays::stream)
                // An SD-JWT's key binding names no holder, so that there is nothing to lie about.
                .filter(crime -> crime != WalletTampering.HOLDER_NOT_SUBJECT)
                .toList();
    }

    /** What a person's login can have wrong with it beside, where its answer is encrypted. */
    static List<Tampering> ofEncryption() {
        return List.of(EncryptionTampering.values());
    }

    /** The whole gallery. */
    static List<Tampering> everybodys() {
        return Stream.of(
                        all().stream(),
                        Arrays.stream(WalletTampering.values()),
                        Arrays.stream(SdJwtTampering.values()),
                        Arrays.stream(DisclosureTampering.values()),
                        Arrays.stream(EncryptionTampering.values()))
                .<Tampering>flatMap(stream -> stream)
                .toList();
    }

    /**
     * The crime of this name.
     *
     * @param name as {@link #id()} or, if no other stage has one of that name, {@link #name()}; in any case, also with hyphens
     * @throws IllegalArgumentException if there is none, or more than one; the message says which
     */
    static Tampering named(String name) {
        var wanted = name.replace('-', '_').toUpperCase(Locale.ROOT);
        var found = everybodys().stream()
                .filter(crime -> crime.name().equals(wanted)
                        || crime.id().toUpperCase(Locale.ROOT).equals(wanted))
                .toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("there is no crime named " + name + "; see: verifier-wallet crimes");
        }
        if (found.size() > 1) {
            var ids = String.join(" or ", found.stream().map(Tampering::id).toList());
            throw new IllegalArgumentException(name + " is committed at more than one stage; say " + ids);
        }
        return found.getFirst();
    }
}
