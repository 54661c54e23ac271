package dev.verifier.server.token;

import dev.verifier.credential.CredentialFormat;
import dev.verifier.dcql.CredentialQuery;
import dev.verifier.server.profile.CredentialProfile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.core.oidc.StandardClaimNames;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a client is told of a person: what the profiles that its scopes ask for pass on, and with {@code profile} and {@code email} what
 * OpenID Connect Core §5.4 means by these. Where a profile passes on the credential itself, the ecosystem's readers find it as the text
 * {@code vc_json} too.
 *
 * @param subject what was presented, perhaps more than is asked for now
 * @param asked the profiles that are asked for
 * @param scopes of the request
 */
public record PersonClaims(PresentedSubject subject, List<CredentialProfile> asked, Set<String> scopes) {

    private static final Set<String> PROFILE = Set.of(
            "name",
            "family_name",
            "given_name",
            "middle_name",
            "nickname",
            "preferred_username",
            "profile",
            "picture",
            "website",
            "gender",
            "birthdate",
            "zoneinfo",
            "locale");
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * A credential that is passed on.
     *
     * @param document of what it says that which was asked for
     */
    record Whole(PresentedSubject credential, Map<String, @Nullable Object> document) {

        /** What an SD-JWT VC says of itself and not of its subject. */
        private static final Set<String> ENVELOPE =
                Set.of("iss", "iat", "nbf", "exp", "jti", "vct", "vct#integrity", "status", "cnf", "_sd_alg");

        /** As readers of {@code vc} know it, whatever its format. */
        Map<String, @Nullable Object> vc() {
            if (document.containsKey("type") && credential.format() == CredentialFormat.JWT_VC_JSON) {
                return document;
            }
            var vc = new LinkedHashMap<String, @Nullable Object>();
            vc.put("type", credential.types());
            vc.put("issuer", credential.evidence().issuer());
            vc.put("validUntil", credential.validUntil().toString());
            vc.put("credentialSubject", subject());
            return vc;
        }

        /** What it says of its subject. */
        Map<String, @Nullable Object> subject() {
            if (credential.format() == CredentialFormat.JWT_VC_JSON) {
                var members = new LinkedHashMap<String, @Nullable Object>();
                if (document.get("credentialSubject") instanceof Map<?, ?> of) {
                    of.forEach((name, value) -> members.put(String.valueOf(name), value));
                }
                return members;
            }
            var subject = new LinkedHashMap<String, @Nullable Object>(document);
            subject.keySet().removeAll(ENVELOPE);
            return subject;
        }

        PresentedMandate mandate() {
            return PresentedMandate.of(credential.format(), document);
        }
    }

    /** The type of the credential by which the person is known. */
    String credentialType() {
        return asked.stream()
                .flatMap(this::answers)
                .findFirst()
                .orElse(subject)
                .types()
                .getFirst();
    }

    /** The credential itself, where the scopes ask for it and the profile passes it on. */
    Optional<Whole> whole() {
        return asked.stream()
                .filter(profile -> profile.credential() && profile.isAskedBy(scopes))
                .flatMap(this::wholes)
                .findFirst();
    }

    private Stream<Whole> wholes(CredentialProfile profile) {
        return profile.query().credentials().stream()
                .flatMap(query ->
                        answers(query).map(each -> new Whole(each, profile.excerpt(query, each.credential()))));
    }

    /** @param withCredential whether the credential itself may be told, and with it the holder's identifier */
    Map<String, Object> claims(boolean withCredential) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("credential_type", credentialType());
        claims.putAll(told());
        var whole = whole();
        if (whole.flatMap(it -> it.mandate().email())
                .filter(email -> email.equals(claims.get(StandardClaimNames.EMAIL)))
                .isPresent()) {
            // Its readers expect it, and know by whom: the issuer. OpenID Connect Core §5.1 means that we had
            // verified it.
            claims.put(StandardClaimNames.EMAIL_VERIFIED, true);
        }
        if (withCredential) {
            whole.ifPresent(it -> claims.put("vc_json", JSON.writeValueAsString(it.vc())));
        }
        return claims;
    }

    /** What a person who is asked whether they agree has to know: all that is told, by its names, for people. */
    public Map<String, String> shown() {
        var shown = new LinkedHashMap<String, String>();
        var told = told();
        if (told.containsKey(StandardClaimNames.NAME)) {
            told.remove(StandardClaimNames.GIVEN_NAME);
            told.remove(StandardClaimNames.FAMILY_NAME);
        }
        told.forEach(
                (name, value) -> shown.put(name, value instanceof String text ? text : JSON.writeValueAsString(value)));
        whole().map(Whole::mandate).ifPresent(mandate -> {
            mandate.organization().ifPresent(organization -> shown.put("organisation", organization));
            if (!mandate.powers().isEmpty()) {
                shown.put("powers", String.join(", ", mandate.powers()));
            }
        });
        return shown;
    }

    private Map<String, Object> told() {
        var claims = new LinkedHashMap<String, Object>();
        for (var profile : asked) {
            for (var name : profile.claims().keySet()) {
                if (isTold(profile, name)) {
                    profile.query().credentials().stream()
                            .flatMap(query -> answers(query)
                                    .flatMap(each -> profile.claim(name, query, each.credential()).stream()))
                            .filter(value -> !PROFILE.contains(name) || value instanceof String)
                            .findFirst()
                            .ifPresent(value -> claims.putIfAbsent(name, value));
                }
            }
        }
        return named(claims);
    }

    /** With the whole name in front, where its parts are there and it is not. */
    private static Map<String, Object> named(Map<String, Object> claims) {
        var name = Stream.of(StandardClaimNames.GIVEN_NAME, StandardClaimNames.FAMILY_NAME)
                .map(claims::get)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .collect(Collectors.joining(" "));
        var named = new LinkedHashMap<String, Object>();
        if (!name.isEmpty()) {
            named.put(StandardClaimNames.NAME, name);
        }
        named.putAll(claims);
        return named;
    }

    private boolean isTold(CredentialProfile profile, String name) {
        return profile.isAskedBy(scopes)
                || (scopes.contains(OidcScopes.PROFILE) && PROFILE.contains(name))
                || (scopes.contains(OidcScopes.EMAIL) && name.equals(StandardClaimNames.EMAIL));
    }

    private Stream<PresentedSubject> answers(CredentialProfile profile) {
        return profile.query().credentials().stream().flatMap(this::answers);
    }

    private Stream<PresentedSubject> answers(CredentialQuery query) {
        return subject.all().stream().filter(each -> each.answers(query));
    }
}
