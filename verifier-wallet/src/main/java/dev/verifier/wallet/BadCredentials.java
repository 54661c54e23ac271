package dev.verifier.wallet;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Map.entry;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Credentials that no verifier may believe, each for one reason. */
final class BadCredentials {
    static final String REVOKED = "urn:uuid:5e7a1c0e-dead-4bad-8bad-0123456789ab";
    static final String UNLISTED_DID = "did:elsi:" + TestIssuer.UNLISTED_ORGANIZATION;
    static final String ISSUER_ORGANIZATION = "issuer/organizationIdentifier";

    private static final String UNACCREDITED = "UniversityDegreeCredential";
    private static final int MANY = 50_000;

    private BadCredentials() {}

    static String edited(Scene scene, LearCredential draft) {
        var administration = Json.object(
                entry("type", "organization"),
                entry("domain", "EUDISTACK"),
                entry("function", "System"),
                entry("action", "Administration"));
        var mightier = draft.withBody("credentialSubject/mandate/power", List.of(administration));
        return CompactJws.parse(scene.issuer().sign(draft))
                .withPayload(Json.write(mightier.claims()))
                .toString();
    }

    static String hmac(Scene scene, LearCredential draft) {
        var pem = Pem.block("PUBLIC KEY", scene.seal().publicKey().getEncoded());
        return Forgery.hmac(draft.jwt(), pem.getBytes(US_ASCII));
    }

    static LearCredential ofAnotherKeyType(LearCredential draft) {
        var alg = String.valueOf(draft.header().get("alg"));
        return draft.withHeader("alg", alg.startsWith("RS") ? "ES256" : "RS256");
    }

    static String ofAnotherKey(Scene scene, LearCredential draft) {
        var kind = SealKey.like(scene.seal().publicKey());
        var other = scene.seal().authority().seal(scene.seal().organizationIdentifier(), kind);
        return other.signAsIs(draft.jwt());
    }

    static LearCredential withAnotherIss(Scene scene, LearCredential draft) {
        var iss = (String) draft.jwt().claim("iss");
        return draft.with("iss", iss.replace(scene.seal().organizationIdentifier(), TestIssuer.UNLISTED_ORGANIZATION));
    }

    static String ofAnUnlistedIssuer(Scene scene, LearCredential draft) {
        var other = another(scene, TestIssuer.UNLISTED_ORGANIZATION);
        return other.sign(issuedBy(other, scene, draft));
    }

    static String ofAnotherUnderTheTrustedIss(Scene scene, LearCredential draft) {
        var other = another(scene, TestIssuer.UNLISTED_ORGANIZATION);
        return other.sign(issuedBy(other, scene, draft).with("iss", draft.jwt().claim("iss")));
    }

    static String ofAnotherOverTheTrustedBody(Scene scene, LearCredential draft) {
        var other = another(scene, TestIssuer.UNLISTED_ORGANIZATION);
        return other.sign(
                withAnotherIss(scene, draft).withHeader("x5c", other.seal().x5c()));
    }

    static String ofASteeringIssuer(Scene scene, LearCredential draft) {
        var other = another(scene, "../" + scene.seal().organizationIdentifier() + "?q=#");
        return other.sign(issuedBy(other, scene, draft));
    }

    static String ofAnUnknownMandator(Scene scene, LearCredential draft) {
        var delegated = scene.issuer().onBehalfOf(TestIssuer.UNLISTED_ORGANIZATION);
        return delegated.sign(issuedBy(delegated, scene, draft));
    }

    static LearCredential withOneMoreType(LearCredential draft) {
        var types = types(draft);
        types.addLast(UNACCREDITED);
        return draft.withBody("type", types);
    }

    static LearCredential withOneMoreTypeFirst(LearCredential draft) {
        var types = types(draft);
        types.addFirst(UNACCREDITED);
        return draft.withBody("type", types);
    }

    static LearCredential withItsTypeTwice(LearCredential draft) {
        var types = types(draft);
        types.add(draft.version().type());
        return draft.withBody("type", types);
    }

    static String ofAnEmployee(Scene scene, LearCredential draft) {
        var version = draft.version().wrapped() ? LearVersion.E3 : LearVersion.E4;
        return scene.issuer().issue(version, Holder.employee(scene.machine()), scene.issuedAt());
    }

    static String withItsMandateOver(Scene scene, LearCredential draft) {
        var end = "credentialSubject/mandate/life_span/end_date_time";
        var first = scene.version().machine() ? LearVersion.M1 : LearVersion.E1;
        return scene.issuer().sign(scene.credential(first).withBody(end, hourAgo(scene)));
    }

    static LearCredential withoutEnd(LearCredential draft) {
        return draft.without("exp").withoutBody("validUntil").withoutBody("expirationDate");
    }

    static String hourAgo(Scene scene) {
        return text(scene.at().minus(Duration.ofHours(1)));
    }

    static String tomorrow(Scene scene) {
        return text(scene.at().plus(Duration.ofDays(1)));
    }

    static String withoutZone(Scene scene) {
        return tomorrow(scene).replace("Z", "");
    }

    static Map<String, Object> unreadableStatus() {
        return Json.object(
                entry("id", "https://issuer.acme.example/oracle#7"),
                entry("type", "CrystalBallEntry"),
                entry("statusPurpose", "revocation"),
                entry("statusListIndex", "7"),
                entry("statusListCredential", "https://issuer.acme.example/oracle"));
    }

    static Map<String, Object> wide() {
        var members = Json.object();
        for (int number = 0; number < MANY; number++) {
            members.put("m" + number, number);
        }
        return members;
    }

    static LearCredential withContext(LearCredential draft, Object entry) {
        var context = new ArrayList<Object>((List<?>) draft.bodyMember("@context"));
        context.add(entry);
        return draft.withBody("@context", context);
    }

    static String withAMemberTwice(Scene scene, LearCredential draft) {
        var name = draft.version().wrapped() ? "vc" : "type";
        return rewritten(json -> Forgery.twice(json, name)).commit(scene, draft);
    }

    /** A payload no mapper would write, under the honest seal. */
    static Deed<LearCredential> rewritten(UnaryOperator<String> payload) {
        return (scene, draft) -> Forgery.rewritten(draft.jwt(), payload, scene.seal()::signature);
    }

    private static TestIssuer another(Scene scene, String organization) {
        return scene.issuer()
                .under(scene.seal().authority().certify(scene.seal().keys(), organization));
    }

    private static LearCredential issuedBy(TestIssuer other, Scene scene, LearCredential draft) {
        return other.draft(draft.version(), scene.holder(draft.version()), scene.issuedAt());
    }

    private static List<Object> types(LearCredential draft) {
        return new ArrayList<>((List<?>) draft.bodyMember("type"));
    }

    private static String text(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
