package dev.verifier.presentation;

import dev.verifier.cose.Cbor;
import dev.verifier.cose.CoseKey;
import dev.verifier.jose.PublicJwk;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The key that the issuer of an mdoc bound it to, and what that may sign by itself (ISO/IEC 18013-5 §9.1.2.4, DeviceKeyInfo).
 *
 * @param key with which the presenter proves to be the holder
 * @param nameSpaces in which it may sign whatever it likes
 * @param elements which it may sign in other name spaces
 */
record DeviceKey(PublicJwk key, Set<String> nameSpaces, Map<String, Set<String>> elements) {

    static DeviceKey read(Cbor info) throws RejectedException {
        var nameSpaces = new HashSet<String>();
        var elements = new HashMap<String, Set<String>>();
        var authorizations = info.optional("keyAuthorizations");
        if (authorizations.isPresent()) {
            var whole = authorizations.get().optional("nameSpaces");
            if (whole.isPresent()) {
                nameSpaces.addAll(texts(whole.get()));
            }
            var some = authorizations.get().optional("dataElements");
            if (some.isPresent()) {
                for (var nameSpace : some.get().members().entrySet()) {
                    elements.put(nameSpace.getKey(), texts(nameSpace.getValue()));
                }
            }
        }
        return new DeviceKey(CoseKey.of(info.member("deviceKey")), nameSpaces, elements);
    }

    /** Refuses what the device signed and may not: it is nobody's word but the device's, and goes nowhere. */
    void require(Cbor deviceNameSpaces) throws RejectedException {
        for (var nameSpace : deviceNameSpaces.members().entrySet()) {
            var name = nameSpace.getKey();
            var signed = nameSpace.getValue().members().keySet();
            if (!nameSpaces.contains(name)
                    && !elements.getOrDefault(name, Set.of()).containsAll(signed)) {
                throw new RejectedException(new Rejection.DeviceElementsNotAuthorized(name));
            }
            if (signed.isEmpty()) {
                throw nameSpace.getValue().malformed();
            }
        }
    }

    private static Set<String> texts(Cbor list) throws RejectedException {
        var texts = new HashSet<String>();
        for (var element : list.elements()) {
            texts.add(element.text());
        }
        return texts;
    }
}
