package dev.verifier.server.tenant;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.ApplicationListener;

/**
 * Lets a command look at one tenant of an installation, as that tenant's server would: the one that {@code verifier.tenant} names. Without
 * tenants it changes nothing. Used by one thread, once.
 */
public final class TenantChoice implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    private static final String SETTING = "verifier.tenant";

    private final boolean inTurn;
    private final List<String> others = new ArrayList<>();

    private TenantChoice(boolean inTurn) {
        this.inTurn = inTurn;
    }

    /** For a command that is about one: which, must be said where there are several. */
    public static TenantChoice one() {
        return new TenantChoice(false);
    }

    /** For a command that is about all of them: the first, if none is named. */
    public static TenantChoice inTurn() {
        return new TenantChoice(true);
    }

    /** Whose turn it is then, if none was named. */
    public List<String> others() {
        return List.copyOf(others);
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        var environment = event.getEnvironment();
        if (!TenantFolder.isConfigured(environment)) {
            return;
        }
        var all = TenantFolder.files(environment);
        var name = environment.getProperty(SETTING);
        var names = all.stream().map(TenantFile::name).collect(Collectors.joining(", "));
        if (name == null && all.size() > 1 && !inTurn) {
            throw new InvalidConfigurationPropertyValueException(
                    SETTING, null, "say whose, with --verifier.tenant=, one of " + names);
        }
        var chosen = name == null
                ? all.getFirst()
                : all.stream()
                        .filter(file -> file.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new InvalidConfigurationPropertyValueException(
                                SETTING, name, "there is no such tenant, only " + names));
        if (name == null) {
            all.stream().map(TenantFile::name).skip(1).forEach(others::add);
        }
        chosen.describe(environment);
    }
}
