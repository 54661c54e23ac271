package dev.verifier.sample.office;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who has signed in, by the ID token; the mandate is in the credential, which the ID token has as text.
 *
 * @param organisation for whom they act
 * @param powers what they may do there
 */
record Person(String name, @Nullable String email, String organisation, List<String> powers) {

    private static final JsonMapper JSON = JsonMapper.shared();

    static Person of(OidcUser user) {
        var credential = user.getClaimAsString("vc_json");
        var mandate = (credential == null ? JSON.missingNode() : JSON.readTree(credential))
                .path("credentialSubject")
                .path("mandate");
        var mandator = mandate.path("mandator");
        return new Person(
                Objects.requireNonNullElse(user.getFullName(), user.getName()),
                user.getEmail(),
                either(mandator, "organization", "organizationIdentifier").asString("nobody but yourself"),
                StreamSupport.stream(mandate.path("power").spliterator(), false)
                        .map(Person::power)
                        .toList());
    }

    private static String power(JsonNode power) {
        var action = either(power, "action", "tmf_action");
        var actions = (action.isArray() ? StreamSupport.stream(action.spliterator(), false) : Stream.of(action))
                .map(JsonNode::asString)
                .collect(Collectors.joining(", "));
        return actions + " – " + either(power, "function", "tmf_function").asString("");
    }

    /** Credentials of the first generation have other names for some members. */
    private static JsonNode either(JsonNode node, String name, String otherName) {
        return node.has(name) ? node.get(name) : node.path(otherName);
    }
}
