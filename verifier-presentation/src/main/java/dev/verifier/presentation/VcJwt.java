package dev.verifier.presentation;

import dev.verifier.credential.CredentialType;
import dev.verifier.credential.IssuerId;
import dev.verifier.credential.ValidityWindow;
import dev.verifier.jose.Claims;
import dev.verifier.rejection.RejectedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How a W3C credential lies in a JWT: its members, its names for the issuer, its dates. Stateless. */
final class VcJwt {

    /** What belongs to the JWT and not to the credential where both share the root (VC-JOSE-COSE §3.1.3). */
    private static final Set<String> REGISTERED =
            Set.of("iss", "sub", "aud", "iat", "nbf", "exp", "jti", "cnf", "status");

    private VcJwt() {}

    /** The credential object. A JWT that has one in {@code vc} and another at the root has none. */
    static Claims document(Claims envelope) throws RejectedException {
        if (!envelope.has("vc")) {
            return envelope.without(REGISTERED);
        }
        if (envelope.has("credentialSubject") || envelope.has("credentialStatus")) {
            throw envelope.malformed("vc");
        }
        return envelope.object("vc");
    }

    /** The types, and a look at the contexts: both are lists of names, and no context is ever fetched. */
    static List<CredentialType> types(Claims document) throws RejectedException {
        if (document.texts("@context").stream().anyMatch(String::isBlank)) {
            throw document.malformed("@context");
        }
        var names = document.texts("type");
        if (names.isEmpty() || names.stream().anyMatch(String::isBlank) || new HashSet<>(names).size() < names.size()) {
            throw document.malformed("type");
        }
        return names.stream().map(CredentialType::new).toList();
    }

    /**
     * Every name the credential gives its issuer: {@code iss}, {@code issuer} and what {@code issuer} says of itself. Inside
     * {@code vc} it need not be named again (VCDM 1.1 §6.3.1).
     */
    static List<IssuerId> issuers(Claims envelope, Claims document) throws RejectedException {
        var names = new ArrayList<String>();
        names.add(envelope.text("iss"));
        if (document.asMap().get("issuer") instanceof String name) {
            names.add(name);
        } else if (document.has("issuer") || !envelope.has("vc")) {
            var issuer = document.object("issuer");
            issuer.optionalText("id").ifPresent(names::add);
            issuer.optionalText("organizationIdentifier").ifPresent(names::add);
            if (names.size() == 1) {
                throw issuer.missing("id");
            }
        }
        var issuers = new ArrayList<IssuerId>();
        for (var name : names) {
            issuers.add(IssuerId.parse(name).orElseThrow(() -> document.malformed("issuer")));
        }
        return List.copyOf(issuers);
    }

    /** The time in which every date holds, those of the JWT and those of the credential; there must be an end. */
    static ValidityWindow window(Claims envelope, Claims document) throws RejectedException {
        var begins = new ArrayList<Instant>();
        var ends = new ArrayList<Instant>();
        for (var name : List.of("iat", "nbf")) {
            JwtDates.date(envelope, name).ifPresent(begins::add);
        }
        JwtDates.date(envelope, "exp").ifPresent(ends::add);
        for (var name : List.of("validFrom", "issuanceDate")) {
            document.optionalDateTime(name).ifPresent(begins::add);
        }
        for (var name : List.of("validUntil", "expirationDate")) {
            document.optionalDateTime(name).ifPresent(ends::add);
        }
        return new ValidityWindow(
                begins.stream().max(Instant::compareTo).orElse(Instant.MIN),
                ends.stream().min(Instant::compareTo).orElseThrow(() -> document.missing("validUntil")));
    }
}
