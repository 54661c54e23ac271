package dev.verifier.wallet;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** SD-JWT VCs that no verifier may believe, each for one reason. */
final class BadSdJwts {
    private static final int TOO_DEEP = 40;
    private static final int TOO_MANY = 201;

    private BadSdJwts() {}

    static Map<String, Object> status(long index) {
        return Json.object(entry(
                "status_list",
                Json.object(entry("idx", index), entry("uri", "https://issuer.acme.example/statuslists/1"))));
    }

    /** A digest at the root that stands for whatever comes behind a salt. */
    static IssuingDeed atTheRoot(Object... elements) {
        return IssuingDeed.concealed((scene, honest) -> {
            var disclosure = Disclosure.of(scene.random(), elements);
            var digests = new ArrayList<Object>(digests(honest));
            digests.add(disclosure.digest(Disclosure.SHA_256));
            return also(with(honest, "_sd", digests), disclosure);
        });
    }

    /** A digest in a list that stands for whatever comes behind a salt. */
    static IssuingDeed inAList(Object... elements) {
        return IssuingDeed.concealed((scene, honest) -> {
            var disclosure = Disclosure.of(scene.random(), elements);
            var place = Json.object(entry("...", disclosure.digest(Disclosure.SHA_256)));
            return also(with(honest, "list", List.of(place)), disclosure);
        });
    }

    /** A claim that is there, and in a disclosure with the same value. */
    static IssuingDeed overwriting(String claim) {
        return IssuingDeed.issued((scene, issuer, draft) -> {
            var full = draft.jwt().claims().containsKey(claim)
                    ? draft
                    : draft.with(claim, scene.machine().did());
            return atTheRoot(claim, full.jwt().claim(claim)).commit(scene, issuer, full);
        });
    }

    static SdJwtDraft.Concealed with(SdJwtDraft.Concealed honest, String claim, Object value) {
        return new SdJwtDraft.Concealed(honest.jwt().with(claim, value), honest.disclosures());
    }

    static SdJwtDraft.Concealed withADigestTwice(Scene scene, SdJwtDraft.Concealed honest) {
        var digest = Disclosure.digest(Disclosure.SHA_256, scene.uuid());
        return with(honest, "_sd", List.of(digest, digest));
    }

    static SdJwtDraft.Concealed deep(Scene scene, SdJwtDraft.Concealed honest) {
        var disclosures = new ArrayList<>(honest.disclosures());
        var innermost = Disclosure.of(scene.random(), "deep", true);
        for (int level = 0; level < TOO_DEEP; level++) {
            disclosures.add(innermost.text());
            var below = Json.object(entry("_sd", List.of(innermost.digest(Disclosure.SHA_256))));
            innermost = Disclosure.of(scene.random(), "deep", below);
        }
        disclosures.add(innermost.text());
        var digests = new ArrayList<Object>(digests(honest));
        digests.add(innermost.digest(Disclosure.SHA_256));
        return new SdJwtDraft.Concealed(honest.jwt().with("_sd", digests), disclosures);
    }

    static SdJwtDraft withMany(Scene scene, SdJwtDraft draft) {
        var numbers = new LinkedHashMap<String, Object>();
        for (int number = 0; number < TOO_MANY - draft.concealed().size(); number++) {
            numbers.put("n" + number, number);
        }
        var many = draft.with("many", numbers);
        for (var name : numbers.keySet()) {
            many = many.concealing("many", name);
        }
        return many;
    }

    /** What is concealed within something concealed, without that. */
    static SdJwt withoutTheOneAbove(Scene scene, SdJwtIssuer issuer, SdJwtDraft draft) {
        var nested = issuer.sign(draft.with("office", Json.object(entry("floor", 3)))
                .concealing("office", "floor")
                .concealing("office"));
        return withholding(nested, "office");
    }

    static SdJwt withoutItsEnd(Scene scene, SdJwtIssuer issuer, SdJwtDraft draft) {
        var over = draft.with("mandate/life_span", Json.object(entry("end_date_time", "2020-01-01T00:00:00Z")));
        return withholding(issuer.sign(over.concealing("mandate", "life_span")), "life_span");
    }

    static SdJwt withoutItsName(Scene scene, SdJwtIssuer issuer, SdJwtDraft draft) {
        var revoked = draft.with("jti", BadCredentials.REVOKED).without("status");
        return withholding(issuer.sign(revoked.concealing("jti")), "jti");
    }

    private static SdJwt withholding(SdJwt whole, String name) {
        return whole.with(whole.disclosures().stream()
                .filter(text -> !new Disclosure(text).name().equals(name))
                .toList());
    }

    static SdJwt promoted(Scene scene, SdJwtIssuer issuer, SdJwtDraft draft) {
        var honest = issuer.sign(draft);
        var jwt = CompactJws.parse(honest.jwt());
        var claims = new LinkedHashMap<>(jwt.claims());
        claims.put("mandate", Json.object());
        return new SdJwt(jwt.withPayload(Json.write(claims)).toString(), honest.disclosures(), "");
    }

    static SdJwt selfSigned(Scene scene, SdJwtDraft draft) {
        return under(CounterfeitSeals.selfSigned(scene, scene.seal()), scene, draft);
    }

    static SdJwt unrelated(Scene scene, SdJwtDraft draft) {
        var stranger = TestAuthority.create(scene.issuedAt(), scene.random());
        return under(scene.seal().certifiedBy(stranger), scene, draft);
    }

    static SdJwt unlisted(Scene scene, SdJwtDraft draft) {
        var other = scene.seal().authority().certify(scene.seal().keys(), TestIssuer.UNLISTED_ORGANIZATION);
        return under(other, scene, draft.with("iss", TestIssuer.UNLISTED_ORGANIZATION));
    }

    private static SdJwt under(Seal other, Scene scene, SdJwtDraft draft) {
        return new SdJwtIssuer(other, scene.random()).sign(draft.withHeader("x5c", other.x5c()));
    }

    private static SdJwtDraft.Concealed also(SdJwtDraft.Concealed honest, Disclosure one) {
        return new SdJwtDraft.Concealed(honest.jwt(), BadDisclosures.with(honest.disclosures(), one));
    }

    private static List<?> digests(SdJwtDraft.Concealed honest) {
        return honest.jwt().claims().get("_sd") instanceof List<?> digests ? digests : List.of();
    }
}
