package dev.verifier.jose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What is read of claims, and how they say which one is at fault. */
class ClaimsTests {

    private final Claims claims = Claims.unsigned(
            Part.CREDENTIAL,
            Map.of("iss", "me", "exp", 7, "vc", Map.of("type", List.of("A", "B"), "list", List.of(Map.of("x", 1)))));

    @Test
    void a_claim_that_is_missing_is_named_with_the_way_to_it() throws RejectedException {
        assertThat(claims.text("iss")).isEqualTo("me");
        assertThat(why(() -> claims.text("sub"))).isEqualTo(new Rejection.ClaimMissing(Part.CREDENTIAL, "sub"));
        var inside = claims.object("vc");
        assertThat(why(() -> inside.text("id"))).isEqualTo(new Rejection.ClaimMissing(Part.CREDENTIAL, "vc.id"));
        var deeper = inside.objects("list").getFirst();
        assertThat(why(() -> deeper.object("y"))).isEqualTo(new Rejection.ClaimMissing(Part.CREDENTIAL, "vc.list.y"));
    }

    @Test
    void so_is_one_of_another_form() throws RejectedException {
        assertThat(claims.optionalNumber("exp"))
                .hasValueSatisfying(exp -> assertThat(exp).isEqualByComparingTo("7"));
        assertThat(why(() -> claims.text("exp"))).isEqualTo(new Rejection.Malformed(Part.CREDENTIAL, "exp"));
        var inside = claims.object("vc");
        assertThat(inside.array("type")).containsExactly("A", "B");
        assertThat(why(() -> inside.texts("list"))).isEqualTo(new Rejection.Malformed(Part.CREDENTIAL, "vc.list"));
        assertThat(why(() -> inside.objects("type"))).isEqualTo(new Rejection.Malformed(Part.CREDENTIAL, "vc.type"));
        assertThat(claims.texts("iss")).containsExactly("me");
        assertThat(why(() -> claims.array("iss"))).isEqualTo(new Rejection.Malformed(Part.CREDENTIAL, "iss"));
    }

    private static Rejection why(Executable step) {
        return Assertions.assertThrows(RejectedException.class, step).rejection();
    }
}
