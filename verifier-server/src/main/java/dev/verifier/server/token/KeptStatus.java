package dev.verifier.server.token;

import dev.verifier.credential.StatusReference;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the status of a credential can be read, as it is kept with what the credential opened.
 *
 * @param kind {@code token}, {@code bitstring} or {@code plain}
 * @param uri of the list
 * @param place in the list: a number, or a name
 * @param purpose of a place in a bitstring; null elsewhere
 * @param size of a place in a bitstring; 0 elsewhere
 */
public record KeptStatus(
        String kind, String uri, String place, @Nullable String purpose, int size) {

    private static final String TOKEN = "token";
    private static final String BITSTRING = "bitstring";
    private static final String PLAIN = "plain";

    static List<KeptStatus> of(StatusReference reference) {
        return kept(reference).toList();
    }

    private static Stream<KeptStatus> kept(StatusReference reference) {
        return switch (reference) {
            case StatusReference.NotOffered _ -> Stream.of();
            case StatusReference.TokenStatusList list ->
                Stream.of(new KeptStatus(TOKEN, list.uri(), String.valueOf(list.index()), null, 0));
            case StatusReference.BitstringEntry entry ->
                Stream.of(new KeptStatus(
                        BITSTRING, entry.uri(), String.valueOf(entry.index()), entry.purpose(), entry.size()));
            case StatusReference.PlainListEntry entry ->
                Stream.of(new KeptStatus(PLAIN, entry.uri(), entry.name(), null, 0));
            case StatusReference.Several(var entries) -> entries.stream().flatMap(KeptStatus::kept);
            case StatusReference.Unreadable(var type) ->
                throw new IllegalStateException("nothing is believed whose status is " + type);
        };
    }

    /** What was kept; null stands for what was kept before there was any. */
    static StatusReference read(@Nullable List<KeptStatus> kept) {
        var references = kept == null
                ? List.<StatusReference>of()
                : kept.stream().map(KeptStatus::reference).toList();
        return switch (references.size()) {
            case 0 -> new StatusReference.NotOffered();
            case 1 -> references.getFirst();
            default -> new StatusReference.Several(references);
        };
    }

    private StatusReference reference() {
        return switch (kind) {
            case TOKEN -> new StatusReference.TokenStatusList(uri, Long.parseLong(place));
            case BITSTRING ->
                new StatusReference.BitstringEntry(uri, purpose == null ? "" : purpose, Long.parseLong(place), size);
            case PLAIN -> new StatusReference.PlainListEntry(uri, place);
            default -> new StatusReference.Unreadable(kind);
        };
    }
}
