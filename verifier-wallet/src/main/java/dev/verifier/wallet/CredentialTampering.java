package dev.verifier.wallet;

import static java.util.Map.entry;

/** Crimes on the credential. Those on its signature are a forger's; the others an issuer's, whose seal is genuine. */
public enum CredentialTampering implements Tampering {
    ALG_NONE("The credential says alg none and has no signature.", (_, draft) -> Forgery.unsigned(draft.jwt())),
    SIGNATURE_STRIPPED(
            "The credential's signature is cut off.",
            (scene, draft) -> Forgery.stripped(scene.issuer().sign(draft))),
    PAYLOAD_EDITED("The credential's power is replaced by a mightier one after it was signed.", BadCredentials::edited),
    HMAC_WITH_PUBLIC_KEY(
            "The credential is signed HS256, with the PEM of the seal's public key for a secret.",
            BadCredentials::hmac),
    ALGORITHM_OF_ANOTHER_KEY_TYPE(
            "The credential's alg is for another type of key than the seal's, whose signature it has.",
            Deed.sealed(BadCredentials::ofAnotherKeyType)),
    SIGNED_BY_ANOTHER_KEY(
            "The credential shows the seal's chain and is signed by another key of its kind.",
            BadCredentials::ofAnotherKey),
    UNKNOWN_CRITICAL_HEADER(
            "The credential has a critical header parameter nobody has heard of.",
            Deed.sealed(draft -> new LearCredential(draft.version(), Forgery.critical(draft.jwt())))),
    WRONG_TOKEN_TYPE("The credential's typ is at+jwt.", Deed.sealed(draft -> draft.withHeader("typ", "at+jwt"))),

    JWT_ISSUER_DIFFERS("The JWT's iss is another organization.", Deed.sealed(BadCredentials::withAnotherIss)),
    BODY_ISSUER_DIFFERS(
            "The credential's issuer.id is another organization.",
            Deed.sealed(draft -> draft.withBody("issuer/id", BadCredentials.UNLISTED_DID))),
    BODY_ORGANIZATION_DIFFERS(
            "The credential's issuer.organizationIdentifier is another organization.",
            Deed.sealed(draft -> draft.withBody(BadCredentials.ISSUER_ORGANIZATION, TestIssuer.UNLISTED_ORGANIZATION))),
    ONLY_JWT_ISSUER_IS_TRUSTED(
            "The JWT's iss is the trusted organization; the credential's issuer and the genuine chain are another.",
            BadCredentials::ofAnotherUnderTheTrustedIss),
    ONLY_BODY_ISSUER_IS_TRUSTED(
            "The credential's issuer is the trusted organization; the JWT's iss and the genuine chain are another.",
            BadCredentials::ofAnotherOverTheTrustedBody),
    UNLISTED_ISSUER(
            "The issuer is a genuine organization, consistently named, that nobody lists.",
            BadCredentials::ofAnUnlistedIssuer),
    ISSUER_STEERS_THE_REGISTRY(
            "The issuer's identifier, consistent and certified, is a way out of a registry's URL.",
            BadCredentials::ofASteeringIssuer),

    TYPE_SUPERSET(
            "The credential has one more type, which its issuer is not accredited for, at the end.",
            Deed.sealed(BadCredentials::withOneMoreType)),
    TYPE_SUPERSET_FIRST(
            "The credential has one more type, which its issuer is not accredited for, at the beginning.",
            Deed.sealed(BadCredentials::withOneMoreTypeFirst)),
    TYPE_TWICE("The credential has its type twice.", Deed.sealed(BadCredentials::withItsTypeTwice)),
    TYPE_OF_AN_EMPLOYEE(
            "The credential is an employee's, genuine and bound to the machine's key.", BadCredentials::ofAnEmployee),
    TYPE_MISSING("The credential has no type.", Deed.sealed(draft -> draft.withoutBody("type"))),

    JWT_EXPIRED(
            "The JWT's exp is past; the credential's own dates are fine.",
            Deed.sealed((scene, draft) -> draft.with("exp", scene.now() - 3600))),
    JWT_NOT_YET_VALID(
            "The JWT's nbf is tomorrow; the credential's own dates are fine.",
            Deed.sealed((scene, draft) -> draft.with("nbf", scene.tomorrow()))),
    BODY_EXPIRED(
            "The credential's validUntil is past; the JWT's dates are fine.",
            Deed.sealed((scene, draft) -> draft.withBody("validUntil", BadCredentials.hourAgo(scene)))),
    BODY_NOT_YET_VALID(
            "The credential's validFrom is tomorrow; the JWT's dates are fine.",
            Deed.sealed((scene, draft) -> draft.withBody("validFrom", BadCredentials.tomorrow(scene)))),
    MANDATE_OVER("The mandate's life span, in an M1 or E1, ended an hour ago.", BadCredentials::withItsMandateOver),
    WITHOUT_ZONE(
            "The credential's validUntil has no time zone.",
            Deed.sealed((scene, draft) -> draft.withBody("validUntil", BadCredentials.withoutZone(scene)))),
    WITHOUT_END("The credential ends nowhere: no exp, no validUntil.", Deed.sealed(BadCredentials::withoutEnd)),
    NUMERIC_VALID_UNTIL(
            "The credential's validUntil is a number of seconds.",
            Deed.sealed((scene, draft) -> draft.withBody("validUntil", scene.tomorrow()))),
    YEAR_OF_TEN_DIGITS(
            "The credential's validUntil is in the year 1,000,000,000.",
            Deed.sealed(draft -> draft.withBody("validUntil", "+1000000000-12-31T23:59:59Z"))),
    EXPIRY_BEYOND_NUMBERS("The JWT's exp is 1e308.", Deed.sealed(draft -> draft.with("exp", 1e308))),
    REVOKED_ID(
            "The credential's id is the one a test may put on the list of revoked ones.",
            Deed.sealed(draft -> draft.withBody("id", BadCredentials.REVOKED).with("jti", BadCredentials.REVOKED))),
    STATUS_NOBODY_CAN_READ(
            "The credential has a credentialStatus of a type nobody has heard of.",
            Deed.sealed(draft -> draft.withBody("credentialStatus", BadCredentials.unreadableStatus()))),

    UNKNOWN_MANDATOR("The organization that delegates is in nobody's list.", BadCredentials::ofAnUnknownMandator),
    NO_MANDATOR(
            "Nobody delegates: there is no mandator.",
            Deed.sealed(draft -> draft.withoutBody("credentialSubject/mandate/mandator"))),

    NO_BINDING_KEY("The credential is bound to no key at all.", Deed.sealed(BadBindings::none)),
    BINDING_KEYS_DISAGREE(
            "The credential's cnf.jwk is the rogue's key, its mandatee.id the machine's.",
            BadBindings.confirming(
                    scene -> Json.object(entry("jwk", scene.rogue().publicJwk())))),
    CNF_NAMES_ANOTHER_KEY(
            "The credential's cnf.kid is the rogue's did, its mandatee.id the machine's.",
            BadBindings.confirming(
                    scene -> Json.object(entry("kid", scene.rogue().did())))),
    SUBJECT_DISAGREES(
            "The JWT's sub is the rogue's did.",
            Deed.sealed((scene, draft) -> draft.with("sub", scene.rogue().did()))),
    BODY_SUBJECT_DISAGREES(
            "The credential's credentialSubject.id is the rogue's did.",
            Deed.sealed((scene, draft) ->
                    draft.withBody("credentialSubject/id", scene.rogue().did()))),
    BOUND_TO_A_PRIVATE_KEY(
            "The credential's cnf.jwk is the machine's key, private part included.",
            BadBindings.confirming(
                    scene -> Json.object(entry("jwk", scene.machine().privateJwk())))),
    BOUND_TO_A_SECRET(
            "The credential's cnf.jwk is a symmetric key.",
            BadBindings.confirming(_ -> Json.object(entry("jwk", BadBindings.secret())))),
    BOUND_TO_SECP256K1(
            "The credential's cnf.jwk is on secp256k1.",
            BadBindings.confirming(_ -> Json.object(entry("jwk", BadBindings.onSecp256k1())))),
    BOUND_TO_ANOTHER_DID_METHOD(
            "The credential is bound to a did:web at the trap.",
            Deed.sealed((scene, draft) -> BadBindings.to(BadBindings.didWeb(scene), draft))),
    BOUND_TO_A_DID_JWK(
            "The credential is bound to a did:jwk of the machine's key, private part included.",
            Deed.sealed((scene, draft) -> BadBindings.to(BadBindings.didJwk(scene), draft))),

    GIANT(
            "The credential has a claim of 1 MB.",
            Deed.sealed(draft -> draft.withBody("description", "A".repeat(1 << 20)))),
    WIDE(
            "The credential has an object of 50,000 members.",
            Deed.sealed(draft -> draft.withBody("wide", BadCredentials.wide()))),
    DEEP("The credential has 100,000 arrays in one another.", BadCredentials.rewritten(Forgery::deep)),
    DUPLICATE_MEMBER("The credential's vc, or its type, is there twice.", BadCredentials::withAMemberTwice),
    TRAILING_JSON(
            "The credential's payload is two JSON objects.", BadCredentials.rewritten(json -> json + "{\"vc\":{}}")),
    CONTEXT_WITH_AN_OBJECT(
            "The credential's @context has an object.",
            Deed.sealed(draft ->
                    BadCredentials.withContext(draft, Json.object(entry("acme", "https://acme.example/ns#"))))),
    CONTEXT_WITH_A_NUMBER(
            "The credential's @context has a number.", Deed.sealed(draft -> BadCredentials.withContext(draft, 7))),
    NOT_A_JWT("The credential is a sentence.", (_, _) -> Forgery.NO_JWT);

    /** The id of {@link #REVOKED_ID}, for the list of revoked credentials. */
    public static final String REVOKED = BadCredentials.REVOKED;

    private final String crime;

    @SuppressWarnings("ImmutableEnumChecker") // a deed has no state
    private final Deed<LearCredential> deed;

    CredentialTampering(String crime, Deed<LearCredential> deed) {
        this.crime = crime;
        this.deed = deed;
    }

    @Override
    public String crime() {
        return crime;
    }

    String commit(Scene scene) {
        return deed.commit(scene, scene.credential());
    }
}
