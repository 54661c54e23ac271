package dev.verifier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2Error;

class MachineTokensTests {

    private static final Duration LIFETIME = Duration.ofHours(1);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));
    private final InstantSource time = now::get;
    private final Clock clock = time.withZone(ZoneOffset.UTC);
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean away;
    private final MachineTokens tokens = new MachineTokens(this::another, Duration.ofMinutes(5), clock);

    private OAuth2AccessToken another() {
        var number = asked.incrementAndGet();
        if (away) {
            throw new OAuth2AuthorizationException(new OAuth2Error("invalid_client"));
        }
        return new OAuth2AccessToken(
                TokenType.BEARER, "token " + number, now.get(), now.get().plus(LIFETIME));
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    @Test
    void a_token_is_asked_for_when_it_is_wanted_and_kept() {
        assertThat(asked).hasValue(0);
        assertThat(tokens.value()).isEqualTo("token 1");
        pass(Duration.ofMinutes(54));
        assertThat(tokens.value()).isEqualTo("token 1");
    }

    @Test
    void it_is_replaced_before_it_ends() {
        tokens.value();
        pass(Duration.ofMinutes(55));
        assertThat(tokens.value()).isEqualTo("token 2");
        assertThat(tokens.value()).isEqualTo("token 2");
    }

    @Test
    void no_token_is_replaced_in_the_first_quarter_of_its_life() {
        var hasty = new MachineTokens(this::another, LIFETIME, clock);
        hasty.value();
        pass(Duration.ofMinutes(14));
        assertThat(hasty.value()).isEqualTo("token 1");
        pass(Duration.ofMinutes(1));
        assertThat(hasty.value()).isEqualTo("token 2");
    }

    @Test
    void the_old_one_will_do_while_there_is_no_new_one_but_not_after_its_end() {
        tokens.value();
        away = true;
        pass(Duration.ofMinutes(55));
        assertThat(tokens.value()).isEqualTo("token 1");
        assertThat(tokens.value()).isEqualTo("token 1");
        assertThat(asked).as("not with every call").hasValue(2);
        pass(Duration.ofMinutes(5));
        assertThatThrownBy(tokens::value).isInstanceOf(OAuth2AuthorizationException.class);
        away = false;
        assertThat(tokens.value()).isEqualTo("token 4");
    }

    @Test
    void what_an_api_refuses_is_not_sent_again_unless_it_is_new() {
        tokens.refused(tokens.value());
        assertThat(tokens.value()).isEqualTo("token 1");
        pass(Duration.ofMinutes(1));
        tokens.refused("of another");
        assertThat(tokens.value()).isEqualTo("token 1");
        tokens.refused("token 1");
        assertThat(tokens.value()).isEqualTo("token 2");
    }

    @Test
    void many_who_want_one_at_once_are_one_request() throws Exception {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var slow = new MachineTokens(
                () -> {
                    begun.countDown();
                    await(go);
                    return another();
                },
                Duration.ofMinutes(5),
                clock);
        var pool = Executors.newFixedThreadPool(20);
        try {
            var first = pool.submit(slow::value);
            await(begun);
            var others = IntStream.range(0, 19)
                    .mapToObj(i -> pool.submit(slow::value))
                    .toList();
            go.countDown();
            for (var other : others) {
                assertThat(other.get()).isEqualTo(first.get());
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void who_waits_for_the_request_of_another_hears_why_it_failed() throws Exception {
        away = true;
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var slow = new MachineTokens(
                () -> {
                    begun.countDown();
                    await(go);
                    return another();
                },
                Duration.ofMinutes(5),
                clock);
        var pool = Executors.newFixedThreadPool(2);
        try {
            var first = pool.submit(slow::value);
            await(begun);
            var second = pool.submit(slow::value);
            go.countDown();

            assertThatThrownBy(first::get).hasCauseInstanceOf(OAuth2AuthorizationException.class);
            assertThatThrownBy(second::get).hasCauseInstanceOf(OAuth2AuthorizationException.class);
            away = false;
            assertThat(slow.value()).startsWith("token");
        } finally {
            pool.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
