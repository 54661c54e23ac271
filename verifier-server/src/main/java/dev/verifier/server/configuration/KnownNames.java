package dev.verifier.server.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.json.JsonMapper;

/** The names of all knobs, as the build wrote them down from {@link VerifierProperties}, and the nearest one to a wrong name. */
public final class KnownNames {

    private static final String METADATA = "classpath*:META-INF/spring-configuration-metadata.json";

    /** What the ecosystem's first verifier called the same things. */
    private static final Map<String, String> EARLIER = Map.of(
            "verifier.backend.url", "verifier.issuer",
            "verifier.backend.identity.privatekey", "verifier.keys.signing",
            "verifier.backend.trustframeworks.trustedserviceslisturl", "verifier.clients.location",
            "verifier.backend.trustframeworks.trustedissuerslisturl", "verifier.trust.issuers.registry",
            "verifier.backend.trustframeworks.revokedcredentiallisturl", "verifier.trust.revoked-credentials",
            "verifier.backend.localfiles.clientspath", "verifier.clients.location",
            "verifier.backend.localfiles.trustedissuerspath", "verifier.trust.issuers.list");

    /** Variables of this shape come from container platforms, one set for each service, and from our own tests. */
    private static final Pattern NOT_OURS = Pattern.compile(".*_(SERVICE|PORT)(_.*)?|VERIFIER_TEST_.*");

    private KnownNames() {}

    static Set<String> all() {
        var names = new TreeSet<String>();
        try {
            for (var metadata : new PathMatchingResourcePatternResolver().getResources(METADATA)) {
                new JsonMapper()
                        .readTree(metadata.getContentAsByteArray())
                        .path("properties")
                        .valueStream()
                        .map(property -> property.path("name").asString())
                        .filter(name -> name.startsWith("verifier."))
                        .forEach(names::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    /** The name that was perhaps meant. */
    static String nearest(String wrong) {
        var plain = wrong.toLowerCase(Locale.ROOT).replaceAll("\\[\\d+]", "").replace("-", "");
        return EARLIER.containsKey(plain)
                ? EARLIER.get(plain)
                : all().stream()
                        .min(Comparator.comparingInt(name -> distance(name, wrong)))
                        .orElse("verifier.issuer");
    }

    /** Environment variables that look like ours and are none, each with the nearest name that is one. */
    public static Map<String, String> unknownVariables(Collection<String> variables) {
        var known = all().stream()
                .flatMap(name -> Stream.of(variable(name), variable(name.replace('-', '.'))))
                .toList();
        var unknown = new TreeMap<String, String>();
        for (var variable : variables) {
            var ours = variable.startsWith("VERIFIER_")
                    && !NOT_OURS.matcher(variable).matches();
            if (ours && known.stream().noneMatch(name -> isVariableOf(name, variable))) {
                unknown.put(
                        variable,
                        variable(nearest(variable.toLowerCase(Locale.ROOT).replace('_', '.'))));
            }
        }
        return unknown;
    }

    /** Spring binds VERIFIER_DATA_DIRECTORY as well as VERIFIER_DATADIRECTORY, which is how it writes the name. */
    private static boolean isVariableOf(String name, String variable) {
        return variable.equals(name) || variable.startsWith(name + "_"); // VERIFIER_TRUST_ANCHORS_0
    }

    private static String variable(String name) {
        return name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /** Levenshtein's: how many letters must be put in, taken out or changed. */
    private static int distance(String left, String right) {
        var previous = new int[right.length() + 1];
        for (var j = 0; j <= right.length(); j++) {
            previous[j] = j;
        }
        for (var i = 1; i <= left.length(); i++) {
            var current = new int[right.length() + 1];
            current[0] = i;
            for (var j = 1; j <= right.length(); j++) {
                var change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                current[j] = List.of(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + change).stream()
                        .min(Comparator.naturalOrder())
                        .orElseThrow();
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
