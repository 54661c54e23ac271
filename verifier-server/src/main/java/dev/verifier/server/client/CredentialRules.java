package dev.verifier.server.client;

import dev.verifier.server.list.YamlObject;
import dev.verifier.server.profile.CredentialProfiles;
import dev.verifier.server.profile.Requirements;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.OidcScopes;

/**
 * What a client may ask people to present, and as whom we ask them. Immutable.
 *
 * @param profiles names of the only profiles it may ask for, and first the one for requests whose scopes ask for none; empty where
 *     its scopes say what it may ask for
 * @param requirements what a credential must have to be let in at it, beside what its profile wants
 * @param identity of ours that wallets are asked under; null for the one of all others
 * @param transactionData types of what it may have people authorize with what they present (OpenID4VP 1.0 §8.4); empty for nothing
 */
public record CredentialRules(
        List<String> profiles,
        Requirements requirements,
        @Nullable String identity,
        Set<String> transactionData) {

    private static final List<String> ABOUT_PEOPLE = List.of(OidcScopes.OPENID, OidcScopes.PROFILE, OidcScopes.EMAIL);

    public CredentialRules {
        profiles = List.copyOf(profiles);
        transactionData = Set.copyOf(transactionData);
    }

    /** @param identities of ours, by their names */
    static CredentialRules of(YamlObject entry, CredentialProfiles known, Set<String> identities) {
        var profiles = entry.texts("profiles");
        for (var profile : profiles) {
            if (!known.namesForPeople().contains(profile)) {
                entry.error(
                        "profiles",
                        "\"" + profile + "\" is none of "
                                + known.namesForPeople().stream().sorted().toList()
                                + ", which people can be asked for here: see verifier.openid4vp.profiles");
            }
        }
        return new CredentialRules(
                profiles,
                entry.object("requirements").map(CredentialRules::requirements).orElse(Requirements.NONE),
                identity(entry, identities),
                Set.copyOf(entry.texts("transactionData")));
    }

    private static @Nullable String identity(YamlObject entry, Set<String> known) {
        var identity = entry.text("identity");
        if (identity.filter(name -> !known.contains(name)).isPresent()) {
            entry.error(
                    "identity",
                    "\"" + identity.get() + "\" is none of "
                            + known.stream().sorted().toList()
                            + ": configure verifier.openid4vp.identities." + identity.get()
                            + ", or leave it out to be known by the usual name");
        }
        return identity.orElse(null);
    }

    private static Requirements requirements(YamlObject entry) {
        entry.onlyHas(Requirements.FIELDS);
        var json = new LinkedHashMap<String, Object>();
        for (var field : List.of("types", "issuers")) {
            json.put(field, entry.texts(field));
        }
        for (var field : List.of("powers", "anyPower")) {
            var powers =
                    entry.objects(field).stream().map(CredentialRules::power).toList();
            if (!powers.isEmpty()) {
                json.put(field, powers);
            }
        }
        try {
            return Requirements.of(json);
        } catch (IllegalArgumentException e) {
            entry.error("requirements", String.valueOf(e.getMessage()));
            return Requirements.NONE;
        }
    }

    private static Map<String, Object> power(YamlObject power) {
        var json = new LinkedHashMap<String, Object>();
        for (var field : power.names()) {
            json.put(field, power.text(field).orElse(""));
        }
        return json;
    }

    /** The scopes that ask for them, where it has any, and those with which each of them is asked for. */
    Set<String> scopes(Set<String> registered, CredentialProfiles known) {
        var named = profiles.stream()
                .map(known::named)
                .flatMap(Optional::stream)
                .flatMap(profile -> profile.scopes().stream());
        var asks = !profiles.isEmpty() || known.scopes().stream().anyMatch(registered::contains);
        return Stream.concat(named, asks ? ABOUT_PEOPLE.stream() : Stream.empty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
