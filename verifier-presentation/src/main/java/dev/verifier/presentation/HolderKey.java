package dev.verifier.presentation;

import dev.verifier.did.Did;
import dev.verifier.did.KeyDids;
import dev.verifier.jose.Claims;
import dev.verifier.jose.PublicJwk;
import dev.verifier.mandate.Mandate;
import dev.verifier.mandate.Mandate.Mandatee;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The key a credential is bound to (RFC 7800 §3), from every place where its issuer may have written it: {@code cnf.jwk},
 * {@code cnf.kid}, the mandatee, the subject. Where there are several they must mean one key. Stateless.
 */
final class HolderKey {

    private HolderKey() {}

    static PublicJwk of(W3cCredential issued) throws RejectedException {
        return one(keys(issued));
    }

    /** An SD-JWT VC is bound by {@code cnf} alone (SD-JWT VC §3.2.2.2); did:keys elsewhere in it must only not contradict. */
    static PublicJwk of(SdJwtVc issued) throws RejectedException {
        var confirmation = issued.claims().optionalObject("cnf");
        if (confirmation.isEmpty()) {
            throw new RejectedException(new Rejection.HolderKeyMissing());
        }
        var keys = confirmed(confirmation.get());
        var names = new ArrayList<Optional<String>>();
        names.add(Optional.ofNullable(issued.mandate()).map(Mandate::mandatee).map(Mandatee::id));
        names.add(issued.claims().optionalText("sub"));
        for (var name : names.stream()
                .flatMap(Optional::stream)
                .filter(HolderKey::isKey)
                .toList()) {
            keys.add(KeyDids.resolve(Did.parse(name)));
        }
        return one(keys);
    }

    private static boolean isKey(String name) {
        return name.startsWith("did:key:") || name.startsWith("did:jwk:");
    }

    private static PublicJwk one(List<PublicJwk> keys) throws RejectedException {
        if (keys.isEmpty()) {
            throw new RejectedException(new Rejection.HolderKeyMissing());
        }
        if (keys.stream().distinct().count() > 1) {
            throw new RejectedException(new Rejection.HolderKeysDisagree());
        }
        return keys.getFirst();
    }

    private static List<PublicJwk> keys(W3cCredential issued) throws RejectedException {
        var keys = new ArrayList<PublicJwk>();
        var confirmation = issued.envelope().optionalObject("cnf");
        if (confirmation.isPresent()) {
            keys.addAll(confirmed(confirmation.get()));
        }
        var names = new ArrayList<Optional<String>>();
        names.add(Optional.ofNullable(issued.mandate()).map(Mandate::mandatee).map(Mandatee::id));
        names.add(issued.document().object("credentialSubject").optionalText("id"));
        names.add(issued.envelope().optionalText("sub"));
        for (var name :
                names.stream().flatMap(Optional::stream).filter(Did::isDid).toList()) {
            keys.add(KeyDids.resolve(Did.parse(name)));
        }
        return keys;
    }

    /** A {@code cnf} that names no key we can hold in our hands binds to nobody, whatever else the credential says. */
    private static List<PublicJwk> confirmed(Claims confirmation) throws RejectedException {
        // RFC 7800 §3: one key; another one that would have to be fetched or decrypted might be the one that is meant.
        if (confirmation.has("jku") || confirmation.has("jwe")) {
            throw new RejectedException(new Rejection.HolderKeyMissing());
        }
        var keys = new ArrayList<PublicJwk>();
        var jwk = confirmation.optionalObject("jwk");
        if (jwk.isPresent()) {
            keys.add(PublicJwk.of(jwk.get()));
        }
        var kid = confirmation.optionalText("kid");
        if (kid.isPresent() && Did.isDid(kid.get())) {
            keys.add(KeyDids.resolve(Did.parse(kid.get())));
        } else if (kid.isPresent()
                && (keys.isEmpty() || !kid.get().equals(keys.getFirst().thumbprint()))) {
            throw new RejectedException(new Rejection.HolderKeyMissing());
        }
        if (keys.isEmpty()) {
            throw new RejectedException(new Rejection.HolderKeyMissing());
        }
        return keys;
    }
}
