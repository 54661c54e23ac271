package dev.verifier.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * The powers of the mandate in a token as authorities: {@code POWER_Onboarding.Execute} for the function Onboarding and its action Execute,
 * and {@code POWER_DOME/Onboarding.Execute} with the domain in front. Stateless.
 */
record Powers(@Nullable String domain) {

    private static final String PREFIX = "POWER_";

    /** What has a separator in it could be read as another power. */
    private static final Pattern WORD = Pattern.compile("[^./]+");

    /** @param claims of a token, or of userinfo */
    Collection<GrantedAuthority> of(Map<String, Object> claims) {
        var authorities = new ArrayList<GrantedAuthority>();
        for (var power : several(powers(claims))) {
            if (power instanceof Map<?, ?> members) {
                add(members, authorities);
            }
        }
        return authorities;
    }

    /** Flat, as Verifier has it; or where the ecosystem's other tokens have it. */
    private static @Nullable Object powers(Map<String, Object> claims) {
        var flat = claims.get("power");
        if (flat != null) {
            return flat;
        }
        var mandate = claims.get("mandate");
        return mandate != null
                ? member(mandate, "power")
                : member(member(member(claims.get("vc"), "credentialSubject"), "mandate"), "power");
    }

    private void add(Map<?, ?> power, Collection<GrantedAuthority> authorities) {
        var where = either(power, "domain", "tmf_domain");
        if (domain != null && !several(where).contains(domain)) {
            return;
        }
        if (either(power, "function", "tmf_function") instanceof String function && isWord(function)) {
            for (var action : several(either(power, "action", "tmf_action"))) {
                if (action instanceof String word && isWord(word)) {
                    authorities.add(new SimpleGrantedAuthority(PREFIX + function + "." + word));
                    several(where).stream()
                            .filter(named -> named instanceof String text && isWord(text))
                            .map(named -> PREFIX + named + "/" + function + "." + word)
                            .forEach(named -> authorities.add(new SimpleGrantedAuthority(named)));
                }
            }
        }
    }

    private static boolean isWord(String text) {
        return WORD.matcher(text).matches();
    }

    /** Credentials of the first generation have other names for some members. */
    private static @Nullable Object either(Map<?, ?> power, String name, String otherName) {
        var value = power.get(name);
        return value == null ? power.get(otherName) : value;
    }

    private static @Nullable Object member(@Nullable Object object, String name) {
        return object instanceof Map<?, ?> members ? members.get(name) : null;
    }

    private static Collection<?> several(@Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        return value instanceof Collection<?> values ? values : List.of(value);
    }
}
