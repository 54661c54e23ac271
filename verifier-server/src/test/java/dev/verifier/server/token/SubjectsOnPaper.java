package dev.verifier.server.token;

import dev.verifier.credential.CredentialFormat;
import dev.verifier.server.audit.VerifierEvent.Evidence;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Somebody of whom only what is written down is known. */
public final class SubjectsOnPaper {

    private static final List<String> TYPES = List.of("urn:eudi:pid:1");

    private SubjectsOnPaper() {}

    /** With these claims, until then. */
    public static PresentedSubject with(Map<String, @Nullable Object> claims, Instant until) {
        return new PresentedSubject(
                "did:key:zAnn",
                TYPES,
                claims,
                until,
                new Evidence("did:key:zAnn", "https://pid.example", TYPES, null, null, null),
                new PresentedSubject.Basis(Set.of(), null, "anchor", until, null, null),
                CredentialFormat.DC_SD_JWT,
                List.of(),
                Set.of());
    }
}
