package dev.verifier.server.profile;

import dev.verifier.credential.CredentialType;
import dev.verifier.server.configuration.FederationProperties;
import dev.verifier.server.configuration.VerifierProperties;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Whether what is asked for can be believed at all, by the configuration alone. An operator who wrote a profile meant it to be
 * answered; those that come with the server may wait for their anchors, so that a first start needs none. Immutable.
 *
 * @param configured names of the profiles that somebody wrote something about
 * @param profiles those in use
 * @param haveSource whether there is one source of trust for types that are asked for together
 * @param anchors trust anchors of federations whose keys are known
 */
public record ProfileSources(
        Set<String> configured,
        CredentialProfiles profiles,
        Predicate<Set<CredentialType>> haveSource,
        Set<String> anchors) {

    /** Of a configuration. */
    public static ProfileSources of(
            VerifierProperties properties, CredentialProfiles profiles, Predicate<Set<CredentialType>> haveSource) {
        var anchors = properties.trust().federation().values().stream()
                .map(FederationProperties::entityId)
                .collect(Collectors.toUnmodifiableSet());
        return new ProfileSources(
                ProfileReader.named(properties.openid4vp().profiles()), profiles, haveSource, anchors);
    }

    /** Throws where a profile that was configured could never be answered. */
    public void require() {
        for (var profile : profiles.all()) {
            if (configured.contains(profile.name()) && !types(profile).isEmpty()) {
                throw wrong(profile, why(profile));
            }
            for (var anchor : profile.federationAnchors()) {
                if (!anchors.contains(anchor)) {
                    throw wrong(
                            profile,
                            "asks for credentials of the federation of " + anchor
                                    + ", whose keys nobody configured: set entity-id and jwks under"
                                    + " verifier.trust.federation.<name>, or take it out of trusted_authorities");
                }
            }
        }
    }

    private static InvalidConfigurationPropertyValueException wrong(CredentialProfile profile, String why) {
        return new InvalidConfigurationPropertyValueException(ProfileNames.PREFIX + profile.name(), "(profile)", why);
    }

    /** What is to be said of the others: of those for people, since machines need not come. */
    public List<String> findings() {
        return profiles.all().stream()
                .filter(CredentialProfile::isForPeople)
                .filter(profile -> !configured.contains(profile.name()))
                .filter(profile -> !types(profile).isEmpty())
                .map(profile -> profile.name() + " " + why(profile))
                .toList();
    }

    private Set<CredentialType> types(CredentialProfile profile) {
        return profile.typesWithout(haveSource);
    }

    private String why(CredentialProfile profile) {
        var types = types(profile).stream().map(CredentialType::name).sorted().collect(Collectors.joining(", "));
        return "asks for " + types
                + ", which no source of trust, or more than one, is for: name them among the types of one of"
                + " verifier.trust.domains, set verifier.trust.anchors, or set " + ProfileNames.PREFIX + profile.name()
                + ".enabled to false";
    }
}
