package dev.verifier.presentation;

import dev.verifier.check.Check;
import dev.verifier.check.Trace;
import dev.verifier.dcql.CredentialQuery;
import dev.verifier.jose.CompactJws;
import dev.verifier.jose.SdJwt;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.trust.FormerType;
import java.time.Instant;
import java.util.Optional;

/**
 * A door for somebody who wants to know whether a credential would be believed, whoever holds it: by the steps of the verifiers, without
 * those about the holder. It yields nothing that could be taken for a presentation. Immutable and thread-safe.
 *
 * @param framework what is believed beforehand
 * @param limits how much is looked at
 * @param formerType whether an SD-JWT VC may still have the type header of drafts
 */
public record CredentialInspection(TrustFramework framework, PresentationLimits limits, FormerType formerType) {

    /**
     * Why it would not be believed; empty where nothing is wrong.
     *
     * @param query what it is looked at as an answer to
     * @param credential a W3C credential, an SD-JWT VC with or without disclosures, or a DeviceResponse with an mdoc
     */
    public Optional<Rejection> inspect(CredentialQuery query, String credential, Instant at) {
        try {
            require(query, credential, at);
            return Optional.empty();
        } catch (RejectedException e) {
            return Optional.of(e.rejection());
        }
    }

    private void require(CredentialQuery query, String credential, Instant at) throws RejectedException {
        switch (query.format()) {
            case JWT_VC_JSON -> {
                var jws = CompactJws.parse(Part.CREDENTIAL, credential, limits.token());
                Trace.passed(Part.CREDENTIAL, Check.READ, query.format()::identifier);
                new JwtVpVerifier(framework, limits).inspect(query, jws, at);
            }
            case DC_SD_JWT -> {
                var sdJwt = SdJwt.parse(credential, limits.token(), limits.disclosures());
                Trace.passed(Part.CREDENTIAL, Check.READ, query.format()::identifier);
                new SdJwtVcVerifier(framework, limits, formerType).inspect(query, sdJwt, at);
            }
            case MSO_MDOC -> {
                var mdoc = MdocPresentation.parse(credential, limits.token());
                Trace.passed(Part.CREDENTIAL, Check.READ, query.format()::identifier);
                new MdocVerifier(framework, limits).inspect(query, mdoc, at);
            }
        }
    }
}
