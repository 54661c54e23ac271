package dev.verifier.wallet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * RFC 9901 §4: what an issuer signed, what is disclosed of it, and the holder's signature over both, or none. It splices and takes apart; it
 * believes nothing.
 *
 * @param jwt what the issuer signed
 * @param disclosures in the order in which they are sent
 * @param keyBinding empty if there is none
 */
public record SdJwt(String jwt, List<String> disclosures, String keyBinding) {
    public SdJwt {
        disclosures = List.copyOf(disclosures);
    }

    /** Whether a text wants to be one. */
    public static boolean looksLike(String text) {
        return text.indexOf('~') >= 0;
    }

    /**
     * Takes one apart.
     *
     * @throws IllegalArgumentException if there is no tilde in it
     */
    public static SdJwt parse(String text) {
        var parts = List.of(text.strip().split("~", -1));
        if (parts.size() < 2) {
            throw new IllegalArgumentException("an SD-JWT has a tilde behind what its issuer signed");
        }
        return new SdJwt(parts.getFirst(), parts.subList(1, parts.size() - 1), parts.getLast());
    }

    /** What the issuer signed, with everything in its place that is disclosed. */
    public Map<String, Object> claims() {
        return new Revealing(this, List.of()).claims();
    }

    /** The issuer's part, with as much disclosed as these paths need (OpenID4VP 1.0 §7), and no more. */
    public SdJwt disclosing(List<? extends List<?>> paths) {
        var needed = new Revealing(this, paths).needed();
        return new SdJwt(jwt, disclosures.stream().filter(needed::contains).toList(), "");
    }

    SdJwt with(List<String> others) {
        return new SdJwt(jwt, others, keyBinding);
    }

    SdJwt bound(String otherKeyBinding) {
        return new SdJwt(jwt, disclosures, otherKeyBinding);
    }

    /** §4.3.1: everything before the key binding. */
    String unbound() {
        return Stream.concat(Stream.of(jwt), disclosures.stream()).collect(Collectors.joining("~", "", "~"));
    }

    String algorithm() {
        return CompactJws.parse(jwt).claims().get("_sd_alg") instanceof String named ? named : Disclosure.SHA_256;
    }

    @Override
    public String toString() {
        return unbound() + keyBinding;
    }

    /** §7.1, as a holder does it: with faith in its issuer. */
    private static final class Revealing {
        private final Map<String, Object> payload;
        private final Map<String, Disclosure> byDigest = new LinkedHashMap<>();
        private final List<? extends List<?>> paths;
        private final Set<String> needed = new LinkedHashSet<>();

        Revealing(SdJwt sdJwt, List<? extends List<?>> paths) {
            this.payload = CompactJws.parse(sdJwt.jwt()).claims();
            this.paths = paths;
            for (var text : sdJwt.disclosures()) {
                var disclosure = new Disclosure(text);
                byDigest.put(disclosure.digest(sdJwt.algorithm()), disclosure);
            }
        }

        Map<String, Object> claims() {
            var claims = new LinkedHashMap<String, Object>();
            if (reveal(payload, new ArrayList<>(), List.of()) instanceof Map<?, ?> members) {
                members.forEach((name, value) -> claims.put((String) name, value));
            }
            claims.remove("_sd_alg");
            return claims;
        }

        Set<String> needed() {
            claims();
            return needed;
        }

        /**
         * A value with what is disclosed in it.
         *
         * @param at the path to it
         * @param above the disclosures on this path
         */
        private @Nullable Object reveal(@Nullable Object value, List<Object> at, List<Disclosure> above) {
            if (paths.stream().anyMatch(path -> leads(path, at))) {
                above.forEach(disclosure -> needed.add(disclosure.text()));
            }
            return switch (value) {
                case Map<?, ?> members -> object(members, at, above);
                case List<?> elements -> array(elements, at, above);
                case null, default -> value;
            };
        }

        private Map<String, @Nullable Object> object(Map<?, ?> members, List<Object> at, List<Disclosure> above) {
            var revealed = new LinkedHashMap<String, @Nullable Object>();
            members.forEach((name, value) -> {
                if (!"_sd".equals(name)) {
                    revealed.put((String) name, reveal(value, longer(at, name), above));
                }
            });
            if (members.get("_sd") instanceof List<?> digests) {
                digests.stream()
                        .map(byDigest::get)
                        .filter(found -> found != null)
                        .forEach(found -> revealed.put(
                                found.name(), reveal(found.value(), longer(at, found.name()), longer(above, found))));
            }
            return revealed;
        }

        private List<@Nullable Object> array(List<?> elements, List<Object> at, List<Disclosure> above) {
            var revealed = new ArrayList<@Nullable Object>();
            for (var element : elements) {
                var concealed = element instanceof Map<?, ?> place ? place.get("...") : null;
                var found = concealed == null ? null : byDigest.get(concealed);
                var here = longer(at, revealed.size());
                if (concealed == null) {
                    revealed.add(reveal(element, here, above));
                } else if (found != null) {
                    revealed.add(reveal(found.value(), here, longer(above, found)));
                }
            }
            return revealed;
        }

        /** Whether a path leads here, or to something around here. */
        private static boolean leads(List<?> path, List<Object> here) {
            if (path.size() > here.size()) {
                return false;
            }
            for (int step = 0; step < path.size(); step++) {
                var wanted = path.get(step);
                if (wanted == null ? !(here.get(step) instanceof Integer) : !wanted.equals(here.get(step))) {
                    return false;
                }
            }
            return true;
        }

        private static <T> List<T> longer(List<? extends T> list, T last) {
            var longer = new ArrayList<T>(list);
            longer.add(last);
            return longer;
        }
    }
}
