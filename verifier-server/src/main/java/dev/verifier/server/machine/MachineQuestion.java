package dev.verifier.server.machine;

import dev.verifier.jose.Audiences;
import dev.verifier.presentation.PresentationRequest;
import dev.verifier.server.compatibility.Tolerance;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.profile.CredentialProfiles;

/** What a machine is asked to present with its assertion. */
public final class MachineQuestion {

    private MachineQuestion() {}

    /** The profile of machines, addressed to the issuer or the token endpoint. */
    public static PresentationRequest of(CredentialProfiles profiles, Surface surface, Tolerance tolerance) {
        return new PresentationRequest(
                profiles.ofMachines().query(),
                tolerance.presentationAudience(new Audiences(surface.tokenAudiences(), true)),
                tolerance.freshness(),
                tolerance.presentationId());
    }
}
