package dev.verifier.presentation;

import static dev.verifier.check.Check.ACCREDITATION;
import static dev.verifier.check.Check.ALGORITHM;
import static dev.verifier.check.Check.AUDIENCE;
import static dev.verifier.check.Check.AUTHORITY;
import static dev.verifier.check.Check.CHAIN;
import static dev.verifier.check.Check.CONTENTS;
import static dev.verifier.check.Check.DEVICE;
import static dev.verifier.check.Check.FRESHNESS;
import static dev.verifier.check.Check.HEADERS;
import static dev.verifier.check.Check.HOLDER;
import static dev.verifier.check.Check.HOLDER_KEY;
import static dev.verifier.check.Check.ISSUER;
import static dev.verifier.check.Check.ISSUER_NAMES;
import static dev.verifier.check.Check.KEY;
import static dev.verifier.check.Check.MANDATOR;
import static dev.verifier.check.Check.NONCE;
import static dev.verifier.check.Check.QUERY;
import static dev.verifier.check.Check.READ;
import static dev.verifier.check.Check.SESSION;
import static dev.verifier.check.Check.SIGNATURE;
import static dev.verifier.check.Check.SIGNED_IN_TIME;
import static dev.verifier.check.Check.SOURCE;
import static dev.verifier.check.Check.STATUS;
import static dev.verifier.check.Check.TRANSACTION;
import static dev.verifier.check.Check.TYPE;
import static dev.verifier.check.Check.VALIDITY;
import static dev.verifier.check.Check.WHOLE;

import dev.verifier.check.Check;
import dev.verifier.check.Step;
import dev.verifier.credential.CredentialFormat;
import dev.verifier.rejection.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The checks that the verifiers of this room make of each format, in their order (OpenID4VP 1.0 §8.6). */
public final class Steps {

    private static final Check[] LAST = {ACCREDITATION, STATUS, MANDATOR};
    private static final Check[] CERTIFIED_W3C = {
        SOURCE, CHAIN, ISSUER, ALGORITHM, TYPE, HEADERS, SIGNATURE, CONTENTS, ISSUER_NAMES, VALIDITY, QUERY
    };
    private static final Check[] CERTIFIED_SD_JWT = {
        SOURCE, CHAIN, ALGORITHM, TYPE, HEADERS, SIGNATURE, ISSUER, CONTENTS, VALIDITY, QUERY
    };
    private static final Check[] PUBLISHED_SD_JWT = {
        SOURCE, ISSUER, KEY, ALGORITHM, TYPE, HEADERS, SIGNATURE, CONTENTS, VALIDITY, QUERY
    };
    private static final Check[] MDOC = {SOURCE, CHAIN, SIGNATURE, SIGNED_IN_TIME, CONTENTS, VALIDITY, QUERY};

    private Steps() {}

    /**
     * Of a presentation.
     *
     * @param certified whether its credential has certificates
     */
    public static List<Step> ofPresentation(CredentialFormat format, boolean certified) {
        var steps = new ArrayList<Step>();
        steps.add(new Step(Part.PRESENTATION, READ));
        of(Part.CREDENTIAL, issued(format, certified)).forEach(steps::add);
        switch (format) {
            case JWT_VC_JSON -> {
                steps.add(new Step(Part.CREDENTIAL, HOLDER_KEY));
                of(Part.PRESENTATION, KEY, ALGORITHM, TYPE, HEADERS, SIGNATURE, HOLDER, AUDIENCE, FRESHNESS, NONCE)
                        .forEach(steps::add);
            }
            case DC_SD_JWT -> {
                steps.add(new Step(Part.CREDENTIAL, HOLDER_KEY));
                of(
                                Part.PRESENTATION,
                                KEY,
                                ALGORITHM,
                                TYPE,
                                HEADERS,
                                SIGNATURE,
                                AUDIENCE,
                                FRESHNESS,
                                NONCE,
                                WHOLE,
                                TRANSACTION)
                        .forEach(steps::add);
            }
            case MSO_MDOC -> of(Part.PRESENTATION, SESSION, DEVICE).forEach(steps::add);
        }
        of(Part.CREDENTIAL, LAST).forEach(steps::add);
        steps.add(new Step(Part.CREDENTIAL, AUTHORITY));
        return List.copyOf(steps);
    }

    /**
     * Of a credential alone.
     *
     * @param certified whether it has certificates
     */
    public static List<Step> ofCredential(CredentialFormat format, boolean certified) {
        return Stream.of(Stream.of(READ), Arrays.stream(issued(format, certified)), Arrays.stream(LAST))
                .flatMap(checks -> checks)
                .map(check -> new Step(Part.CREDENTIAL, check))
                .toList();
    }

    private static Check[] issued(CredentialFormat format, boolean certified) {
        return switch (format) {
            case JWT_VC_JSON -> CERTIFIED_W3C;
            case DC_SD_JWT -> certified ? CERTIFIED_SD_JWT : PUBLISHED_SD_JWT;
            case MSO_MDOC -> MDOC;
        };
    }

    private static Stream<Step> of(Part part, Check... checks) {
        return Arrays.stream(checks).map(check -> new Step(part, check));
    }
}
