package dev.verifier.wallet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A crime on a proof of possession (RFC 9449 §4.3): exactly one thing is wrong with a proof that would be believed otherwise.
 * Commit it with {@link DpopProof#tampered}.
 */
public enum ProofTampering {
    ALG_NONE("The proof says alg none and has no signature.", (_, _, draft) -> Forgery.unsigned(draft)),
    SIGNATURE_STRIPPED("The proof's signature is cut off.", (key, _, draft) -> Forgery.stripped(key.sign(draft))),
    SIGNED_BY_ANOTHER_KEY(
            "The proof is signed by the rogue, and its jwk is the client's.", (_, rogue, draft) -> rogue.sign(draft)),
    HMAC_WITH_THE_KEY(
            "The proof is signed HS256, with the public key for a secret.",
            (key, _, draft) -> Forgery.hmac(draft, Json.write(key.publicJwk()).getBytes(US_ASCII))),
    SYMMETRIC_KEY(
            "The proof brings a symmetric key.",
            lie(draft -> draft.withHeader("jwk", Map.of("kty", "oct", "k", "c2VjcmV0")))),
    PRIVATE_KEY(
            "The proof's jwk has the private key in it.",
            (key, _, draft) -> key.sign(draft.withHeader("jwk", key.privateJwk()))),
    KEY_MISSING("The proof names no key.", lie(draft -> draft.withoutHeader("jwk"))),
    KEY_IS_A_NAME(
            "The proof has a kid where its jwk should be.",
            (key, _, draft) -> key.sign(draft.withoutHeader("jwk").withHeader("kid", key.keyId()))),
    KEY_IS_A_TEXT("The proof's jwk is a text.", lie(draft -> draft.withHeader("jwk", "key"))),
    TYPE_MISSING("The proof has no typ.", lie(draft -> draft.withoutHeader("typ"))),
    TYPE_OF_A_TOKEN("The proof's typ is JWT.", lie(draft -> draft.withHeader("typ", "JWT"))),
    ALGORITHM_OF_ANOTHER_KEY("The proof says RS256.", lie(draft -> draft.withHeader("alg", "RS256"))),
    KEYS_BY_JKU(
            "The proof's jku says where there are keys.",
            lie(draft -> draft.withHeader("jku", "https://keys.example"))),
    UNKNOWN_CRITICAL_HEADER("The proof has a critical header parameter nobody has heard of.", lie(Forgery::critical)),

    METHOD_DIFFERS("The proof is for PUT.", lie(draft -> draft.with("htm", "PUT"))),
    METHOD_IN_LOWER_CASE(
            "The proof is for post, or get.",
            lie(draft -> draft.with("htm", draft.claim("htm").toString().toLowerCase(Locale.ROOT)))),
    METHOD_MISSING("The proof has no htm.", lie(draft -> draft.without("htm"))),
    TARGET_ELSEWHERE(
            "The proof is for the same path at another verifier.",
            lie(draft -> draft.with("htu", Scene.ELSEWHERE + "/oidc/token"))),
    TARGET_OF_ANOTHER_ENDPOINT(
            "The proof is for another endpoint.", lie(draft -> draft.with("htu", draft.claim("htu") + "/other"))),
    TARGET_IS_NO_URI("The proof's htu is no URI.", lie(draft -> draft.with("htu", "::"))),
    TARGET_MISSING("The proof has no htu.", lie(draft -> draft.without("htu"))),

    OF_FIVE_MINUTES_AGO("The proof is five minutes old.", lie(draft -> dated(draft, "iat", -300))),
    OF_TOMORROW("The proof's iat is tomorrow.", lie(draft -> dated(draft, "iat", 86_400))),
    OF_A_MINUTE_AHEAD("The proof's iat is a minute ahead.", lie(draft -> dated(draft, "iat", 60))),
    DATE_MISSING("The proof has no iat.", lie(draft -> draft.without("iat"))),
    DATE_IS_A_TEXT("The proof's iat is a text.", lie(draft -> draft.with("iat", "now"))),
    EXPIRED("The proof's own exp is five minutes ago.", lie(draft -> dated(draft, "exp", -300))),
    NOT_YET_VALID("The proof's own nbf is in five minutes.", lie(draft -> dated(draft, "nbf", 300))),

    ID_MISSING("The proof has no jti.", lie(draft -> draft.without("jti"))),
    ID_EMPTY("The proof's jti is empty.", lie(draft -> draft.with("jti", ""))),
    ID_IS_A_NUMBER("The proof's jti is a number.", lie(draft -> draft.with("jti", 7))),
    ID_OF_1_KB("The proof's jti is 1 KB long.", lie(draft -> draft.with("jti", "j".repeat(1024)))),

    TOKEN_MISSING("The proof has no ath.", lie(draft -> draft.without("ath"))),
    TOKEN_OF_ANOTHER("The proof's ath is of another token.", lie(draft -> draft.with("ath", "A".repeat(43)))),

    NONCE_OF_NOBODY("The proof has a nonce that the server never gave.", lie(draft -> draft.with("nonce", "n-0S6"))),
    NONCE_IS_A_NUMBER("The proof's nonce is a number.", lie(draft -> draft.with("nonce", 7))),

    DUPLICATE_MEMBER(
            "The proof's htm is there twice.",
            (key, _, draft) -> Forgery.rewritten(draft, json -> Forgery.twice(json, "htm"), key::signature)),
    NOT_A_JWT("The proof is a sentence.", (_, _, _) -> Forgery.NO_JWT),
    TWO_PROOFS(
            "There are two proofs, with a comma between them.",
            (key, _, draft) -> key.sign(draft) + ", " + key.sign(draft.with("jti", "another")));

    private final String crime;

    @SuppressWarnings("ImmutableEnumChecker") // a deed has no state
    private final Commission commission;

    ProofTampering(String crime, Commission commission) {
        this.crime = crime;
        this.commission = commission;
    }

    /** Whether it is one only where the proof comes with an access token. */
    public boolean concernsToken() {
        return this == TOKEN_MISSING || this == TOKEN_OF_ANOTHER;
    }

    /** One sentence: what is done. */
    public String crime() {
        return crime;
    }

    String commit(WalletKey key, WalletKey rogue, JwsDraft draft) {
        return commission.commit(key, rogue, draft);
    }

    /** What is done with an honest draft, by whoever has the key or has not. */
    @FunctionalInterface
    private interface Commission {
        String commit(WalletKey key, WalletKey rogue, JwsDraft draft);
    }

    private static Commission lie(UnaryOperator<JwsDraft> change) {
        return (key, _, draft) -> key.sign(change.apply(draft));
    }

    /** With a NumericDate so many seconds after its {@code iat}. */
    private static JwsDraft dated(JwsDraft draft, String name, long seconds) {
        return draft.with(name, ((Number) draft.claim("iat")).longValue() + seconds);
    }
}
