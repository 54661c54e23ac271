package dev.verifier.wallet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Crimes on the encryption of an answer (OpenID4VP 1.0 §8.3): what is encrypted is an honest answer unless it says otherwise. They can be
 * committed only where the verifier asks for encryption.
 */
public enum EncryptionTampering implements Tampering {
    NOT_ENCRYPTED("The answer comes in clear, though the verifier asked for encryption.", (_, play) -> play.clear()),
    BESIDE_A_CLEAR_ONE(
            "The encrypted answer comes with the same one in clear beside it.",
            (draft, play) -> TokenForm.with(
                    play.encrypted(draft), Assertion.VP_TOKEN, play.clear().getOrDefault(Assertion.VP_TOKEN, ""))),

    ALG_NOT_OFFERED(
            "The answer's encryption says ECDH-ES+A256KW, which the key is not for.",
            (draft, play) -> play.encrypted(draft.withHeader("alg", "ECDH-ES+A256KW"))),
    ALG_RSA1_5(
            "The answer's encryption says RSA1_5.", (draft, play) -> play.encrypted(draft.withHeader("alg", "RSA1_5"))),
    ALG_DIR("The answer's encryption says dir.", (draft, play) -> play.encrypted(draft.withHeader("alg", "dir"))),
    ALG_A128KW(
            "The answer's encryption says A128KW.", (draft, play) -> play.encrypted(draft.withHeader("alg", "A128KW"))),
    ALG_PASSWORD(
            "The answer's encryption says PBES2, with two thousand million rounds.",
            (draft, play) -> play.encrypted(draft.withHeader("alg", "PBES2-HS256+A128KW")
                    .withHeader("p2s", "AAAAAAAAAAAAAAAAAAAAAA")
                    .withHeader("p2c", Integer.MAX_VALUE))),
    ENCRYPTION_ALG_NONE(
            "The answer's encryption says alg none.", (draft, play) -> play.encrypted(draft.withHeader("alg", "none"))),
    ENC_NOT_OFFERED(
            "The answer's encryption says A128CBC-HS256, which was not offered.",
            (draft, play) -> play.encrypted(draft.withHeader("enc", "A128CBC-HS256"))),
    ENC_OF_ANOTHER_LENGTH(
            "The answer's encryption says the other one of the two that were offered.",
            (draft, play) -> play.encrypted(
                    draft.withHeader("enc", other(draft.to().enc()).name()))),
    ENCRYPTION_CRIT(
            "The answer's encryption demands that an extension be understood.",
            (draft, play) -> play.encrypted(
                    draft.withHeader("crit", List.of("urn:example")).withHeader("urn:example", true))),

    BOMB(
            "The answer is compressed, and 50 million spaces when it is not.",
            (draft, play) -> play.encrypted(draft.zipped(" ".repeat(50_000_000).getBytes(UTF_8)))),
    ZIPPED(
            "The answer is compressed, which was not asked for.",
            (draft, play) -> play.encrypted(draft.zipped(draft.payload()))),

    ENCRYPTED_TO_ANOTHER_KEY(
            "The answer is encrypted to the rogue's key, under the verifier's kid.",
            (draft, play) -> play.encrypted(draft.to(play.rogues()))),
    KID_OF_ANOTHER(
            "The answer says that it is encrypted to a key of another request.",
            (draft, play) -> play.encrypted(draft.withHeader("kid", "of-another-request"))),
    KID_MISSING(
            "The answer does not say to which key it is encrypted.",
            (draft, play) -> play.encrypted(draft.withoutHeader("kid"))),
    KID_IS_A_NUMBER(
            "The answer names the key it is encrypted to by a number.",
            (draft, play) -> play.encrypted(draft.withHeader("kid", 7))),
    CIPHERTEXT_CHANGED(
            "One letter of the encrypted answer is another.", (draft, play) -> play.changed(play.encrypted(draft))),

    ANSWER_IS_NO_OBJECT(
            "What is encrypted is a list.",
            (draft, play) -> play.encrypted(draft.saying(("[" + play.json(draft) + "]").getBytes(UTF_8)))),
    ANSWER_IS_NO_JSON(
            "What is encrypted is not JSON.",
            (draft, play) -> play.encrypted(draft.saying("vp_token".getBytes(UTF_8)))),
    STATE_TWICE(
            "What is encrypted has two states, one of them right.",
            (draft, play) -> play.encrypted(draft.saying(
                    Json.append(play.json(draft), "state", "\"another\"").getBytes(UTF_8))));

    private final String crime;

    @SuppressWarnings("ImmutableEnumChecker") // a deed has no state
    private final BiFunction<JweDraft, EncryptionPlay, Map<String, String>> deed;

    EncryptionTampering(String crime, BiFunction<JweDraft, EncryptionPlay, Map<String, String>> deed) {
        this.crime = crime;
        this.deed = deed;
    }

    @Override
    public String crime() {
        return crime;
    }

    Map<String, String> commit(JweDraft draft, EncryptionPlay play) {
        return deed.apply(draft, play);
    }

    private static ContentEncryption other(ContentEncryption enc) {
        return enc == ContentEncryption.A128GCM ? ContentEncryption.A256GCM : ContentEncryption.A128GCM;
    }
}
