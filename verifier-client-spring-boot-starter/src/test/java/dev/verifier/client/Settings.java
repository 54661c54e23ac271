package dev.verifier.client;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Properties as an application would have them. */
final class Settings {

    private Settings() {}

    /** @param namesAndValues names without the prefix, each followed by its value */
    static ClientProperties of(String... namesAndValues) {
        Map<String, Object> all = new HashMap<>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            all.put(ClientProperties.PREFIX + "." + namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Binder(new MapConfigurationPropertySource(all))
                .bindOrCreate(ClientProperties.PREFIX, ClientProperties.class);
    }
}
