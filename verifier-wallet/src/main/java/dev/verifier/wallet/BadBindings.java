package dev.verifier.wallet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;

import java.util.Map;
import java.util.function.Function;

/** Holder bindings (RFC 7800 §3, the mandatee's id, the subject's) that bind to nobody, to two, or to what is no public key. */
final class BadBindings {
    private static final String SUBJECT = "credentialSubject/id";
    private static final String MANDATEE = "credentialSubject/mandate/mandatee/id";

    private BadBindings() {}

    /** The honest credential with this {@code cnf} claim. */
    static Deed<LearCredential> confirming(Function<Scene, Map<String, Object>> cnf) {
        return Deed.sealed((scene, draft) -> draft.with("cnf", cnf.apply(scene)));
    }

    static LearCredential none(LearCredential draft) {
        return draft.without("cnf").without("sub").withoutBody(SUBJECT).withoutBody(MANDATEE);
    }

    /** Bound to this DID, and to nothing else. */
    static LearCredential to(String did, LearCredential draft) {
        return none(draft).with("sub", did).withBody(MANDATEE, did);
    }

    /** did:web, Read: whoever resolves it calls the trap. */
    static String didWeb(Scene scene) {
        return "did:web:" + scene.trap().getRawAuthority().replace(":", "%3A");
    }

    static String didJwk(Scene scene) {
        return "did:jwk:" + CompactJws.encode(scene.machine().toJwk().getBytes(UTF_8));
    }

    /** RFC 7518 §6.4. */
    static Map<String, Object> secret() {
        return Json.object(
                entry("kty", "oct"), entry("k", CompactJws.encode("a secret everybody can read here".getBytes(UTF_8))));
    }

    /** RFC 8812 §3.1, with the curve's generator (SEC 2 §2.4.1) for a key. */
    static Map<String, Object> onSecp256k1() {
        return Json.object(
                entry("kty", "EC"),
                entry("crv", "secp256k1"),
                entry("x", "eb5mfvncu6xVoGKVzocLBwKb_NstzijZWfKBWxb4F5g"),
                entry("y", "SDradyajxGVdpPv8DhEIqP0XtEimhVQZnEfQj_sQ1Lg"));
    }
}
