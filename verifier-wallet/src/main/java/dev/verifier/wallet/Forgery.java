package dev.verifier.wallet;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The tricks that work on any JWS. */
final class Forgery {
    static final String NO_JWT = "this is not a JWT";
    static final String UNHEARD_OF = "urn:example:unheard-of";

    private static final int DEPTH = 100_000;

    private Forgery() {}

    /** RFC 7519 §6: an unsecured JWT. */
    static String unsigned(JwsDraft draft) {
        return CompactJws.unsigned(draft.withHeader("alg", "none")).toString();
    }

    static String stripped(String compact) {
        return CompactJws.parse(compact).withSignature(new byte[0]).toString();
    }

    /** RFC 8725 §2.1: the verifier's public knowledge as the key of an HMAC. */
    static String hmac(JwsDraft draft, byte[] key) {
        return CompactJws.unsigned(draft.withHeader("alg", "HS256"))
                .signed(input -> hmac(key, input))
                .toString();
    }

    /** A JWS over a payload text, signed by whoever would have signed the honest one. */
    static String rewritten(JwsDraft draft, UnaryOperator<String> payload, Signer signer) {
        return CompactJws.unsigned(Json.write(draft.header()), payload.apply(Json.write(draft.claims())))
                .signed(signer)
                .toString();
    }

    /** With an array in an array, a hundred thousand times over. */
    static String deep(String object) {
        return Json.append(object, "deep", "[".repeat(DEPTH) + "]".repeat(DEPTH));
    }

    /** RFC 7519 §4: a member once more, the same to the letter, so that nothing but its being there twice is wrong. */
    static String twice(String object, String name) {
        return Json.append(
                object,
                name,
                Json.write(Objects.requireNonNull(Json.read(object).get(name), name)));
    }

    /** RFC 7518 §3.4 wants the bare numbers; this is the ASN.1 that everybody else uses. */
    static String inDer(Scene scene, JwsDraft draft) {
        return CompactJws.unsigned(draft)
                .signed(input -> der(scene.machine().privateKey(), input))
                .toString();
    }

    /** RFC 7515 §4.1.3: a key for the reader to find in the header instead of where it knows it from. */
    static JwsDraft withTheRoguesKey(Scene scene, JwsDraft draft) {
        return draft.withoutHeader("kid").withHeader("jwk", scene.rogue().publicJwk());
    }

    /**
     * RFC 7515 §4.1.2, §4.1.5: a key for the reader to fetch.
     *
     * @param parameter jku or x5u
     */
    static JwsDraft withKeysAt(String parameter, Scene scene, JwsDraft draft) {
        return draft.withHeader(parameter, scene.trap().toString());
    }

    /** The machine's did, with the fragment that did:key gives the rogue's. */
    static String foreignFragment(Scene scene) {
        return scene.machine().did()
                + scene.rogue().keyId().substring(scene.rogue().did().length());
    }

    /** A presentation somebody else could have made, of a credential that is theirs. */
    static String ofAnotherMachine(Scene theirs) {
        var credential = theirs.issuer().sign(theirs.credential());
        return theirs.machine().sign(Presentation.draft(theirs, credential));
    }

    /** The presented credential out of its JWT, and so without its signature. */
    static Object bare(JwsDraft presentation) {
        var claims = CompactJws.parse(Presentation.credential(presentation)).claims();
        return claims.getOrDefault("vc", claims);
    }

    /** RFC 7515 §4.1.11: what the reader does not understand, and is told to. */
    static JwsDraft critical(JwsDraft draft) {
        return draft.withHeader("crit", List.of(UNHEARD_OF)).withHeader(UNHEARD_OF, true);
    }

    private static byte[] der(PrivateKey key, byte[] input) {
        try {
            var signer = Signature.getInstance("SHA256withECDSA");
            signer.initSign(key);
            signer.update(input);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK signs ECDSA", e);
        }
    }

    private static byte[] hmac(byte[] key, byte[] input) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            // RFC 2104 §2 pads a key with zeros, so a zero is the empty key, which the JDK would refuse.
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, "HmacSHA256"));
            return mac.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
