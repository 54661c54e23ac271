package dev.verifier.wallet;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An SD-JWT VC before its issuer signs it, nothing of it concealed yet. Every edit is a copy.
 *
 * @param jwt header and claims, in clear
 * @param concealed paths to what only its holder will be able to show: names of members, and indexes of elements
 * @param algorithm the {@code _sd_alg} (RFC 9901 §4.1.1); empty if it is not named
 * @param decoys how many digests that stand for nothing are in each object that has digests (§4.2.5)
 */
public record SdJwtDraft(JwsDraft jwt, List<List<Object>> concealed, String algorithm, int decoys) {
    public SdJwtDraft {
        concealed = List.copyOf(concealed);
    }

    /** With this claim, in clear unless a path to it is concealed. */
    public SdJwtDraft with(String path, Object value) {
        return new SdJwtDraft(jwt.with(path, value), concealed, algorithm, decoys);
    }

    public SdJwtDraft without(String path) {
        return new SdJwtDraft(jwt.without(path), concealed, algorithm, decoys);
    }

    public SdJwtDraft withHeader(String name, Object value) {
        return new SdJwtDraft(jwt.withHeader(name, value), concealed, algorithm, decoys);
    }

    public SdJwtDraft withoutHeader(String name) {
        return new SdJwtDraft(jwt.withoutHeader(name), concealed, algorithm, decoys);
    }

    /** With one more thing concealed. */
    public SdJwtDraft concealing(Object... path) {
        var more = new ArrayList<>(concealed);
        more.add(List.of(path));
        return new SdJwtDraft(jwt, more, algorithm, decoys);
    }

    public SdJwtDraft hashed(String otherAlgorithm) {
        return new SdJwtDraft(jwt, concealed, otherAlgorithm, decoys);
    }

    public SdJwtDraft withDecoys(int number) {
        return new SdJwtDraft(jwt, concealed, algorithm, number);
    }

    /** The same with digests in the place of what is concealed, ready to be signed. */
    public Concealed conceal(SecureRandom random) {
        var claims = copied(jwt.claims());
        var disclosures = new ArrayList<String>();
        var deepestFirst = concealed.stream()
                .sorted(Comparator.comparingInt((List<Object> path) -> path.size())
                        .reversed())
                .toList();
        for (var path : deepestFirst) {
            conceal(parent(claims, path), path.getLast(), disclosures, random);
        }
        if (!algorithm.isEmpty()) {
            claims.put("_sd_alg", algorithm);
        }
        return new Concealed(new JwsDraft(jwt.header(), claims), disclosures);
    }

    /**
     * What an issuer signs, and what it gives to the holder beside that.
     *
     * @param jwt with digests
     * @param disclosures what they stand for
     */
    public record Concealed(JwsDraft jwt, List<String> disclosures) {
        public Concealed {
            disclosures = List.copyOf(disclosures);
        }
    }

    private void conceal(Object parent, Object step, List<String> disclosures, SecureRandom random) {
        if (step instanceof Integer index) {
            var elements = list(parent);
            var disclosure = Disclosure.of(random, elements.get(index));
            disclosures.add(disclosure.text());
            elements.set(index, Json.object(Map.entry("...", disclosure.digest(algorithm))));
            return;
        }
        var members = members(parent);
        var disclosure = Disclosure.of(random, step, members.remove(step));
        disclosures.add(disclosure.text());
        var digests = list(members.computeIfAbsent("_sd", _ -> decoys(random)));
        digests.add(disclosure.digest(algorithm));
        // §4.2.4.1: in an order that says nothing.
        digests.sort(Comparator.comparing(String::valueOf));
    }

    private List<@Nullable Object> decoys(SecureRandom random) {
        var digests = new ArrayList<@Nullable Object>();
        for (int number = 0; number < decoys; number++) {
            digests.add(Disclosure.digest(algorithm, Disclosure.salt(random)));
        }
        return digests;
    }

    private static Object parent(Object root, List<Object> path) {
        var parent = root;
        for (var step : path.subList(0, path.size() - 1)) {
            var next = step instanceof Integer index
                    ? list(parent).get(index)
                    : members(parent).get(step);
            if (next == null) {
                throw new IllegalStateException("there is nothing at " + path);
            }
            parent = next;
        }
        return parent;
    }

    @SuppressWarnings("unchecked") // all maps and lists in it are our own copies
    private static Map<Object, @Nullable Object> members(Object parent) {
        return (Map<Object, @Nullable Object>) parent;
    }

    @SuppressWarnings("unchecked")
    private static List<@Nullable Object> list(@Nullable Object parent) {
        if (parent == null) {
            throw new IllegalStateException("there is no list");
        }
        return (List<@Nullable Object>) parent;
    }

    private static Map<String, Object> copied(Map<?, ?> tree) {
        var copy = new LinkedHashMap<String, Object>();
        tree.forEach((name, value) -> copy.put((String) name, value(value)));
        return copy;
    }

    private static Object value(Object value) {
        return switch (value) {
            case Map<?, ?> members -> copied(members);
            case List<?> elements ->
                new ArrayList<Object>(elements.stream().map(SdJwtDraft::value).toList());
            default -> value;
        };
    }
}
