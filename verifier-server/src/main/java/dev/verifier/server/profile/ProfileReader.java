package dev.verifier.server.profile;

import dev.verifier.dcql.CredentialQuery;
import dev.verifier.dcql.DcqlQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** Makes profiles of what is configured, on top of those that are ready-made. What cannot be meant says where it stands. Stateless. */
final class ProfileReader {

    private static final String ENABLED = "enabled";
    private static final String SCOPES = "scopes";
    private static final String DCQL = "dcql";
    private static final String CLAIMS = "claims";
    private static final String CREDENTIAL = "credential";
    private static final String REQUIREMENTS = "requirements";
    private static final Set<String> FIELDS = Set.of(ENABLED, SCOPES, DCQL, CLAIMS, CREDENTIAL, REQUIREMENTS);

    /** RFC 6749 §3.3. */
    private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5b\\x5d-\\x7e]+");

    /** What OpenID Connect and this server mean by these is no profile (OpenID Connect Core §5.4, §11). */
    private static final Set<String> TAKEN = Set.of("openid", "profile", "email", "address", "phone", "offline_access");

    private ProfileReader() {}

    /** Every profile that is in use. One that is ready-made may be configured in part; the rest is as it was made. */
    static List<CredentialProfile> read(Map<String, Map<String, Object>> readyMade, Map<?, ?> configured) {
        var written = new LinkedHashMap<String, Map<String, Object>>();
        readyMade.forEach((name, fields) -> written.put(name, new LinkedHashMap<>(fields)));
        ProfileNames.in(configured, FIELDS).forEach((name, fields) -> {
            var whole = written.computeIfAbsent(name, _ -> new LinkedHashMap<>());
            whole.put(ENABLED, true);
            whole.putAll(fields);
        });
        var profiles = new ArrayList<CredentialProfile>();
        written.forEach((name, fields) -> {
            if (isEnabled(name, fields.get(ENABLED))) {
                profiles.add(profile(name, fields));
            }
        });
        requireDistinct(profiles);
        return profiles;
    }

    /** The names under which something is configured. */
    static Set<String> named(Map<?, ?> configured) {
        return ProfileNames.in(configured, FIELDS).keySet();
    }

    private static boolean isEnabled(String name, @Nullable Object value) {
        var enabled = flag(name, ENABLED, value);
        if (!enabled && name.equals(CredentialProfile.MACHINE)) {
            throw wrong(name, ENABLED, value, "is no way to keep machines out: the list of clients lets them in");
        }
        return enabled;
    }

    private static boolean flag(String name, String field, @Nullable Object value) {
        return switch (String.valueOf(value)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(name, field, value, "must be true or false");
        };
    }

    private static CredentialProfile profile(String name, Map<String, Object> fields) {
        return new CredentialProfile(
                name,
                scopes(name, fields.get(SCOPES)),
                query(name, fields.get(DCQL)),
                read(name, CLAIMS, fields, ToldClaims::of),
                flag(name, CREDENTIAL, fields.getOrDefault(CREDENTIAL, false)),
                read(name, REQUIREMENTS, fields, Requirements::of));
    }

    private static <T> T read(String name, String field, Map<String, Object> fields, Reading<T> reading) {
        try {
            return reading.of(fields.get(field));
        } catch (IllegalArgumentException e) {
            throw wrong(name, field, fields.get(field), String.valueOf(e.getMessage()));
        }
    }

    /** Makes something of what is configured for a field. */
    @FunctionalInterface
    private interface Reading<T> {
        T of(@Nullable Object configured);
    }

    private static Set<String> scopes(String name, @Nullable Object value) {
        var scopes = new LinkedHashSet<>(value == null ? List.of(name) : ConfiguredJson.texts(value));
        for (var scope : scopes) {
            if (!SCOPE.matcher(scope).matches()) {
                throw wrong(name, SCOPES, value, "\"" + scope + "\" is no scope (RFC 6749 §3.3)");
            }
            if (TAKEN.contains(scope)) {
                throw wrong(name, SCOPES, value, "\"" + scope + "\" means something else already; take another one");
            }
        }
        return scopes;
    }

    private static DcqlQuery query(String name, @Nullable Object value) {
        var json = value == null ? null : ConfiguredJson.object(value);
        if (json == null) {
            throw wrong(name, DCQL, value, "must be a DCQL query (OpenID4VP 1.0 §6), as an object or as JSON");
        }
        var property = ProfileNames.PREFIX + name + "." + DCQL;
        try {
            return DcqlQuery.parse(property, json);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationPropertyValueException(property, "…", String.valueOf(e.getMessage()));
        }
    }

    /** A scope means one profile, and an answer belongs to one query. */
    private static void requireDistinct(List<CredentialProfile> profiles) {
        var scopes = new HashMap<String, String>();
        var ids = new HashMap<String, String>();
        for (var profile : profiles) {
            var name = profile.name();
            for (var scope : profile.scopes()) {
                var other = scopes.put(scope, name);
                if (other != null) {
                    throw wrong(
                            name,
                            SCOPES,
                            scope,
                            "is a scope of the profile " + other + " already; take another" + " one, or set "
                                    + ProfileNames.PREFIX + other + ".enabled to false");
                }
            }
            for (var id : profile.query().credentials().stream()
                    .map(CredentialQuery::id)
                    .toList()) {
                var other = ids.put(id.value(), name);
                if (other != null) {
                    throw wrong(
                            name,
                            DCQL,
                            id.value(),
                            "is the id of a credential of the profile " + other + " already; take another one");
                }
            }
        }
    }

    private static InvalidConfigurationPropertyValueException wrong(
            String name, String field, @Nullable Object value, String why) {
        return new InvalidConfigurationPropertyValueException(
                ProfileNames.PREFIX + name + "." + field, Objects.requireNonNullElse(value, "nothing"), why);
    }
}
