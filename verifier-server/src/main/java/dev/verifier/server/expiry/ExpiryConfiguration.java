package dev.verifier.server.expiry;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class ExpiryConfiguration {

    @Bean
    ExpiringTables expiringTables(JdbcOperations database, PlatformTransactionManager transactions) {
        return new ExpiringTables(database, new TransactionTemplate(transactions));
    }

    @Bean
    Forgetting forgetting(List<Expiring> all, MeterRegistry registry, Clock clock) {
        return new Forgetting(all, registry, clock);
    }
}
