package dev.verifier.wallet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A crime on a list of trusted entities: exactly one thing is wrong with a list that would be believed otherwise. Commit it with
 * {@link TrustedListDraft#tampered}.
 */
public enum TrustedListTampering {
    ALG_NONE("The list says alg none and has no signature.", (draft, _, _) -> Forgery.unsigned(draft.jwt())),
    SIGNATURE_STRIPPED(
            "The list's signature is cut off.", (draft, operator, _) -> Forgery.stripped(draft.signedBy(operator))),
    PAYLOAD_EDITED(
            "The list was edited after it was signed.",
            (draft, operator, _) -> CompactJws.parse(draft.signedBy(operator))
                    .withPayload(Json.write(
                            edited(draft, "SchemeTerritory", "XX").jwt().claims()))
                    .toString()),
    SIGNED_BY_ANOTHER(
            "The list shows the operator's certificate, and somebody else signed it.",
            (draft, operator, rogue) -> rogue.signAsIs(operator.heading(draft.jwt()))),
    OF_ANOTHER_OPERATOR(
            "Somebody signed the list who is trusted for something else.", (draft, _, rogue) -> draft.signedBy(rogue)),
    HMAC_WITH_THE_CERTIFICATE(
            "The list is signed HS256, with the operator's certificate for a secret.",
            (draft, operator, _) -> Forgery.hmac(
                    operator.heading(draft.jwt()), operator.chainPem().getBytes(UTF_8))),
    CHAIN_MISSING(
            "The list has no x5c.",
            (draft, operator, _) ->
                    operator.signAsIs(operator.heading(draft.jwt()).withoutHeader("x5c"))),
    CHAIN_BY_X5U(
            "The list says where its certificate is.",
            header(draft -> draft.withHeader("x5u", "https://certificates.example"))),
    UNKNOWN_CRITICAL_HEADER("The list has a critical header parameter nobody has heard of.", header(Forgery::critical)),
    TYPE_OF_A_CREDENTIAL("The list's typ is vc+jwt.", header(draft -> draft.withHeader("typ", "vc+jwt"))),

    OF_ANOTHER_KIND(
            "The operator signed a list of another kind.",
            lie(draft -> edited(draft, "LoTEType", "http://uri.etsi.org/19602/LoTEType/EUWalletProvidersList"))),
    OF_NO_KIND("The list does not say of which kind it is.", lie(draft -> without(draft, "LoTEType"))),
    OF_ANOTHER_VERSION("The list is of version 2.", lie(draft -> edited(draft, "LoTEVersionIdentifier", 2))),
    OF_TOMORROW(
            "The list is issued in a hundred years.",
            lie(draft -> edited(draft, "ListIssueDateTime", "2126-01-01T00:00:00Z"))),
    WITHOUT_END("The list has no NextUpdate.", lie(draft -> without(draft, "NextUpdate"))),
    ENDS_BEFORE_IT_BEGINS(
            "The list's NextUpdate is before its issue.",
            lie(draft -> edited(draft, "NextUpdate", "2000-01-01T00:00:00Z"))),
    END_WITHOUT_ZONE(
            "The list's NextUpdate has no offset.", lie(draft -> edited(draft, "NextUpdate", "2126-01-01T00:00:00"))),
    WITHOUT_SEQUENCE("The list has no sequence number.", lie(draft -> without(draft, "LoTESequenceNumber"))),
    SEQUENCE_OF_ZERO("The list's sequence number is zero.", lie(draft -> edited(draft, "LoTESequenceNumber", 0))),
    SEQUENCE_IS_A_TEXT("The list's sequence number is a text.", lie(draft -> edited(draft, "LoTESequenceNumber", "7"))),
    SEQUENCE_BEYOND_COUNT(
            "The list's sequence number is 1e300.", lie(draft -> edited(draft, "LoTESequenceNumber", 1e300))),

    WRAPPED(
            "The list is a text inside of another one.",
            (draft, operator, _) -> operator.sign(Map.of("typ", "JOSE"), Map.of("LoTE", draft.signedBy(operator)))),
    IN_JSON_SERIALIZATION(
            "The list is a JWS in JSON serialization, with a second payload beside the signed one.",
            (draft, operator, _) -> {
                var honest = CompactJws.parse(draft.signedBy(operator));
                return Json.write(Map.of(
                        "payload",
                        honest.payloadPart(),
                        "protected",
                        honest.headerPart(),
                        "signature",
                        honest.signaturePart()));
            }),
    UNSIGNED_JSON(
            "The list is bare JSON.", (draft, _, _) -> Json.write(draft.jwt().claims())),
    DUPLICATE_MEMBER(
            "The list is there twice.",
            (draft, operator, _) -> Forgery.rewritten(
                    operator.heading(draft.jwt()), json -> Forgery.twice(json, "LoTE"), operator::signature));

    private final String crime;

    @SuppressWarnings("ImmutableEnumChecker") // a deed has no state
    private final Commission commission;

    TrustedListTampering(String crime, Commission commission) {
        this.crime = crime;
        this.commission = commission;
    }

    /** One sentence: what is done. */
    public String crime() {
        return crime;
    }

    String commit(TrustedListDraft draft, Seal operator, Seal rogue) {
        return commission.commit(draft, operator, rogue);
    }

    /** What is done with an honest draft, by whoever has the operator's key or has not. */
    @FunctionalInterface
    private interface Commission {
        String commit(TrustedListDraft draft, Seal operator, Seal rogue);
    }

    private static Commission lie(UnaryOperator<TrustedListDraft> change) {
        return (draft, operator, _) -> change.apply(draft).signedBy(operator);
    }

    private static Commission header(UnaryOperator<JwsDraft> change) {
        return (draft, operator, _) -> operator.signAsIs(change.apply(operator.heading(draft.jwt())));
    }

    private static TrustedListDraft edited(TrustedListDraft draft, String member, Object value) {
        return new TrustedListDraft(draft.jwt().with(TrustedListDraft.SCHEME + member, value));
    }

    private static TrustedListDraft without(TrustedListDraft draft, String member) {
        return new TrustedListDraft(draft.jwt().without(TrustedListDraft.SCHEME + member));
    }
}
