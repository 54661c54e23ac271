package dev.verifier.jose;

import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts what is disclosed into the places that its digests keep for it (RFC 9901 §7.1): each digest is there once, each disclosure
 * belongs to one of them, and no claim is written twice. What remains of digests, decoys among them, is left out, and it is told where
 * that was. For one payload.
 */
final class Disclosing {

    private static final String DIGESTS = "_sd";
    private static final String DIGEST = "...";
    private static final String ALGORITHM = "_sd_alg";
    private static final Set<String> RESERVED = Set.of(DIGESTS, DIGEST, ALGORITHM);
    private static final String ELEMENT = "[]";

    private final DigestAlgorithm algorithm;
    private final List<Disclosure> disclosures;
    private final Set<String> alwaysOpen;
    private final int depth;
    private final Map<String, Disclosure> byDigest = new HashMap<>();
    private final Set<String> met = new HashSet<>();
    private final Set<List<String>> partial = new HashSet<>();

    Disclosing(DigestAlgorithm algorithm, List<Disclosure> disclosures, Set<String> alwaysOpen, int depth) {
        this.algorithm = algorithm;
        this.disclosures = disclosures;
        this.alwaysOpen = alwaysOpen;
        this.depth = depth;
    }

    Map<String, @Nullable Object> of(Map<String, @Nullable Object> payload) throws RejectedException {
        for (var disclosure : disclosures) {
            if (byDigest.put(algorithm.digest(disclosure.text()), disclosure) != null) {
                throw new RejectedException(new Rejection.DisclosureNotReferenced());
            }
        }
        var processed = object(payload, List.of());
        if (!met.containsAll(byDigest.keySet())) {
            throw new RejectedException(new Rejection.DisclosureNotReferenced());
        }
        return processed;
    }

    /** Paths, by names, of the objects in which digests remained. */
    Set<List<String>> partial() {
        return Set.copyOf(partial);
    }

    private Map<String, @Nullable Object> object(Map<?, ?> members, List<String> path) throws RejectedException {
        var atRoot = path.isEmpty();
        var processed = new LinkedHashMap<String, @Nullable Object>();
        for (var member : members.entrySet()) {
            var name = (String) member.getKey();
            // §4.1.1: of the whole payload, and so at its root only; §4.2.4.2: in elements of arrays only.
            if (name.equals(DIGEST) || (name.equals(ALGORITHM) && !atRoot)) {
                throw malformed(name);
            }
            if (atRoot && alwaysOpen.contains(name) && conceals(member.getValue())) {
                throw new RejectedException(new Rejection.ClaimNotForDisclosure(name));
            }
            if (!RESERVED.contains(name)) {
                processed.put(name, value(member.getValue(), path, name));
            }
        }
        for (var digest : digests(members)) {
            var disclosure = met(digest);
            if (disclosure == null) {
                partial.add(path);
                continue;
            }
            var name = newName(disclosure, processed, atRoot);
            processed.put(name, value(disclosure.value(), path, name));
        }
        return Collections.unmodifiableMap(processed);
    }

    /** Whether there is a digest anywhere in it, be it of what nobody shows: then what is open is not all of it. */
    private static boolean conceals(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> object ->
                object.containsKey(DIGESTS)
                        || object.containsKey(DIGEST)
                        || object.values().stream().anyMatch(Disclosing::conceals);
            case List<?> array -> array.stream().anyMatch(Disclosing::conceals);
            case null, default -> false;
        };
    }

    private String newName(Disclosure disclosure, Map<String, ?> beside, boolean atRoot) throws RejectedException {
        var name = disclosure.name();
        if (RESERVED.contains(name)) {
            throw Disclosure.malformed("a name that is not for claims");
        }
        if (beside.containsKey(name)) {
            throw new RejectedException(new Rejection.ClaimDisclosedTwice(name));
        }
        if (atRoot && alwaysOpen.contains(name)) {
            throw new RejectedException(new Rejection.ClaimNotForDisclosure(name));
        }
        return name;
    }

    private List<@Nullable Object> array(List<?> elements, List<String> path) throws RejectedException {
        var processed = new ArrayList<@Nullable Object>();
        for (var element : elements) {
            if (!(element instanceof Map<?, ?> place) || !place.containsKey(DIGEST)) {
                processed.add(value(element, path, ELEMENT));
                continue;
            }
            if (place.size() > 1 || !(place.get(DIGEST) instanceof String digest)) {
                throw malformed(DIGEST);
            }
            var disclosure = met(digest);
            if (disclosure != null) {
                processed.add(value(disclosure.element(), path, ELEMENT));
            }
        }
        return Collections.unmodifiableList(processed);
    }

    private @Nullable Object value(@Nullable Object value, List<String> above, String name) throws RejectedException {
        return switch (value) {
            case Map<?, ?> object -> object(object, below(above, name));
            case List<?> array -> array(array, below(above, name));
            case null, default -> value;
        };
    }

    private List<String> below(List<String> above, String name) throws RejectedException {
        var path = Stream.concat(above.stream(), Stream.of(name)).toList();
        if (path.size() >= depth) {
            throw new RejectedException(new Rejection.Malformed(Part.CREDENTIAL, "depth"));
        }
        return path;
    }

    private static List<String> digests(Map<?, ?> members) throws RejectedException {
        var digests = new ArrayList<String>();
        if (members.containsKey(DIGESTS)) {
            if (!(members.get(DIGESTS) instanceof List<?> list)) {
                throw malformed(DIGESTS);
            }
            for (var element : list) {
                digests.add(element instanceof String digest ? digest : "");
            }
        }
        if (digests.contains("")) {
            throw malformed(DIGESTS);
        }
        return digests;
    }

    /** What belongs to a digest; null where nothing does. */
    private @Nullable Disclosure met(String digest) throws RejectedException {
        if (!met.add(digest)) {
            throw new RejectedException(new Rejection.DigestRepeated());
        }
        return byDigest.get(digest);
    }

    private static RejectedException malformed(String what) {
        return new RejectedException(new Rejection.Malformed(Part.CREDENTIAL, what));
    }
}
