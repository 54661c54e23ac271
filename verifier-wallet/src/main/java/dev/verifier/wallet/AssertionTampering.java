package dev.verifier.wallet;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Map.entry;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** Crimes on the client assertion (RFC 7523 §3), or on the form around it: the presentation in it is honest. */
public enum AssertionTampering implements Tampering {
    ALG_NONE("The assertion says alg none and has no signature.", (_, draft) -> Forgery.unsigned(draft)),
    SIGNATURE_STRIPPED(
            "The assertion's signature is cut off.",
            (scene, draft) -> Forgery.stripped(scene.machine().sign(draft))),
    SIGNED_BY_ANOTHER_KEY(
            "The assertion is signed by the rogue, and its kid names the machine.",
            Deed.signedByTheRogue((_, draft) -> draft)),
    HMAC_WITH_THE_DID(
            "The assertion is signed HS256, with the client's did for a secret.",
            (scene, draft) -> Forgery.hmac(draft, scene.machine().did().getBytes(US_ASCII))),
    HMAC_WITH_NOTHING(
            "The assertion is signed HS256, with an empty secret.", (_, draft) -> Forgery.hmac(draft, new byte[0])),
    DER_SIGNATURE("The assertion's signature is right, in DER.", Forgery::inDer),
    ZERO_SIGNATURE(
            "The assertion's signature is 64 zeros, which a careless curve accepts for anything.",
            (_, draft) -> CompactJws.unsigned(draft).withSignature(new byte[64]).toString()),

    EXPIRED(
            "The assertion is of 20 minutes ago, and was good for two.",
            Deed.signed(draft -> draft.shifted(Duration.ofMinutes(-20)))),
    EXPIRY_MISSING("The assertion never expires.", Deed.signed(draft -> draft.without("exp"))),
    LIVES_A_DECADE("The assertion expires in ten years.", Deed.signed(draft -> draft.lasting(Duration.ofDays(3650)))),
    NOT_YET_VALID(
            "The assertion's nbf is tomorrow.", Deed.signed((scene, draft) -> draft.with("nbf", scene.tomorrow()))),
    ISSUED_TOMORROW(
            "The assertion's iat is tomorrow.", Deed.signed((scene, draft) -> draft.with("iat", scene.tomorrow()))),
    ISSUED_IN_1970("The assertion's iat is zero.", Deed.signed(draft -> draft.with("iat", 0))),
    MILLISECONDS(
            "The assertion's dates are in milliseconds: tens of thousands of years ahead, unless the ecosystem's quirk is on.",
            Deed.signed(JwsDraft::inMilliseconds)),

    JTI_MISSING("The assertion has no jti.", Deed.signed(draft -> draft.without("jti"))),
    JTI_EMPTY("The assertion's jti is empty.", Deed.signed(draft -> draft.with("jti", ""))),
    JTI_IS_A_NUMBER("The assertion's jti is a number.", Deed.signed(draft -> draft.with("jti", 7))),
    JTI_OF_4_KB("The assertion's jti is 4 KB long.", Deed.signed(draft -> draft.with("jti", "j".repeat(4096)))),

    FOREIGN_AUDIENCE(
            "The assertion is addressed to another verifier.",
            Deed.signed(draft -> draft.with("aud", Scene.ELSEWHERE))),
    AUDIENCE_OF_INTROSPECTION(
            "The assertion is addressed to the introspection endpoint.",
            Deed.signed((scene, draft) -> draft.with("aud", scene.endpoint("/oidc/introspect")))),
    AUDIENCE_OF_PAR(
            "The assertion is addressed to the pushed authorization request endpoint.",
            Deed.signed((scene, draft) -> draft.with("aud", scene.endpoint("/oidc/par")))),
    AUDIENCE_NEAR_MISS(
            "The assertion's audience is the verifier but for a slash at the end.",
            Deed.signed((scene, draft) -> draft.with("aud", scene.nearMiss()))),
    TWO_AUDIENCES(
            "The assertion is addressed to the verifier, and to another.",
            Deed.signed((scene, draft) -> draft.with("aud", List.of(scene.audience(), Scene.ELSEWHERE)))),
    AUDIENCE_MISSING("The assertion is addressed to nobody.", Deed.signed(draft -> draft.without("aud"))),

    ISSUER_DIFFERS(
            "The assertion's iss is the rogue.",
            Deed.signed((scene, draft) -> draft.with("iss", scene.rogue().did()))),
    SUBJECT_DIFFERS(
            "The assertion's sub is the rogue.",
            Deed.signed((scene, draft) -> draft.with("sub", scene.rogue().did()))),
    ISSUER_MISSING("The assertion has no iss.", Deed.signed(draft -> draft.without("iss"))),
    SUBJECT_MISSING("The assertion has no sub.", Deed.signed(draft -> draft.without("sub"))),
    CLIENT_ID_DIFFERS(
            "The form's client_id is the rogue, and the assertion the machine's.",
            honest(),
            (scene, form) -> TokenForm.with(form, "client_id", scene.rogue().did())),

    WRONG_TOKEN_TYPE(
            "The assertion's typ is that of an authorization request.",
            Deed.signed(draft -> draft.withHeader("typ", "oauth-authz-req+jwt"))),
    KID_IS_A_PATH(
            "The assertion's kid climbs directories.", Deed.signed(draft -> draft.withHeader("kid", "../../keys"))),
    KID_IS_SQL("The assertion's kid speaks SQL.", Deed.signed(draft -> draft.withHeader("kid", "' OR 1=1--"))),
    KID_OF_ANOTHER(
            "The assertion is signed by the rogue, whom its kid names; all else names the machine.",
            Deed.signedByTheRogue(
                    (scene, draft) -> draft.withHeader("kid", scene.rogue().did()))),
    KID_WITH_A_FOREIGN_FRAGMENT(
            "The assertion's kid is the machine's did with the fragment of the rogue's.",
            Deed.signed((scene, draft) -> draft.withHeader("kid", Forgery.foreignFragment(scene)))),
    KEYS_BY_JKU(
            "The assertion is signed by the rogue, and its jku says the trap has the key.",
            Deed.signedByTheRogue((scene, draft) -> Forgery.withKeysAt("jku", scene, draft))),
    KEYS_BY_X5U(
            "The assertion is signed by the rogue, and its x5u says the trap has the key.",
            Deed.signedByTheRogue((scene, draft) -> Forgery.withKeysAt("x5u", scene, draft))),
    KEY_IN_THE_HEADER(
            "The assertion is signed by the rogue, whose key is its jwk header.",
            Deed.signedByTheRogue(Forgery::withTheRoguesKey)),
    UNKNOWN_CRITICAL_HEADER(
            "The assertion has a critical header parameter nobody has heard of.", Deed.signed(Forgery::critical)),

    DUPLICATE_MEMBER("The assertion's sub is there twice.", Deed.rewritten(json -> Forgery.twice(json, "sub"))),
    DEEP("The assertion has 100,000 arrays in one another.", Deed.rewritten(Forgery::deep)),
    GIANT("The assertion has a claim of 1 MB.", Deed.signed(draft -> draft.with("padding", "A".repeat(1 << 20)))),
    NOT_A_JWT("The assertion is a sentence.", (_, _) -> Forgery.NO_JWT),
    MISSING("The form has no assertion.", honest(), (_, form) -> TokenForm.without(form, "client_assertion")),
    OF_ANOTHER_TYPE(
            "The form says the assertion is SAML.",
            honest(),
            (_, form) -> TokenForm.with(
                    form, "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:saml2-bearer")),
    BESIDE_A_SECRET(
            "The form has a client_secret as well.",
            honest(),
            (_, form) -> TokenForm.with(form, "client_secret", "two-methods-at-once")),

    VP_TOKEN_MISSING("The assertion has no vp_token.", Deed.signed(draft -> draft.without(Assertion.VP_TOKEN))),
    VP_TOKEN_GARBAGE("The vp_token is %%%.", Deed.signed(draft -> draft.with(Assertion.VP_TOKEN, "%%%"))),
    VP_TOKEN_TWICE_ENCODED(
            "The vp_token is Base64 of Base64.",
            Deed.signed(draft -> draft.with(Assertion.VP_TOKEN, Assertion.base64(Assertion.vpToken(draft))))),
    VP_TOKEN_OF_5_MB(
            "The vp_token is 5 MB long.",
            Deed.signed(draft -> draft.with(Assertion.VP_TOKEN, "A".repeat(5 * (1 << 20))))),
    VP_TOKEN_IS_A_LIST(
            "The vp_token is a list of one.",
            Deed.signed(draft -> draft.with(Assertion.VP_TOKEN, List.of(Assertion.vpToken(draft))))),
    VP_TOKEN_IS_AN_OBJECT(
            "The vp_token is an object, as an answer to a query would be.",
            Deed.signed(draft ->
                    draft.with(Assertion.VP_TOKEN, Json.object(entry("lear", List.of(Assertion.vpToken(draft)))))));

    private static final Set<AssertionTampering> OF_THE_FORM =
            EnumSet.of(CLIENT_ID_DIFFERS, MISSING, OF_ANOTHER_TYPE, BESIDE_A_SECRET);

    private static final Set<AssertionTampering> OF_THE_VP_TOKEN =
            EnumSet.range(VP_TOKEN_MISSING, VP_TOKEN_IS_AN_OBJECT);

    private final String crime;

    @SuppressWarnings("ImmutableEnumChecker") // a deed has no state
    private final Deed<JwsDraft> deed;

    @SuppressWarnings("ImmutableEnumChecker")
    private final BiFunction<Scene, Map<String, String>, Map<String, String>> onForm;

    AssertionTampering(String crime, Deed<JwsDraft> deed) {
        this(crime, deed, (_, form) -> form);
    }

    AssertionTampering(
            String crime, Deed<JwsDraft> deed, BiFunction<Scene, Map<String, String>, Map<String, String>> onForm) {
        this.crime = crime;
        this.deed = deed;
        this.onForm = onForm;
    }

    @Override
    public String crime() {
        return crime;
    }

    /** Whether it is committed on the claim that only the longer form has. */
    boolean concernsVpToken() {
        return OF_THE_VP_TOKEN.contains(this);
    }

    /** Whether it is committed on the form, around an assertion that is honest. */
    boolean concernsForm() {
        return OF_THE_FORM.contains(this);
    }

    String commit(Scene scene, JwsDraft draft) {
        return deed.commit(scene, draft);
    }

    Map<String, String> form(Scene scene, Map<String, String> form) {
        return onForm.apply(scene, form);
    }

    private static Deed<JwsDraft> honest() {
        return (scene, draft) -> scene.machine().sign(draft);
    }
}
