package dev.verifier.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreshnessTests {

    private static final Instant AT = Instant.ofEpochSecond(1_800_000_000);
    private static final Freshness RULE =
            new Freshness(Duration.ofMinutes(10), Duration.ofSeconds(30), NumericDates.SECONDS);

    /** Seconds relative to now; an empty column is an absent claim. */
    @ParameterizedTest
    @CsvSource({
        "120,0,0,ok",
        "600,0,,ok",
        "10,,,ok",
        "601,0,0,client_assertion_lives_too_long",
        "630,30,,ok",
        "631,,,client_assertion_lives_too_long",
        "60,-600,,client_assertion_lives_too_long",
        "-29,-60,,ok",
        "-30,-60,,client_assertion_expired",
        "120,30,30,ok",
        "120,31,0,client_assertion_not_yet_valid",
        "120,0,31,client_assertion_not_yet_valid",
        "90,90,90,client_assertion_not_yet_valid",
        ",0,0,client_assertion_claim_missing",
        "315360000,0,0,client_assertion_lives_too_long",
    })
    void judges_a_clock_that_is_off(@Nullable Long exp, @Nullable Long iat, @Nullable Long nbf, String outcome) {
        assertThat(outcome(claims(exp, iat, nbf))).isEqualTo(outcome);
    }

    @Test
    void may_want_to_be_told_when_a_token_was_made() throws RejectedException {
        assertThat(RULE.dated().require(claims(120L, 0L, null), AT)).isEqualTo(AT.plusSeconds(150));
        assertThat(RULE.require(claims(120L, null, null), AT)).isEqualTo(AT.plusSeconds(150));
        assertThatThrownBy(() -> RULE.dated().require(claims(120L, null, null), AT))
                .isInstanceOf(RejectedException.class)
                .extracting(refused -> ((RejectedException) refused).rejection().code())
                .isEqualTo("client_assertion_claim_missing");
    }

    /** Seconds relative to now, as above. */
    @ParameterizedTest
    @CsvSource({
        ",0,,ok",
        ",30,30,ok",
        ",31,,client_assertion_not_yet_valid",
        ",0,31,client_assertion_not_yet_valid",
        ",-629,,ok",
        ",-630,,client_assertion_expired",
        ",,,client_assertion_claim_missing",
        "120,,,client_assertion_claim_missing",
        "120,0,,ok",
        "-30,-60,,client_assertion_expired",
        "601,0,,client_assertion_lives_too_long",
    })
    void judges_one_without_an_end_by_when_it_was_made(
            @Nullable Long exp, @Nullable Long iat, @Nullable Long nbf, String outcome) {
        var claims = claims(exp, iat, nbf);

        assertThat(outcome(() -> RULE.requireRecent(claims, AT))).isEqualTo(outcome);
    }

    @Test
    void and_remembers_it_until_it_is_worthless() throws RejectedException {
        assertThat(RULE.requireRecent(claims(null, -10L, null), AT)).isEqualTo(AT.plusSeconds(620));
        assertThat(RULE.requireRecent(claims(120L, -10L, null), AT)).isEqualTo(AT.plusSeconds(150));
    }

    @Test
    void remembers_as_long_as_the_token_could_be_used_again() throws RejectedException {
        assertThat(RULE.require(claims(120L, 0L, null), AT)).isEqualTo(AT.plusSeconds(150));
    }

    @Test
    void survives_numbers_from_beyond_the_calendar() {
        var members = new HashMap<String, @Nullable Object>(Map.of("exp", new BigDecimal("1e308")));

        assertThat(outcome(new Claims(Part.CLIENT_ASSERTION, "", members)))
                .isEqualTo("client_assertion_lives_too_long");
        members.put("exp", new BigDecimal("-1e308"));
        assertThat(outcome(new Claims(Part.CLIENT_ASSERTION, "", members))).isEqualTo("client_assertion_expired");
    }

    private static String outcome(Claims claims) {
        return outcome(() -> RULE.require(claims, AT));
    }

    private static String outcome(Executable step) {
        try {
            step.execute();
            return "ok";
        } catch (RejectedException e) {
            return e.rejection().code();
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static Claims claims(@Nullable Long exp, @Nullable Long iat, @Nullable Long nbf) {
        var members = new HashMap<String, @Nullable Object>();
        put(members, "exp", exp);
        put(members, "iat", iat);
        put(members, "nbf", nbf);
        return new Claims(Part.CLIENT_ASSERTION, "", members);
    }

    private static void put(Map<String, @Nullable Object> members, String name, @Nullable Long offset) {
        if (offset != null) {
            members.put(name, AT.getEpochSecond() + offset);
        }
    }
}
