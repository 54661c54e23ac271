package dev.verifier.server.admin;

import dev.verifier.server.audit.EventLog;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.key.KeyStates;
import dev.verifier.server.list.Lists;
import dev.verifier.server.wallet.LoginPhases;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;

@Configuration(proxyBeanMethods = false)
class AdminConfiguration {

    @Bean
    AdminPage adminPage(
            Surface surface, Lists lists, KeyStates keys, LoginPhases logins, EventLog events, Clock clock) {
        return new AdminPage(() -> {
            var at = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            var refusals = events.refusals().newest();
            return new Overview(
                    at,
                    surface.issuer().toString(),
                    lists.all().stream().map(Overview.ListState::of).toList(),
                    keys.at(at),
                    unlessAway(logins, at),
                    Overview.reasons(refusals),
                    refusals);
        });
    }

    /** The page is most wanted when the database is away. */
    private static @Nullable Map<String, Long> unlessAway(LoginPhases logins, Instant at) {
        try {
            return logins.at(at);
        } catch (DataAccessException e) {
            return null;
        }
    }
}
