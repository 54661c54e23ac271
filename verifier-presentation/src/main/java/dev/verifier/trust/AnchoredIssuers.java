package dev.verifier.trust;

import dev.verifier.credential.CredentialType;
import dev.verifier.credential.IssuerId;
import dev.verifier.credential.ValidityWindow;
import java.util.List;
import java.util.Set;

/**
 * Whoever an anchor of the domain vouches for may issue its types: the anchors themselves are the list. So it is with the
 * authorities that certify document signers (ISO/IEC 18013-5 Annex B) and the providers of a European trusted list
 * (ETSI TS 119 602). Immutable.
 *
 * @param types what they may issue, and nothing else
 */
public record AnchoredIssuers(Set<CredentialType> types) implements TrustedIssuers {

    public AnchoredIssuers {
        types = Set.copyOf(types);
        if (types.isEmpty()) {
            throw new IllegalArgumentException("an anchor vouches for issuers of some types, never of any");
        }
    }

    /** It is asked about issuers whose chain leads to an anchor of the domain, for nobody else is asked about. */
    @Override
    public List<Accreditation> accreditations(IssuerId issuer) {
        return types.stream()
                .map(type -> new Accreditation(type, ValidityWindow.ALWAYS, List.of()))
                .toList();
    }
}
