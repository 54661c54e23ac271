package dev.verifier.status;

import dev.verifier.credential.StatusReference;
import dev.verifier.jose.Claims;
import dev.verifier.rejection.RejectedException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** How credentials say where their status can be read. Stateless. */
public final class StatusEntries {

    /** More than anybody needs: each may be another list to be fetched. */
    private static final int MOST = 4;

    private static final int LARGEST = Byte.SIZE;
    private static final Set<String> PURPOSES = Set.of("revocation", "suspension");

    /** Purposes that say nothing about whether a credential is valid (Bitstring Status List v1.0 §2.1). */
    private static final Set<String> MERE_WORDS = Set.of("refresh", "message");

    private static final Pattern INTEGER = Pattern.compile("0|[1-9][0-9]{0,17}");

    private StatusEntries() {}

    /** All that a credential in a JWT says: its {@code status} claim and its {@code credentialStatus}, which may be several. */
    public static StatusReference of(Claims envelope, Claims document) throws RejectedException {
        var references = new ArrayList<StatusReference>();
        var status = envelope.optionalObject("status");
        if (status.isPresent()) {
            references.add(ofToken(status.get()));
        }
        for (var entry : document.objects("credentialStatus")) {
            ofEntry(entry).ifPresent(references::add);
        }
        if (references.size() > MOST) {
            throw document.malformed("credentialStatus");
        }
        return one(references);
    }

    private static StatusReference one(List<StatusReference> references) {
        return switch (references.size()) {
            case 0 -> new StatusReference.NotOffered();
            case 1 -> references.getFirst();
            default -> new StatusReference.Several(references);
        };
    }

    /** The {@code status} claim (Token Status List §6.1, §6.2): of its mechanisms, this one is read. */
    public static StatusReference ofToken(Claims status) throws RejectedException {
        if (!status.has("status_list")) {
            return new StatusReference.Unreadable("status");
        }
        var list = status.object("status_list");
        var index = list.optionalNumber("idx").orElseThrow(() -> list.missing("idx"));
        if (!isPlace(index)) {
            throw list.malformed("idx");
        }
        return new StatusReference.TokenStatusList(list.text("uri"), index.longValue());
    }

    /** One {@code credentialStatus}; nothing where it is not about whether the credential is valid. */
    private static Optional<StatusReference> ofEntry(Claims entry) throws RejectedException {
        var type = entry.text("type");
        if (!type.equals("BitstringStatusListEntry") && !type.equals("PlainListEntity")) {
            return Optional.of(new StatusReference.Unreadable(type));
        }
        var purpose = entry.text("statusPurpose");
        if (MERE_WORDS.contains(purpose)) {
            return Optional.empty();
        }
        if (!PURPOSES.contains(purpose)) {
            throw entry.malformed("statusPurpose");
        }
        var uri = entry.text("statusListCredential");
        var index = entry.text("statusListIndex");
        if (type.equals("PlainListEntity")) {
            return Optional.of(new StatusReference.PlainListEntry(uri, index));
        }
        if (!INTEGER.matcher(index).matches()) {
            throw entry.malformed("statusListIndex");
        }
        return Optional.of(new StatusReference.BitstringEntry(uri, purpose, Long.parseLong(index), size(entry)));
    }

    private static int size(Claims entry) throws RejectedException {
        var size = entry.optionalNumber("statusSize").orElse(BigDecimal.ONE);
        if (!isPlace(size) || size.signum() == 0 || size.compareTo(BigDecimal.valueOf(LARGEST)) > 0) {
            throw entry.malformed("statusSize");
        }
        return size.intValue();
    }

    private static boolean isPlace(BigDecimal number) {
        return number.scale() <= 0 && number.signum() >= 0 && number.precision() - number.scale() <= 18;
    }
}
