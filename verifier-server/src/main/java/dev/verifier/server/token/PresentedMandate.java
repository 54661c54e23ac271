package dev.verifier.server.token;

import dev.verifier.credential.CredentialFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The power of attorney in a credential, as its issuer wrote it.
 *
 * @param members empty where the credential is none
 */
record PresentedMandate(Map<?, ?> members) {

    /** Where its accreditation was looked at: in a W3C credential at the subject, in an SD-JWT VC at the root, in an mdoc nowhere. */
    static PresentedMandate of(CredentialFormat format, Map<String, @Nullable Object> document) {
        Map<?, ?> holds = switch (format) {
            case JWT_VC_JSON -> document.get("credentialSubject") instanceof Map<?, ?> subject ? subject : Map.of();
            case DC_SD_JWT -> document;
            case MSO_MDOC -> Map.of();
        };
        return new PresentedMandate(holds.get("mandate") instanceof Map<?, ?> mandate ? mandate : Map.of());
    }

    /** By whom it is given. */
    Optional<String> organization() {
        return first(members.get("mandator"), "organization", "organizationIdentifier");
    }

    /** To whom, by e-mail address, which the issuer vouches for. */
    Optional<String> email() {
        return first(members.get("mandatee"), "email");
    }

    /** What it permits, a phrase for each power. */
    List<String> powers() {
        return members.get("power") instanceof List<?> powers
                ? powers.stream()
                        .map(power -> Stream.of(first(power, "function", "tmf_function"), action(power))
                                .flatMap(Optional::stream)
                                .collect(Collectors.joining(": ")))
                        .filter(phrase -> !phrase.isEmpty())
                        .toList()
                : List.of();
    }

    private static Optional<String> action(@Nullable Object power) {
        return power instanceof Map<?, ?> members
                        && Stream.of("action", "tmf_action")
                                        .map(members::get)
                                        .filter(List.class::isInstance)
                                        .findFirst()
                                        .orElse(null)
                                instanceof List<?> actions
                ? Optional.of(actions.stream().map(String::valueOf).collect(Collectors.joining(", ")))
                : first(power, "action", "tmf_action");
    }

    private static Optional<String> first(@Nullable Object object, String... names) {
        return object instanceof Map<?, ?> members
                ? Stream.of(names)
                        .map(members::get)
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .filter(value -> !value.isBlank())
                        .findFirst()
                : Optional.empty();
    }
}
