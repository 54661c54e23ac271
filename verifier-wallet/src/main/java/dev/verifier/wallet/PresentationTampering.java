package dev.verifier.wallet;

import java.time.Duration;
import java.util.List;

/** Crimes on the presentation (VCDM 1.1 §6.3.1): the credential in it is genuine, and the assertion around it honest. */
public enum PresentationTampering implements Tampering {
    ALG_NONE("The presentation says alg none and has no signature.", (_, draft) -> Forgery.unsigned(draft)),
    SIGNATURE_STRIPPED(
            "The presentation's signature is cut off.",
            (scene, draft) -> Forgery.stripped(scene.machine().sign(draft))),
    HMAC_WITH_PUBLIC_KEY(
            "The presentation is signed HS256, with the machine's public point for a secret.",
            (scene, draft) -> Forgery.hmac(draft, scene.machine().didKey().compressed())),
    SIGNED_BY_ANOTHER_KEY(
            "The presentation is signed by the rogue, whom its kid names; all else names the machine.",
            Deed.signedByTheRogue(
                    (scene, draft) -> draft.withHeader("kid", scene.rogue().did()))),
    KEY_IN_THE_HEADER(
            "The presentation is signed by the rogue, whose key is its jwk header.",
            Deed.signedByTheRogue(Forgery::withTheRoguesKey)),
    KID_OF_THE_VICTIM(
            "The presentation is signed by the rogue, and its kid names the machine.",
            Deed.signedByTheRogue((_, draft) -> draft)),
    KEYS_BY_URL(
            "The presentation is signed by the rogue, and its jku and x5u say the trap has the key.",
            Deed.signedByTheRogue(
                    (scene, draft) -> Forgery.withKeysAt("x5u", scene, Forgery.withKeysAt("jku", scene, draft)))),
    OF_ANOTHER_MACHINE(
            "The presentation and its credential are another machine's, genuine in every way.",
            (scene, _) -> Forgery.ofAnotherMachine(scene.ofTheRogue())),

    FOREIGN_AUDIENCE(
            "The presentation is addressed to another verifier.",
            Deed.signed(draft -> draft.with("aud", Scene.ELSEWHERE))),
    AUDIENCE_NEAR_MISS(
            "The presentation's audience is the verifier but for a slash at the end.",
            Deed.signed((scene, draft) -> draft.with("aud", scene.nearMiss()))),
    TWO_AUDIENCES(
            "The presentation is addressed to the verifier, and to another.",
            Deed.signed((scene, draft) -> draft.with("aud", List.of(scene.audience(), Scene.ELSEWHERE)))),
    AUDIENCE_MISSING("The presentation is addressed to nobody.", Deed.signed(draft -> draft.without("aud"))),

    EXPIRED(
            "The presentation is of 20 minutes ago, and was good for two.",
            Deed.signed(draft -> draft.shifted(Duration.ofMinutes(-20)))),
    EXPIRY_MISSING("The presentation never expires.", Deed.signed(draft -> draft.without("exp"))),
    EXPIRY_IS_TEXT(
            "The presentation's exp is a number in quotes.",
            Deed.signed(draft -> draft.with("exp", String.valueOf(draft.claim("exp"))))),
    LIVES_A_YEAR("The presentation expires in a year.", Deed.signed(draft -> draft.lasting(Duration.ofDays(365)))),
    ISSUED_TOMORROW(
            "The presentation's iat is tomorrow.", Deed.signed((scene, draft) -> draft.with("iat", scene.tomorrow()))),
    NOT_YET_VALID(
            "The presentation's nbf is tomorrow.", Deed.signed((scene, draft) -> draft.with("nbf", scene.tomorrow()))),
    NEITHER_JTI_NOR_NONCE(
            "The presentation has nothing to be recognized by the second time.",
            Deed.signed(draft -> draft.without("jti").without("nonce"))),

    HOLDER_OF_ANOTHER(
            "The presentation's holder is the rogue.",
            Deed.signed((scene, draft) -> draft.with("vp/holder", scene.rogue().did()))),
    ISSUER_OF_ANOTHER(
            "The presentation's iss is the rogue.",
            Deed.signed((scene, draft) -> draft.with("iss", scene.rogue().did()))),
    SUBJECT_OF_ANOTHER(
            "The presentation's sub is the rogue.",
            Deed.signed((scene, draft) -> draft.with("sub", scene.rogue().did()))),

    TWO_CREDENTIALS(
            "The presentation has its credential twice.",
            Deed.signed(draft -> draft.with(
                    Presentation.CREDENTIALS,
                    List.of(Presentation.credential(draft), Presentation.credential(draft))))),
    NO_CREDENTIAL(
            "The presentation's list of credentials is empty.",
            Deed.signed(draft -> draft.with(Presentation.CREDENTIALS, List.of()))),
    CREDENTIAL_IS_AN_OBJECT(
            "The presentation's credential is the bare JSON object, without its issuer's signature.",
            Deed.signed(draft -> draft.with(Presentation.CREDENTIALS, List.of(Forgery.bare(draft))))),
    VP_MISSING("The presentation has no vp.", Deed.signed(draft -> draft.without("vp"))),
    WRONG_TOKEN_TYPE(
            "The presentation's typ is that of a proof to an issuer.",
            Deed.signed(draft -> draft.withHeader("typ", "openid4vci-proof+jwt"))),
    UNKNOWN_CRITICAL_HEADER(
            "The presentation has a critical header parameter nobody has heard of.", Deed.signed(Forgery::critical)),

    DUPLICATE_MEMBER("The presentation's vp is there twice.", Deed.rewritten(json -> Forgery.twice(json, "vp"))),
    DEEP("The presentation has 100,000 arrays in one another.", Deed.rewritten(Forgery::deep)),
    GIANT("The presentation has a claim of 1 MB.", Deed.signed(draft -> draft.with("padding", "A".repeat(1 << 20)))),
    NOT_A_JWT("The presentation is a sentence.", (_, _) -> Forgery.NO_JWT);

    private final String crime;

    @SuppressWarnings("ImmutableEnumChecker") // a deed has no state
    private final Deed<JwsDraft> deed;

    PresentationTampering(String crime, Deed<JwsDraft> deed) {
        this.crime = crime;
        this.deed = deed;
    }

    @Override
    public String crime() {
        return crime;
    }

    String commit(Scene scene, JwsDraft draft) {
        return deed.commit(scene, draft);
    }
}
