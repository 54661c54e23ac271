package dev.verifier.wallet;

import java.util.Arrays;
import java.util.Optional;

/** What is issued as SD-JWT VC here: LEAR credentials under either of their names, and personal identification data. */
public enum SdJwtType {
    SE("learcredential.employee.sd.1", false),
    SE_EUDI("eu.europa.ec.eudi.lce.1", false),
    SM("learcredential.machine.sd.1", true),
    SM_EUDI("eu.europa.ec.eudi.lcm.1", true),
    /** PID rulebook of the EUDI wallet, SD-JWT VC encoding. */
    PID("urn:eudi:pid:1", false);

    private final String vct;
    private final boolean machine;

    SdJwtType(String vct, boolean machine) {
        this.vct = vct;
        this.machine = machine;
    }

    /** The type that a credential says it has; empty if it is none of these. */
    public static Optional<SdJwtType> of(SdJwt credential) {
        var vct = CompactJws.parse(credential.jwt()).claims().get("vct");
        return Arrays.stream(values()).filter(type -> type.vct.equals(vct)).findFirst();
    }

    public String vct() {
        return vct;
    }

    public boolean machine() {
        return machine;
    }
}
