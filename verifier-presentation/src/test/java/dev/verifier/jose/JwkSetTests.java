package dev.verifier.jose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Which of the keys that somebody publishes a token was signed with, and that nobody guesses. */
class JwkSetTests {

    private static final String THUMBPRINT = "oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U";
    private static final Map<String, Object> P_256 = Map.of(
            "kty",
            "EC",
            "crv",
            "P-256",
            "x",
            "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
            "y",
            "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0");
    private static final Map<String, Object> ED25519 =
            Map.of("kty", "OKP", "crv", "Ed25519", "x", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");

    @Test
    void the_only_key_that_makes_such_signatures_needs_no_name() throws RejectedException {
        var keys = set(P_256, ED25519);

        assertThat(keys.require(token("ES256", null)).thumbprint()).isEqualTo(THUMBPRINT);
        assertThat(keys.require(token("EdDSA", null)).curve()).isEqualTo("Ed25519");
        unknown(keys, token("RS256", null));
        unknown(keys, token("none", null));
    }

    @Test
    void a_name_that_is_told_is_the_one_that_counts() throws RejectedException {
        var keys = set(with(P_256, "kid", "1"), with(ED25519, "kid", "2"));

        assertThat(keys.require(token("ES256", "1")).thumbprint()).isEqualTo(THUMBPRINT);
        unknown(keys, token("ES256", "2"));
        unknown(keys, token("ES256", "3"));
        unknown(set(P_256), token("ES256", "1"));
    }

    @Test
    void a_key_is_for_the_algorithm_and_the_use_that_it_says() throws RejectedException {
        assertThat(set(with(P_256, "alg", "ES256"))
                        .require(token("ES256", null))
                        .thumbprint())
                .isEqualTo(THUMBPRINT);
        assertThat(set(with(P_256, "use", "sig")).require(token("ES256", null)).thumbprint())
                .isEqualTo(THUMBPRINT);
        unknown(set(with(P_256, "alg", "ES384")), token("ES256", null));
        unknown(set(with(P_256, "use", "enc")), token("ES256", null));
        unknown(set(with(P_256, "d", "AAAA")), token("ES256", null));
    }

    @Test
    void one_strange_key_spoils_no_other_and_the_same_key_twice_is_one() throws RejectedException {
        assertThat(JwkSet.of(Map.of("keys", List.of(7, Map.of("kty", "odd"), P_256)), Rejection.KeyNotUsable::new)
                        .require(token("ES256", null))
                        .thumbprint())
                .isEqualTo(THUMBPRINT);
        assertThat(set(with(P_256, "kid", "1"), with(P_256, "kid", "2"))
                        .require(token("ES256", null))
                        .thumbprint())
                .isEqualTo(THUMBPRINT);
    }

    @Test
    void knows_a_key_by_its_thumbprint_whatever_it_is_called() throws RejectedException {
        assertThat(set(ED25519, with(P_256, "kid", "renamed")).contains(THUMBPRINT))
                .isTrue();
        assertThat(set(ED25519).contains(THUMBPRINT)).isFalse();
    }

    @Test
    void there_are_fifty_at_most() throws RejectedException {
        var many = new ArrayList<>(Collections.nCopies(50, P_256));

        assertThat(JwkSet.of(Map.of("keys", many), Rejection.KeyNotUsable::new).contains(THUMBPRINT))
                .isTrue();
        many.add(P_256);
        for (var odd : List.<Object>of(many, Map.of(), "keys", 7)) {
            assertThat(Assertions.assertThrows(
                                    RejectedException.class,
                                    () -> JwkSet.of(Map.of("keys", odd), Rejection.KeyNotUsable::new))
                            .rejection())
                    .isEqualTo(new Rejection.KeyNotUsable("keys"));
        }
    }

    private static void unknown(JwkSet keys, CompactJws token) {
        assertThat(Assertions.assertThrows(RejectedException.class, () -> keys.require(token))
                        .rejection())
                .isEqualTo(new Rejection.KeyUnknown(Part.CREDENTIAL));
    }

    private static JwkSet set(Map<?, ?>... keys) throws RejectedException {
        return JwkSet.of(Map.of("keys", List.of(keys)), Rejection.KeyNotUsable::new);
    }

    private static Map<String, Object> with(Map<String, Object> key, String name, String value) {
        var changed = new HashMap<>(key);
        changed.put(name, value);
        return changed;
    }

    private static CompactJws token(String algorithm, @Nullable String kid) throws RejectedException {
        var header = "{\"alg\":\"" + algorithm + "\"" + (kid == null ? "" : ",\"kid\":\"" + kid + "\"") + "}";
        return CompactJws.parse(Part.CREDENTIAL, SignedToken.base64Url(header) + ".e30.YQ", new Limits(10_000, 8));
    }
}
