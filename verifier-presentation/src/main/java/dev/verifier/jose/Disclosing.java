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
import org.jspecify.annotations.Nullable;

/**
 * Puts what is disclosed into the places that its digests keep for it (RFC 9901 §7.1): each digest is there once, each disclosure
 * belongs to one of them, and no claim is written twice. What remains of digests, decoys among them, is left out. For one payload.
 */
final class Disclosing {

    private static final String DIGESTS = "_sd";
    private static final String DIGEST = "...";
    private static final String ALGORITHM = "_sd_alg";
    private static final Set<String> RESERVED = Set.of(DIGESTS, DIGEST, ALGORITHM);
    private static final int ROOT = 1;

    private final DigestAlgorithm algorithm;
    private final List<Disclosure> disclosures;
    private final Set<String> alwaysOpen;
    private final int depth;
    private final Map<String, Disclosure> byDigest = new HashMap<>();
    private final Set<String> met = new HashSet<>();

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
        var processed = object(payload, ROOT);
        if (!met.containsAll(byDigest.keySet())) {
            throw new RejectedException(new Rejection.DisclosureNotReferenced());
        }
        return processed;
    }

    private Map<String, @Nullable Object> object(Map<?, ?> members, int level) throws RejectedException {
        var processed = new LinkedHashMap<String, @Nullable Object>();
        for (var member : members.entrySet()) {
            var name = (String) member.getKey();
            // §4.1.1: of the whole payload, and so at its root only; §4.2.4.2: in elements of arrays only.
            if (name.equals(DIGEST) || (name.equals(ALGORITHM) && level > ROOT)) {
                throw malformed(name);
            }
            if (level == ROOT && alwaysOpen.contains(name) && conceals(member.getValue())) {
                throw new RejectedException(new Rejection.ClaimNotForDisclosure(name));
            }
            if (!RESERVED.contains(name)) {
                processed.put(name, value(member.getValue(), level + 1));
            }
        }
        for (var digest : digests(members)) {
            var disclosure = met(digest);
            if (disclosure != null) {
                processed.put(newName(disclosure, processed, level), value(disclosure.value(), level + 1));
            }
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

    private String newName(Disclosure disclosure, Map<String, ?> beside, int level) throws RejectedException {
        var name = disclosure.name();
        if (RESERVED.contains(name)) {
            throw Disclosure.malformed("a name that is not for claims");
        }
        if (beside.containsKey(name)) {
            throw new RejectedException(new Rejection.ClaimDisclosedTwice(name));
        }
        if (level == ROOT && alwaysOpen.contains(name)) {
            throw new RejectedException(new Rejection.ClaimNotForDisclosure(name));
        }
        return name;
    }

    private List<@Nullable Object> array(List<?> elements, int level) throws RejectedException {
        var processed = new ArrayList<@Nullable Object>();
        for (var element : elements) {
            if (!(element instanceof Map<?, ?> place) || !place.containsKey(DIGEST)) {
                processed.add(value(element, level + 1));
                continue;
            }
            if (place.size() > 1 || !(place.get(DIGEST) instanceof String digest)) {
                throw malformed(DIGEST);
            }
            var disclosure = met(digest);
            if (disclosure != null) {
                processed.add(value(disclosure.element(), level + 1));
            }
        }
        return Collections.unmodifiableList(processed);
    }

    private @Nullable Object value(@Nullable Object value, int level) throws RejectedException {
        if (level > depth && (value instanceof Map || value instanceof List)) {
            throw new RejectedException(new Rejection.Malformed(Part.CREDENTIAL, "depth"));
        }
        return switch (value) {
            case Map<?, ?> object -> object(object, level);
            case List<?> array -> array(array, level);
            case null, default -> value;
        };
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
