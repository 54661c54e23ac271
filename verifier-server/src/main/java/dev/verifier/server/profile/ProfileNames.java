package dev.verifier.server.profile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Finds the profiles among what is configured. Names have dots, and to a configuration every dot is a step down: what is read as
 * {@code learcredential}, in it {@code employee}, in that {@code scopes}, is the profile {@code learcredential.employee}.
 */
final class ProfileNames {

    static final String PREFIX = "verifier.openid4vp.profiles.";

    private final Set<String> fields;
    private final Map<String, Map<String, Object>> found = new LinkedHashMap<>();

    private ProfileNames(Set<String> fields) {
        this.fields = fields;
    }

    /**
     * What is configured for each profile, by its name.
     *
     * @param fields what a profile can say
     */
    static Map<String, Map<String, Object>> in(Map<?, ?> configured, Set<String> fields) {
        var names = new ProfileNames(fields);
        configured.forEach((name, value) -> names.look(String.valueOf(name), value));
        return names.found;
    }

    private void look(String name, Object value) {
        if (!(value instanceof Map<?, ?> members)) {
            throw unknown(name, value);
        }
        members.forEach((key, member) -> {
            var field = String.valueOf(key);
            if (fields.contains(field)) {
                found.computeIfAbsent(name, _ -> new LinkedHashMap<>()).put(field, ConfiguredJson.of(member));
            } else {
                look(name + "." + field, member);
            }
        });
    }

    private InvalidConfigurationPropertyValueException unknown(String name, Object value) {
        return new InvalidConfigurationPropertyValueException(
                PREFIX + name,
                value,
                "is no field of a profile: a profile has "
                        + fields.stream().sorted().toList() + ", and a name in front of them");
    }
}
