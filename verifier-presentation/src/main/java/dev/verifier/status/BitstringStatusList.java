package dev.verifier.status;

import dev.verifier.credential.IssuerId;
import dev.verifier.credential.StatusReference;
import dev.verifier.jose.Claims;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What is in a list's credential (Bitstring Status List v1.0 §2.2).
 *
 * @param statuses the list
 * @param purposes what its bits mean
 */
record BitstringStatusList(PackedStatuses statuses, Set<String> purposes) implements Statuses {

    private static final String BASE64_URL = "u";

    /** §3.2: in a shorter one it shows whose status is asked for. */
    private static final int LEAST_BITS = 131_072;

    /** The credential object: the {@code vc} claim, or the claims at the root (VC-JOSE-COSE §3.1.3). */
    static Claims document(Claims envelope) throws RejectedException {
        return envelope.has("vc") ? envelope.object("vc") : envelope;
    }

    static BitstringStatusList read(Claims document, ListForms forms, int limit) throws RejectedException {
        var subject = document.object("credentialSubject");
        if (!document.texts("type").contains("BitstringStatusListCredential")
                || !subject.texts("type").contains("BitstringStatusList")) {
            throw document.malformed("type");
        }
        var purposes = Set.copyOf(subject.texts("statusPurpose"));
        if (purposes.isEmpty()) {
            throw subject.missing("statusPurpose");
        }
        var octets = new Inflation("encodedList", limit).gzip(decoded(subject));
        if (octets.length < LEAST_BITS / Byte.SIZE && !forms.tolerates(ListForms.Form.SHORT)) {
            throw subject.malformed("encodedList");
        }
        return new BitstringStatusList(new PackedStatuses(octets, true), purposes);
    }

    private static byte[] decoded(Claims subject) throws RejectedException {
        var encoded = subject.text("encodedList");
        if (!encoded.startsWith(BASE64_URL)) {
            throw subject.malformed("encodedList");
        }
        try {
            return Base64.getUrlDecoder().decode(encoded.substring(BASE64_URL.length()));
        } catch (IllegalArgumentException e) {
            throw subject.malformed("encodedList");
        }
    }

    /** Refuses a list that gives itself another issuer than the credential has, or another place. */
    static void requireOf(StatusSource source, Claims envelope, Claims document, ListForms forms)
            throws RejectedException {
        var names = new ArrayList<Optional<String>>();
        names.add(envelope.optionalText("iss"));
        if (document.asMap().get("issuer") instanceof String name) {
            names.add(Optional.of(name));
        } else {
            var issuer = document.object("issuer");
            names.add(issuer.optionalText("id"));
            names.add(issuer.optionalText("organizationIdentifier"));
        }
        var named =
                names.stream().flatMap(Optional::stream).map(IssuerId::parse).toList();
        if (named.isEmpty() || !named.stream().allMatch(Optional.of(source.issuer())::equals)) {
            throw new RejectedException(new Rejection.IssuerNamesDisagree());
        }
        if (document.optionalText("id").filter(id -> !id.equals(source.uri())).isPresent()) {
            throw document.malformed("id");
        }
        if (!document.has("id") && !forms.tolerates(ListForms.Form.NAMELESS)) {
            throw document.missing("id");
        }
    }

    /** What its bits say under another purpose is about something else. */
    @Override
    public OptionalInt value(StatusReference entry) {
        return entry instanceof StatusReference.BitstringEntry bitstring && purposes.contains(bitstring.purpose())
                ? statuses.value(bitstring.index(), bitstring.size())
                : OptionalInt.empty();
    }

    @Override
    public long bytes() {
        return statuses.octets().length;
    }
}
