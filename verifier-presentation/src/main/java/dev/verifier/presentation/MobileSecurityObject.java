package dev.verifier.presentation;

import dev.verifier.cose.Cbor;
import dev.verifier.credential.StatusReference;
import dev.verifier.credential.ValidityWindow;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * What the issuer of an mdoc signed (ISO/IEC 18013-5 §9.1.2.4): digests of everything it says, the key of the device, dates.
 *
 * @param docType which document it is
 * @param digestAlgorithm by which its elements are hashed
 * @param valueDigests by name space and digestID
 * @param deviceKey the key of the device, and what that may sign
 * @param signed when it was signed
 * @param window when it is valid
 * @param status where its status can be read
 */
record MobileSecurityObject(
        String docType,
        String digestAlgorithm,
        Map<String, Cbor> valueDigests,
        DeviceKey deviceKey,
        Instant signed,
        ValidityWindow window,
        StatusReference status) {

    private static final Set<String> DIGESTS = Set.of("SHA-256", "SHA-384", "SHA-512");
    private static final String STATUS_LIST = "status_list";

    /** Reads the payload of an issuer's signature, which holds. */
    static MobileSecurityObject read(byte[] payload, int depth) throws RejectedException {
        var mso = Cbor.read(Part.CREDENTIAL, payload, depth).encoded().item();
        MdocPresentation.requireVersion(mso.member("version"));
        var digest = mso.member("digestAlgorithm");
        if (!DIGESTS.contains(digest.text())) {
            throw new RejectedException(new Rejection.AlgorithmNotAllowed(Part.CREDENTIAL, digest.text()));
        }
        var validity = mso.member("validityInfo");
        var signed = validity.member("signed").dateTime();
        var from = validity.member("validFrom").dateTime();
        return new MobileSecurityObject(
                mso.member("docType").text(),
                digest.text(),
                mso.member("valueDigests").members(),
                DeviceKey.read(mso.member("deviceKeyInfo")),
                signed,
                new ValidityWindow(
                        signed.isAfter(from) ? signed : from,
                        validity.member("validUntil").dateTime()),
                status(mso));
    }

    /** Whether these are the bytes that the issuer hashed under this number. */
    boolean vouchesFor(String nameSpace, long digestId, byte[] item) throws RejectedException {
        var digests = valueDigests.get(nameSpace);
        if (digests == null) {
            return false;
        }
        var digest = digests.optional(digestId);
        return digest.isPresent() && MessageDigest.isEqual(digest.get().bytes(), hash(item));
    }

    private byte[] hash(byte[] item) {
        try {
            return MessageDigest.getInstance(digestAlgorithm).digest(item);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-2", e);
        }
    }

    /** A status list (Token Status List §6.3), and nothing beside it that we cannot read. */
    private static StatusReference status(Cbor mso) throws RejectedException {
        var status = mso.optional("status");
        if (status.isEmpty()) {
            return new StatusReference.NotOffered();
        }
        var kinds = status.get().members();
        for (var kind : kinds.keySet()) {
            if (!kind.equals(STATUS_LIST)) {
                return new StatusReference.Unreadable(kind);
            }
        }
        if (kinds.isEmpty()) {
            return new StatusReference.Unreadable("status");
        }
        var list = status.get().member(STATUS_LIST);
        var index = list.member("idx");
        if (index.integer() < 0) {
            throw index.malformed();
        }
        return new StatusReference.TokenStatusList(list.member("uri").text(), index.integer());
    }
}
