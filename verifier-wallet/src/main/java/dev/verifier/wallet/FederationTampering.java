package dev.verifier.wallet;

import static dev.verifier.wallet.TestFederation.Statement.ANCHOR;
import static dev.verifier.wallet.TestFederation.Statement.INTERMEDIATE;
import static dev.verifier.wallet.TestFederation.Statement.INTERMEDIATE_BY_ANCHOR;
import static dev.verifier.wallet.TestFederation.Statement.ISSUER;
import static dev.verifier.wallet.TestFederation.Statement.ISSUER_BY_INTERMEDIATE;

import dev.verifier.wallet.TestFederation.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A crime on a federation: exactly one thing is wrong with a chain of statements that would hold otherwise. Commit it with
 * {@link TestFederation#tampered}.
 */
public enum FederationTampering {
    ISSUER_FORGED("Somebody else signed what the issuer says of itself.", federation -> federation.forged(ISSUER)),
    ISSUER_REKEYED(
            "The issuer says that it has a key that nobody above it knows.", federation -> federation.rekeyed(ISSUER)),
    STATEMENT_FORGED(
            "Somebody else signed what the intermediate says of the issuer.",
            federation -> federation.forged(ISSUER_BY_INTERMEDIATE)),
    INTERMEDIATE_FORGED(
            "Somebody else signed what the anchor says of the intermediate.",
            federation -> federation.forged(INTERMEDIATE_BY_ANCHOR)),
    INTERMEDIATE_SELF_FORGED(
            "Somebody else signed what the intermediate says of itself.",
            federation -> federation.forged(INTERMEDIATE)),
    ANCHOR_FORGED("Somebody else signed what the anchor says of itself.", federation -> federation.forged(ANCHOR)),
    ANCHOR_REKEYED("The anchor shows another key than the operator has.", federation -> federation.rekeyed(ANCHOR)),
    ALG_NONE("The statement says alg none.", header(draft -> draft.withHeader("alg", "none"))),
    ALG_HMAC("The statement says alg HS256.", header(draft -> draft.withHeader("alg", "HS256"))),
    OF_ANOTHER_TYPE("The statement's typ is JWT.", header(draft -> draft.withHeader("typ", "JWT"))),
    WITHOUT_TYPE("The statement has no typ.", header(draft -> draft.withoutHeader("typ"))),
    WITHOUT_KEY_ID("The statement has no kid.", header(draft -> draft.withoutHeader("kid"))),
    KEY_ELSEWHERE(
            "The statement says where its key is.",
            header(draft -> draft.withHeader("jku", "https://keys.example/jwks"))),

    BY_ANOTHER("The statement is by another superior.", edit("iss", "https://another.example")),
    ABOUT_ANOTHER("The statement is about another entity.", edit("sub", "https://another.example")),
    ISSUER_IS_ANOTHER(
            "What the issuer says of itself, another says of itself.",
            lie(ISSUER, draft -> draft.with("iss", "https://another.example").with("sub", "https://another.example"))),
    EXPIRED("The statement has ended.", edit("exp", 1_000_000_000)),
    ISSUER_EXPIRED("What the issuer says of itself has ended.", lie(ISSUER, draft -> draft.with("exp", 1_000_000_000))),
    ANCHOR_EXPIRED("What the anchor says of itself has ended.", lie(ANCHOR, draft -> draft.with("exp", 1_000_000_000))),
    OF_TOMORROW(
            "The statement was made in a hundred years.",
            lie(
                    ISSUER_BY_INTERMEDIATE,
                    draft -> draft.with("iat", 4_900_000_000L).with("exp", 4_900_000_001L))),
    WITHOUT_END("The statement has no exp.", without("exp")),
    WITHOUT_BEGINNING("The statement has no iat.", without("iat")),
    WITHOUT_KEYS("The statement has no jwks.", without("jwks")),
    UNKNOWN_DEMAND("The statement demands that a claim is understood.", edit("crit", List.of("jurisdiction"))),
    UNKNOWN_POLICY("The statement demands that an operator is understood.", edit("metadata_policy_crit", List.of("x"))),
    PATH_TOO_LONG(
            "The anchor allows no intermediate beneath it.",
            lie(INTERMEDIATE_BY_ANCHOR, draft -> draft.with("constraints", Map.of("max_path_length", 0)))),
    PATH_BELOW_ZERO("The statement's max_path_length is negative.", constraint("max_path_length", -1)),
    PATH_IS_A_TEXT("The statement's max_path_length is a text.", constraint("max_path_length", "1")),
    HOST_EXCLUDED(
            "The anchor excludes the issuer's host.",
            constraint("naming_constraints", Map.of("excluded", List.of("federation.example", "localhost")))),
    HOST_NOT_PERMITTED(
            "The anchor permits other hosts.",
            constraint("naming_constraints", Map.of("permitted", List.of(".another.example")))),
    NO_HOST_PERMITTED(
            "The anchor permits no host at all.", constraint("naming_constraints", Map.of("permitted", List.of()))),
    NOT_AN_ISSUER(
            "The issuer may be a relying party alone.",
            constraint("allowed_entity_types", List.of("openid_relying_party"))),
    SUPERIOR_IS_NO_ENTITY(
            "The issuer names something above it that is no https URL.",
            lie(ISSUER, draft -> draft.with("authority_hints", List.of("http://federation.example/intermediate")))),
    ENDPOINT_IS_NO_URL(
            "The intermediate speaks of others at a place that is no https URL.",
            lie(
                    INTERMEDIATE,
                    draft -> draft.with("metadata/federation_entity/federation_fetch_endpoint", "file:/etc/passwd"))),
    WITHOUT_SUPERIOR("The issuer names nobody above it.", lie(ISSUER, draft -> draft.without("authority_hints"))),
    NO_SUPERIORS("The issuer names none of all.", lie(ISSUER, draft -> draft.with("authority_hints", List.of()))),
    SUPERIOR_IS_ITSELF(
            "The issuer names itself above it.",
            federation -> federation.with(ISSUER, draft -> draft.with("authority_hints", List.of(draft.claim("sub"))))),
    GOING_ROUND(
            "The intermediate names the issuer above it.",
            federation -> federation.with(
                    INTERMEDIATE,
                    draft -> draft.with(
                            "authority_hints",
                            List.of(String.valueOf(draft.claim("sub")).replace("/intermediate", "/issuer"))))),
    SUPERIOR_SPEAKS_OF_NOBODY(
            "The intermediate has no fetch endpoint.", lie(INTERMEDIATE, draft -> draft.without("metadata")));

    private final String crime;

    @SuppressWarnings("ImmutableEnumChecker") // a deed has no state
    private final UnaryOperator<TestFederation> deed;

    FederationTampering(String crime, UnaryOperator<TestFederation> deed) {
        this.crime = crime;
        this.deed = deed;
    }

    /** One sentence: what is done. */
    public String crime() {
        return crime;
    }

    TestFederation commit(TestFederation federation) {
        return deed.apply(federation);
    }

    private static UnaryOperator<TestFederation> lie(Statement which, UnaryOperator<JwsDraft> edit) {
        return federation -> federation.with(which, edit);
    }

    private static UnaryOperator<TestFederation> header(UnaryOperator<JwsDraft> edit) {
        return lie(ISSUER_BY_INTERMEDIATE, edit);
    }

    private static UnaryOperator<TestFederation> edit(String claim, Object value) {
        return lie(ISSUER_BY_INTERMEDIATE, draft -> draft.with(claim, value));
    }

    private static UnaryOperator<TestFederation> without(String claim) {
        return lie(ISSUER_BY_INTERMEDIATE, draft -> draft.without(claim));
    }

    private static UnaryOperator<TestFederation> constraint(String name, Object value) {
        return lie(INTERMEDIATE_BY_ANCHOR, draft -> draft.with("constraints", Map.of(name, value)));
    }
}
