package dev.verifier.server.limit;

import com.zaxxer.hikari.HikariDataSource;
import dev.verifier.jose.Limits;
import dev.verifier.server.configuration.VerifierProperties;
import dev.verifier.server.error.ErrorAnswers;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LimitConfiguration {

    @Bean
    Limits limits(VerifierProperties properties) {
        var limits = properties.limits();
        return new Limits(Math.toIntExact(limits.credential().toBytes()), limits.jsonDepth());
    }

    @Bean
    CallerAddress callerAddress(VerifierProperties properties) {
        return new CallerAddress(properties.proxy().trusted());
    }

    /** Right behind the filter that makes paths canonical. */
    @Bean
    FilterRegistrationBean<ShortQueue> shortQueue(
            ErrorAnswers answers, DataSource database, @Qualifier("databaseIsAway") BooleanSupplier inVain) {
        var registration = new FilterRegistrationBean<>(new ShortQueue(answers, () -> waitingFor(database), inVain));
        registration.setOrder(-300);
        return registration;
    }

    private static int waitingFor(DataSource database) {
        var pool = database instanceof HikariDataSource hikari ? hikari.getHikariPoolMXBean() : null;
        return pool == null ? 0 : pool.getThreadsAwaitingConnection();
    }

    /** Behind the filter that makes paths canonical, in front of Spring Security. */
    @Bean
    FilterRegistrationBean<FormEndpoints> formEndpoints(
            VerifierProperties properties, ErrorAnswers answers, CallerAddress addresses) {
        var filter = new FormEndpoints(
                answers,
                addresses,
                new Throttle(properties.limits().tokenPerAddress()),
                properties.limits().body().toBytes());
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(-200);
        return registration;
    }

    @Bean
    FilterRegistrationBean<LoginEndpoints> loginEndpoints(
            VerifierProperties properties, ErrorAnswers answers, CallerAddress addresses) {
        var filter = new LoginEndpoints(
                answers, addresses, new Throttle(properties.limits().loginPerAddress()));
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(-200);
        return registration;
    }

    @Bean
    Throttle tokenPerClient(VerifierProperties properties) {
        return new Throttle(properties.limits().tokenPerClient());
    }
}
