package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.wallet.SdJwtType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * RL-25: callers whose clocks are half a minute off are believed, whatever they sign; those that are far ahead are not, nor those that
 * are so far behind that what they sign has ended. Here it is the server's clock that is off, the other way round.
 */
class CallerClockTests {

    private static final World WORLD = new World();
    private static final Portal PORTAL =
            Portal.at("https://signing.example/callback").register(WORLD);
    private static final Off CLOCK = new Off();

    @TempDir
    private static Path data;

    private static RunningServer server;

    private static final class Off extends Clock {

        private volatile Duration by = Duration.ZERO;

        @Override
        public Instant instant() {
            return Instant.now().plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** What somebody signs with the time in it. */
    enum Signed {
        /** RFC 7523 §3. */
        ASSERTION_OF_A_MACHINE {
            @Override
            boolean isBelieved(Http http) {
                return http.token(WORLD.login().form()).status() == 200;
            }
        },
        /** RFC 9101 §6.3. */
        REQUEST_OBJECT {
            @Override
            boolean isBelieved(Http http) {
                var request = PORTAL.only("request", PORTAL.sign(PORTAL.allClaims()));
                var answer = new Browser(http).authorize(request);
                return answer.header("Location").startsWith(World.ISSUER + "/login/");
            }
        },
        /** OpenID4VP 1.0 §8.6, in JWT form. */
        PRESENTATION {
            @Override
            boolean isBelieved(Http http) {
                var browser = new Browser(http);
                var answer = browser.answer(WORLD, WORLD.person, browser.begin(Browser.request()));
                return browser.post(answer).status() == 200;
            }
        },
        /** RFC 9901 §7.3. */
        KEY_BINDING {
            @Override
            boolean isBelieved(Http http) {
                var browser = new Browser(http);
                var asked = Browser.asked(
                        Browser.requestObject(http, browser.walletLink(browser.begin(Browser.request()))));
                var bound = new dev.verifier.wallet.Asked(
                        asked.clientId(),
                        asked.responseUri(),
                        asked.nonce(),
                        asked.state(),
                        "employee_sd_jwt",
                        asked.encryption());
                var answer =
                        WORLD.answer(WORLD.person, bound).sdJwt(SdJwtType.SE).build();
                return browser.post(answer).status() == 200;
            }
        };

        abstract boolean isBelieved(Http http);
    }

    @BeforeAll
    static void start() {
        try {
            Files.writeString(
                    WORLD.folder.resolve("issuers.yaml"),
                    "    - credentialsType: \"" + SdJwtType.SE.vct() + "\"\n",
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server = RunningServer.start(CLOCK, data, WORLD.arguments());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static boolean isBelieved(Signed signed, Duration callerIsAhead) {
        CLOCK.by = callerIsAhead.negated();
        try {
            return signed.isBelieved(server.http());
        } finally {
            CLOCK.by = Duration.ZERO;
        }
    }

    @ParameterizedTest
    @EnumSource
    void half_a_minute_is_forgiven_and_more_is_not(Signed signed) {
        assertThat(isBelieved(signed, Duration.ZERO)).isTrue();
        // A second less: it takes a moment from the signature to the judgement.
        assertThat(isBelieved(signed, Duration.ofSeconds(29))).as("ahead").isTrue();
        assertThat(isBelieved(signed, Duration.ofSeconds(-29))).as("behind").isTrue();
        assertThat(isBelieved(signed, Duration.ofSeconds(90))).as("far ahead").isFalse();
        assertThat(isBelieved(signed, Duration.ofMinutes(-16)))
                .as("from long ago")
                .isFalse();
    }
}
