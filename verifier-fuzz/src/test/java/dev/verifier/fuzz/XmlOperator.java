package dev.verifier.fuzz;

import dev.verifier.trust.WantedServices;
import dev.verifier.trust.XmlTrustedListVerifier;
import dev.verifier.wallet.Seal;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.TestAuthority;
import dev.verifier.wallet.XmlTrustedListDraft;
import dev.verifier.x509.TrustAnchors;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Who publishes a trusted list in XML, and who reads it. */
final class XmlOperator {

    static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");
    static final Seal SEAL = TestAuthority.create(SealKey.P_256, AT.minusSeconds(60), new SecureRandom())
            .listSeal("VATES-0123456789", SealKey.P_256);
    static final XmlTrustedListVerifier VERIFIER = new XmlTrustedListVerifier(
            TrustAnchors.of(List.of(SEAL.chain().getFirst())),
            new WantedServices(XmlTrustedListDraft.GENERIC, Set.of(XmlTrustedListDraft.CA_QC), Set.of()),
            5);

    private XmlOperator() {}
}
