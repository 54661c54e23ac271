package dev.verifier.wallet.openid4vp;

import dev.verifier.wallet.CompactJws;
import dev.verifier.wallet.DidKey;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** OpenID4VP 1.0 §8.6, as far as a test needs it: what there is to object to in an answer to {@link Questioner}. */
final class Judge {
    private Judge() {}

    /** Empty if there is nothing. */
    static String objection(Map<String, String> form, String clientId) {
        if (!"state-1".equals(form.get("state"))) {
            return "state";
        }
        try {
            var answer = JsonMapper.shared().readValue(form.getOrDefault("vp_token", ""), Map.class);
            if (!(answer.get(Questioner.QUERY_ID) instanceof List<?> given)
                    || answer.size() != 1
                    || given.size() != 1) {
                return "vp_token";
            }
            return objection((String) given.getFirst(), clientId);
        } catch (RuntimeException e) {
            return "malformed";
        }
    }

    private static String objection(String presentation, String clientId) {
        var jws = CompactJws.parse(presentation);
        var claims = jws.claims();
        var holder = String.valueOf(claims.get("iss"));
        var vp = (Map<?, ?>) claims.getOrDefault("vp", Map.of());
        if (!(vp.get("verifiableCredential") instanceof List<?> credentials)) {
            return "vp";
        }
        var credential = CompactJws.parse((String) credentials.getFirst());
        if (!"ES256".equals(jws.header().get("alg")) || !holds(jws, holder)) {
            return "signature";
        }
        if (!holder.equals(credential.claims().get("sub"))) {
            return "holder";
        }
        if (!Questioner.NONCE.equals(claims.get("nonce"))) {
            return "nonce";
        }
        if (!clientId.equals(claims.get("aud"))) {
            return "aud";
        }
        long now = Questioner.AT.getEpochSecond();
        boolean alive = ((Number) claims.getOrDefault("exp", 0)).longValue() > now
                && ((Number) claims.getOrDefault("nbf", now)).longValue() <= now;
        return alive ? "" : "time";
    }

    private static boolean holds(CompactJws jws, String did) {
        try {
            var verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
            verifier.initVerify(DidKey.parse(did).publicKey());
            verifier.update(jws.signingInput());
            return verifier.verify(jws.signature());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
