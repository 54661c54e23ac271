package dev.verifier.wallet;

import java.net.URI;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a machine logs in, who it is, and who else is about. Where a person does, their wallet's key has the machine's part.
 *
 * @param givenIssuer who issues the credential; absent if its holder came with one
 * @param version of that credential
 * @param machine the key of whoever logs in
 * @param rogue the other party of every crime that needs one: another client, or nobody
 * @param audience whom a presentation is addressed to: the verifier's issuer identifier, RFC 8414 §2, or its client id, OpenID4VP §5.9
 * @param tokenEndpoint where the form goes
 * @param at the moment of the login
 * @param trap where nobody must ever call, RFC 8725 §3.10
 */
record Scene(
        @Nullable TestIssuer givenIssuer,
        LearVersion version,
        WalletKey machine,
        WalletKey rogue,
        String audience,
        URI tokenEndpoint,
        Instant at,
        SecureRandom random,
        URI trap) {
    /** An audience that is not the verifier. */
    static final String ELSEWHERE = "https://verifier.elsewhere.example";

    /** A credential is a day old when it is used, so that no clock's skew is mistaken for a crime. */
    private static final Duration AGE_OF_THE_CREDENTIAL = Duration.ofDays(1);

    Scene at(Instant other) {
        return new Scene(givenIssuer, version, machine, rogue, audience, tokenEndpoint, other, random, trap);
    }

    /** The same scene seen from the other side: the rogue logs in. */
    Scene ofTheRogue() {
        return new Scene(
                givenIssuer,
                version,
                /* machine= */ rogue,
                /* rogue= */ machine,
                audience,
                tokenEndpoint,
                at,
                random,
                trap);
    }

    /**
     * Who issues credentials here.
     *
     * @throws IllegalStateException if the machine came with its credential
     */
    TestIssuer issuer() {
        if (givenIssuer == null) {
            throw new IllegalStateException(
                    "this needs the issuer's seal, and the login was given a finished credential");
        }
        return givenIssuer;
    }

    Seal seal() {
        return issuer().seal();
    }

    LearCredential credential() {
        return credential(version);
    }

    LearCredential credential(LearVersion other) {
        return issuer().draft(other, holder(other), issuedAt());
    }

    /** Whose key this is, in a credential of this version. */
    Holder holder(LearVersion which) {
        return which.machine() ? Holder.machine(machine) : Holder.employee(machine);
    }

    Instant issuedAt() {
        return at.minus(AGE_OF_THE_CREDENTIAL);
    }

    /** The moment as NumericDate, RFC 7519 §2. */
    long now() {
        return at.getEpochSecond();
    }

    long tomorrow() {
        return at.plus(Duration.ofDays(1)).getEpochSecond();
    }

    /** Not the audience, but for a slash. */
    String nearMiss() {
        return audience().endsWith("/") ? audience().substring(0, audience().length() - 1) : audience() + "/";
    }

    /** An endpoint of the verifier, below its issuer identifier. */
    String endpoint(String path) {
        return audience().replaceFirst("/$", "") + path;
    }

    /** RFC 9562 §5.4, from this scene's own randomness. */
    String uuid() {
        var bytes = new byte[16];
        random.nextBytes(bytes);
        bytes[6] = (byte) ((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte) ((bytes[8] & 0x3f) | 0x80);
        var halves = ByteBuffer.wrap(bytes);
        return new UUID(halves.getLong(), halves.getLong()).toString();
    }
}
