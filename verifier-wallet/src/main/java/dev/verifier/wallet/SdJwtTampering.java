package dev.verifier.wallet;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;

/** Crimes of an issuer of SD-JWT VCs, whose seal is genuine unless it is said otherwise, on what it signs and conceals (RFC 9901 §7.1). */
public enum SdJwtTampering implements Tampering {
    DISCLOSURE_MISSING_ABOVE(
            "An element of an address is disclosed, and the address is not.",
            IssuingDeed.issued(BadSdJwts::withoutTheOneAbove)),
    TWO_HUNDRED_AND_ONE_DISCLOSURES("There are 201 disclosures.", IssuingDeed.edited(BadSdJwts::withMany)),
    TYPE_JWT("The SD-JWT's typ is JWT.", IssuingDeed.edited((_, draft) -> draft.withHeader("typ", "JWT"))),
    TYPE_EXAMPLE(
            "The SD-JWT's typ is example+sd-jwt.",
            IssuingDeed.edited((_, draft) -> draft.withHeader("typ", "example+sd-jwt"))),
    TYPE_MISSING("The SD-JWT has no typ.", IssuingDeed.edited((_, draft) -> draft.withoutHeader("typ"))),
    TYPE_OF_DRAFTS(
            "The SD-JWT's typ is vc+sd-jwt.", IssuingDeed.edited((_, draft) -> draft.withHeader("typ", "vc+sd-jwt"))),
    SELF_SIGNED_CERTIFICATE(
            "The SD-JWT names the trusted issuer and shows a certificate that it signed itself.",
            IssuingDeed.sealed(BadSdJwts::selfSigned)),
    UNRELATED_AUTHORITY(
            "The SD-JWT names the trusted issuer and shows a chain of an authority nobody knows.",
            IssuingDeed.sealed(BadSdJwts::unrelated)),
    PAYLOAD_EDITED("The mandate is replaced after the credential was signed.", IssuingDeed.issued(BadSdJwts::promoted)),
    ISSUER_IS_ANOTHER(
            "The SD-JWT's iss is the DID of an organization that its certificate is not about.",
            IssuingDeed.edited((_, draft) -> draft.with("iss", BadCredentials.UNLISTED_DID))),
    ISSUER_IS_A_STRANGE_URL(
            "The SD-JWT's iss is a URL that its certificate does not name.",
            IssuingDeed.edited(
                    (scene, draft) -> draft.with("iss", scene.trap().toString().replace("http:", "https:")))),
    ISSUER_IS_UNLISTED("The issuer is genuine, and in nobody's list.", IssuingDeed.sealed(BadSdJwts::unlisted)),
    VCT_OF_NOBODY(
            "The SD-JWT's vct is one that nobody asked for.",
            IssuingDeed.edited((_, draft) -> draft.with("vct", "urn:example:vip"))),
    VCT_WITH_A_SLASH(
            "The SD-JWT's vct is the one asked for and a slash.",
            IssuingDeed.edited((_, draft) -> draft.with("vct", draft.jwt().claim("vct") + "/"))),
    VCT_AT_THE_TRAP(
            "The SD-JWT's vct is a URL at the trap.",
            IssuingDeed.edited((scene, draft) -> draft.with("vct", scene.trap().toString()))),
    VCT_MISSING("The SD-JWT has no vct.", IssuingDeed.edited((_, draft) -> draft.without("vct"))),

    ISS_CONCEALED("The SD-JWT's iss is a disclosure.", IssuingDeed.edited((_, draft) -> draft.concealing("iss"))),
    NBF_CONCEALED("The SD-JWT's nbf is a disclosure.", IssuingDeed.edited((_, draft) -> draft.concealing("nbf"))),
    EXP_CONCEALED("The SD-JWT's exp is a disclosure.", IssuingDeed.edited((_, draft) -> draft.concealing("exp"))),
    CNF_CONCEALED("The SD-JWT's cnf is a disclosure.", IssuingDeed.edited((_, draft) -> draft.concealing("cnf"))),
    VCT_CONCEALED("The SD-JWT's vct is a disclosure.", IssuingDeed.edited((_, draft) -> draft.concealing("vct"))),
    STATUS_CONCEALED(
            "The SD-JWT's status is a disclosure.",
            IssuingDeed.edited(
                    (_, draft) -> draft.with("status", BadSdJwts.status(7)).concealing("status"))),
    LIFE_SPAN_WITHHELD(
            "The mandate of the SD-JWT is over, which is a disclosure that is not shown.",
            IssuingDeed.issued(BadSdJwts::withoutItsEnd)),
    NAME_WITHHELD(
            "The SD-JWT's jti is the one a test may put on the list of revoked ones, which is a disclosure that is not shown.",
            IssuingDeed.issued(BadSdJwts::withoutItsName)),
    ISS_OVERWRITTEN("A disclosure says iss once more.", BadSdJwts.overwriting("iss")),
    SUB_OVERWRITTEN("A disclosure says sub once more.", BadSdJwts.overwriting("sub")),
    IAT_OVERWRITTEN("A disclosure says iat once more.", BadSdJwts.overwriting("iat")),
    NBF_OVERWRITTEN("A disclosure says nbf once more.", BadSdJwts.overwriting("nbf")),
    EXP_OVERWRITTEN("A disclosure says exp once more.", BadSdJwts.overwriting("exp")),
    CNF_OVERWRITTEN("A disclosure says cnf once more.", BadSdJwts.overwriting("cnf")),
    VCT_OVERWRITTEN("A disclosure says vct once more.", BadSdJwts.overwriting("vct")),
    MANDATE_OVERWRITTEN("A disclosure says mandate once more.", BadSdJwts.overwriting("mandate")),

    ALGORITHM_MD5("The SD-JWT's _sd_alg is md5.", IssuingDeed.edited((_, draft) -> draft.hashed("md5"))),
    ALGORITHM_SHA_1("The SD-JWT's _sd_alg is sha-1.", IssuingDeed.edited((_, draft) -> draft.hashed("sha-1"))),
    ALGORITHM_IN_CAPITALS(
            "The SD-JWT's _sd_alg is SHA-256.", IssuingDeed.edited((_, draft) -> draft.hashed("SHA-256"))),
    ALGORITHM_UNKNOWN("The SD-JWT's _sd_alg is nobody's.", IssuingDeed.edited((_, draft) -> draft.hashed("sha-257"))),
    ALGORITHM_IS_A_NUMBER(
            "The SD-JWT's _sd_alg is 256.", IssuingDeed.concealed((_, draft) -> BadSdJwts.with(draft, "_sd_alg", 256))),
    ELEMENT_AS_MEMBER("A disclosure of salt and value is where a member belongs.", BadSdJwts.atTheRoot("vip")),
    MEMBER_AS_ELEMENT(
            "A disclosure of salt, name and value is where an element belongs.", BadSdJwts.inAList("vip", true)),
    FOUR_ELEMENTS("A disclosure has four elements.", BadSdJwts.atTheRoot("vip", true, 1)),
    NAMED_SD("A disclosure is named _sd.", BadSdJwts.atTheRoot("_sd", List.of())),
    NAMED_DOTS("A disclosure is named with three dots.", BadSdJwts.atTheRoot("...", "x")),
    DIGEST_TWICE("A digest is there twice.", IssuingDeed.concealed(BadSdJwts::withADigestTwice)),
    DEEP("Disclosures are in disclosures, 40 deep.", IssuingDeed.concealed(BadSdJwts::deep)),

    NO_BINDING_KEY("The SD-JWT is bound to no key.", IssuingDeed.edited((_, draft) -> draft.without("cnf"))),
    BOUND_TO_TWO_KEYS(
            "The SD-JWT's cnf has the holder's key as jwk and the rogue's as kid.",
            IssuingDeed.edited(
                    (scene, draft) -> draft.with("cnf/kid", scene.rogue().did()))),
    BOUND_TO_A_PRIVATE_KEY(
            "The SD-JWT's cnf.jwk is the holder's key, private part included.",
            IssuingDeed.edited(
                    (scene, draft) -> draft.with("cnf/jwk", scene.machine().privateJwk()))),
    BOUND_TO_A_SECRET(
            "The SD-JWT's cnf.jwk is a symmetric key.",
            IssuingDeed.edited((_, draft) -> draft.with("cnf/jwk", BadBindings.secret()))),
    BOUND_TO_A_KEY_ELSEWHERE(
            "The SD-JWT's cnf has a jku at the trap beside the holder's key.",
            IssuingDeed.edited(
                    (scene, draft) -> draft.with("cnf/jku", scene.trap().toString()))),
    BOUND_TO_ANOTHER(
            "The SD-JWT is bound to the rogue's key.",
            IssuingDeed.edited((scene, draft) ->
                    draft.with("cnf", Json.object(entry("jwk", scene.rogue().publicJwk()))))),

    EXPIRED("The SD-JWT's exp is past.", IssuingDeed.edited((scene, draft) -> draft.with("exp", scene.now() - 3600))),
    NOT_YET_VALID(
            "The SD-JWT's nbf is tomorrow.", IssuingDeed.edited((scene, draft) -> draft.with("nbf", scene.tomorrow()))),
    ISSUED_TOMORROW(
            "The SD-JWT's iat is tomorrow.", IssuingDeed.edited((scene, draft) -> draft.with("iat", scene.tomorrow()))),
    EXPIRY_AS_TEXT(
            "The SD-JWT's exp is a text.",
            IssuingDeed.edited((scene, draft) -> draft.with("exp", "" + scene.tomorrow()))),
    WITHOUT_END("The SD-JWT has no exp.", IssuingDeed.edited((_, draft) -> draft.without("exp"))),
    REVOKED_ID(
            "The SD-JWT's jti is the one a test may put on the list of revoked ones.",
            IssuingDeed.edited((_, draft) -> draft.with("jti", BadCredentials.REVOKED))),
    STATUS_NOBODY_CAN_READ(
            "The SD-JWT's status is of a kind nobody has heard of.",
            IssuingDeed.edited((_, draft) -> draft.with("status", Json.object(entry("crystal_ball", Map.of()))))),
    STATUS_INDEX_NEGATIVE(
            "The SD-JWT's index in its status list is -1.",
            IssuingDeed.edited((_, draft) -> draft.with("status", BadSdJwts.status(-1))));

    private final String crime;

    @SuppressWarnings("ImmutableEnumChecker") // a deed has no state
    private final IssuingDeed deed;

    SdJwtTampering(String crime, IssuingDeed deed) {
        this.crime = crime;
        this.deed = deed;
    }

    @Override
    public String crime() {
        return crime;
    }

    /**
     * A credential of the same type, which nobody may believe.
     *
     * @param honest the one there is
     */
    String credential(Scene scene, SdJwt honest) {
        var type = SdJwtType.of(honest).orElse(SdJwtType.SE);
        var issuer = issuer(scene);
        var holder = type.machine() ? Holder.machine(scene.machine()) : Holder.employee(scene.machine());
        return deed.commit(scene, issuer, issuer.draft(type, holder, scene.issuedAt()))
                .toString();
    }

    /** The issuer in this scene, as one of SD-JWTs. */
    static SdJwtIssuer issuer(Scene scene) {
        return new SdJwtIssuer(scene.seal(), scene.random());
    }
}
