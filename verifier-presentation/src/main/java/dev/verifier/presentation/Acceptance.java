package dev.verifier.presentation;

import dev.verifier.check.Check;
import dev.verifier.check.Trace;
import dev.verifier.credential.CredentialType;
import dev.verifier.credential.IssuerId;
import dev.verifier.credential.ValidityWindow;
import dev.verifier.dcql.CredentialQuery;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.status.StatusReading;
import dev.verifier.trust.Accreditation;
import dev.verifier.trust.IssuerTrust;
import dev.verifier.trust.TrustDomain;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The last steps, the same for every format (OpenID4VP 1.0 §8.6 step 2.5): may this issuer issue this, who gave the mandate, does it
 * still hold. Both signatures hold before anything is asked elsewhere.
 *
 * @param framework everything that is believed beforehand
 * @param domain what is believed about credentials of the types that were asked for
 */
record Acceptance(TrustFramework framework, TrustDomain domain) {

    /**
     * What was established about a credential, whoever holds it.
     *
     * @param accreditations why the issuer may issue each of the types
     * @param reading what is known about its status
     * @param participant who gives the mandate; null where it is none
     */
    record Evidence(
            List<Accreditation> accreditations,
            StatusReading reading,
            @Nullable IssuerId participant) {}

    VerifiedCredential accept(IssuedCredential issued, HolderProof holder, Instant at) throws RejectedException {
        var evidence = require(issued, at);
        var origin =
                issued.evidence().certified().flatMap(chain -> domain.origins().apply(chain.anchorThumbprint()));
        return new VerifiedCredential(
                issued, holder, evidence.accreditations(), origin, evidence.participant(), evidence.reading());
    }

    Evidence require(IssuedCredential issued, Instant at) throws RejectedException {
        var accreditations =
                new IssuerTrust(domain.issuers()).require(issued.issuer(), issued.types(), issued.subject(), at);
        Trace.passed(Part.CREDENTIAL, Check.ACCREDITATION, issued.issuer()::value);
        var reading = framework.status().require(issued.status(), issued.ids(), issued.issuer(), domain, at);
        Trace.passed(Part.CREDENTIAL, Check.STATUS, () -> said(reading));
        var participant = participant(issued, at);
        Trace.passed(
                Part.CREDENTIAL, Check.MANDATOR, () -> participant == null ? "it is no mandate" : participant.value());
        return new Evidence(accreditations, reading, participant);
    }

    /** The types that say what a credential is, if it answers the query. */
    static List<CredentialType> answered(
            CredentialQuery query, List<CredentialType> types, Map<String, @Nullable Object> document)
            throws RejectedException {
        var telling = query.require(types, document);
        Trace.passed(
                Part.CREDENTIAL,
                Check.QUERY,
                () -> telling.stream().map(CredentialType::name).collect(Collectors.joining(", ")));
        return telling;
    }

    private static String said(ValidityWindow window) {
        var from = window.from().equals(ValidityWindow.ALWAYS.from()) ? "ever" : window.from();
        var until = window.until().equals(ValidityWindow.ALWAYS.until()) ? "ever" : window.until();
        return "from " + from + " until " + until;
    }

    private static String said(StatusReading reading) {
        return switch (reading) {
            case StatusReading.Known known -> "read from its list, as of " + known.asOf();
            case StatusReading.NotRevoked _ -> "it names no list, and nobody has revoked its name";
            case StatusReading.Revoked _ -> "revoked";
            case StatusReading.Unavailable(var why) -> why;
        };
    }

    /** By the credential's own dates. */
    static void requireValid(ValidityWindow window, Instant at) throws RejectedException {
        if (!window.hasBegun(at)) {
            throw new RejectedException(new Rejection.NotYetValid(Part.CREDENTIAL));
        }
        if (!window.contains(at)) {
            throw new RejectedException(new Rejection.Expired(Part.CREDENTIAL));
        }
        Trace.passed(Part.CREDENTIAL, Check.VALIDITY, () -> said(window));
    }

    private @Nullable IssuerId participant(IssuedCredential issued, Instant at) throws RejectedException {
        var mandate = issued.mandate();
        return mandate == null
                ? null
                : framework.participants().require(mandate.mandator().organization(), at);
    }
}
