package dev.verifier.server.client;

import dev.verifier.server.list.YamlObject;
import dev.verifier.server.profile.CredentialProfiles;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.oauth2.core.oidc.OidcScopes;

/**
 * What a client may ask people to present. Immutable.
 *
 * @param profiles names of the only profiles it may ask for, and first the one for requests whose scopes ask for none; empty where
 *     its scopes say what it may ask for
 */
public record CredentialRules(List<String> profiles) {

    private static final List<String> ABOUT_PEOPLE = List.of(OidcScopes.OPENID, OidcScopes.PROFILE, OidcScopes.EMAIL);

    public CredentialRules {
        profiles = List.copyOf(profiles);
    }

    static CredentialRules of(YamlObject entry, CredentialProfiles known) {
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
        return new CredentialRules(profiles);
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
