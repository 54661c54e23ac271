package dev.verifier.wallet;

import static java.util.Map.entry;

import java.util.List;

/** Presentation Exchange 2.0 §6, as the legacy wallet writes it: one presentation with one credential. OpenID4VP 1.0 has no use for it. */
final class PresentationSubmission {
    static final String OF_ONE = Json.write(Json.object(
            entry("id", "CustomerPresentationSubmission"),
            entry("definition_id", "CustomerPresentationDefinition"),
            entry(
                    "descriptor_map",
                    List.of(Json.object(
                            entry("id", "presentation"),
                            entry("format", "jwt_vp"),
                            entry("path", "$"),
                            entry(
                                    "path_nested",
                                    Json.object(
                                            entry("id", "credential"),
                                            entry("format", "jwt_vc"),
                                            entry("path", "$.verifiableCredential[0]"))))))));

    private PresentationSubmission() {}
}
