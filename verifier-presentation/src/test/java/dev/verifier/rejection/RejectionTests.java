package dev.verifier.rejection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RejectionTests {

    /** RFC 6749 §5.2: what an error_description may hold. */
    private static final Pattern DESCRIPTION = Pattern.compile("[\\x20\\x21\\x23-\\x5b\\x5d-\\x7e]{20,200}");

    static Stream<Reason> reasons() {
        return Arrays.stream(Rejection.class.getPermittedSubclasses())
                .flatMap(kind -> kind.isRecord() ? Stream.of(kind) : Arrays.stream(kind.getPermittedSubclasses()))
                .map(kind -> kind.getAnnotation(Reason.class));
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void every_rejection_says_what_to_do_in_characters_that_may_be_sent(Reason reason) {
        assertThat(reason.code()).matches("[a-z]+(_[a-z]+)*");
        assertThat(reason.mend()).matches(DESCRIPTION).endsWith(".");
        assertThat(reason.clause()).isNotBlank();
    }

    @Test
    void no_two_rejections_share_a_code() {
        var codes = reasons().map(Reason::code).toList();

        assertThat(new HashSet<>(codes)).hasSameSizeAs(codes);
    }

    @Test
    void a_part_leads_its_codes() {
        assertThat(new Rejection.Expired(Part.PRESENTATION).code()).isEqualTo("presentation_expired");
        assertThat(new Rejection.Revoked().code()).isEqualTo("credential_revoked");
    }
}
