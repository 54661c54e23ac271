package dev.verifier.presentation;

import static dev.verifier.presentation.AnnDiscloses.EMPLOYEE_CLAIMS;
import static dev.verifier.presentation.AnnDiscloses.SEAL;
import static dev.verifier.presentation.AnnDiscloses.judge;
import static dev.verifier.presentation.AnnDiscloses.login;
import static dev.verifier.presentation.AnnDiscloses.query;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.util.X509CertUtils;
import com.nimbusds.jwt.SignedJWT;
import dev.verifier.jose.Audiences;
import dev.verifier.trust.FormerType;
import dev.verifier.wallet.SdJwtType;
import eu.europa.ec.eudi.sdjwt.KeyBindingVerifier;
import eu.europa.ec.eudi.sdjwt.NimbusSdJwtOps;
import eu.europa.ec.eudi.sdjwt.SdJwtAndKbJwt;
import java.io.IOException;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kotlin.Result;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlinx.coroutines.BuildersKt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * The reference implementation of the EU's wallet, which shares no code with us, about the SD-JWTs that our tests show: those of our own wallet,
 * and one of npm's {@code @sd-jwt} that {@code verifier-e2e/wallets/second-opinion.mjs} printed.
 */
class SecondOpinionTests {

    private static final NimbusSdJwtOps THEIRS = NimbusSdJwtOps.INSTANCE;
    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @EnumSource(names = {"SE", "SE_EUDI"})
    void both_read_the_same(SdJwtType type) throws Exception {
        var shown = login().seal(SEAL)
                .sdJwt(type)
                .disclosing(EMPLOYEE_CLAIMS)
                .build()
                .presentation();

        assertThat(judge(shown, query(type, EMPLOYEE_CLAIMS)))
                .isInstanceOfSatisfying(Verdict.Accepted.class, accepted -> {
                    var ours = accepted.credentials().values().iterator().next().getFirst();
                    assertThat(theirs(shown).orElseThrow()).containsAllEntriesOf(asTheyReadIt(ours.document()));
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"SE", "SE_EUDI"})
    void both_refuse_what_was_changed(SdJwtType type) throws Exception {
        var shown = login().seal(SEAL)
                .sdJwt(type)
                .disclosing(EMPLOYEE_CLAIMS)
                .build()
                .presentation();

        assertThat(theirs(shown)).isPresent();
        for (var changed : changed(shown)) {
            assertThat(theirs(changed)).isEmpty();
            assertThat(judge(changed, query(type, EMPLOYEE_CLAIMS))).isNotInstanceOf(Verdict.Accepted.class);
        }
    }

    @Test
    void both_read_the_same_in_what_is_neither_theirs_nor_ours() throws Exception {
        var wallet = ByNpm.read();

        assertThat(wallet.judge(wallet.presentation())).isInstanceOfSatisfying(Verdict.Accepted.class, accepted -> {
            var ours = accepted.credentials().values().iterator().next().getFirst();
            assertThat(ours.document()).containsEntry("given_name", "Ann").doesNotContainKey("family_name");
            assertThat(theirs(wallet.presentation()).orElseThrow()).containsAllEntriesOf(asTheyReadIt(ours.document()));
        });
    }

    @Test
    void both_refuse_what_is_neither_theirs_nor_ours_once_it_was_changed() throws Exception {
        var wallet = ByNpm.read();
        assertThat(theirs(wallet.presentation())).isPresent();

        for (var changed : changed(wallet.presentation())) {
            assertThat(theirs(changed)).isEmpty();
            assertThat(wallet.judge(changed)).isNotInstanceOf(Verdict.Accepted.class);
        }
    }

    /** What a wallet of npm shows to the verifier of these tests. */
    private record ByNpm(String anchor, String clientId, String nonce, String presentation) {

        static ByNpm read() throws IOException {
            try (var json = SecondOpinionTests.class.getResourceAsStream("/sd-jwt-by-npm.json")) {
                return JSON.readValue(json, ByNpm.class);
            }
        }

        Verdict judge(String shown) throws Exception {
            var query = query(SdJwtType.PID, List.of(List.of("given_name"), List.of("address", "locality")));
            var asked = PresentationRequest.ofWallet(
                    query, new Nonce(nonce), new Audiences(Set.of(clientId), true), Ann.FRESHNESS, new Handover.None());
            return new PresentationVerifier(
                            AnnDiscloses.framework(anchor),
                            new PresentationLimits(Ann.LIMITS, 5, 200),
                            FormerType.REFUSED)
                    .verify(VpToken.of(AnnDiscloses.QUERY, shown), asked, AnnDiscloses.AT);
        }
    }

    /** Without a disclosure, without the holder's proof, with another one, and with a letter more. */
    private static List<String> changed(String shown) {
        var parts = shown.split("~", -1);
        return List.of(
                shown.replace("~" + parts[1] + "~", "~"),
                shown.substring(0, shown.lastIndexOf('~') + 1),
                shown.substring(0, shown.length() - 4) + (shown.endsWith("AAAA") ? "BBBB" : "AAAA"),
                "A" + shown);
    }

    /** What they make of it; empty where they refuse it. */
    private static Optional<Map<String, Object>> theirs(String shown) {
        try {
            var jwt = SignedJWT.parse(shown.substring(0, shown.indexOf('~')));
            var leaf = X509CertUtils.parse(
                    jwt.getHeader().getX509CertChain().getFirst().decode());
            var issuer = THEIRS.asJwtVerifier(new ECDSAVerifier((ECPublicKey) leaf.getPublicKey()));
            var holder = THEIRS.mustBePresentAndValid(
                    KeyBindingVerifier.Companion, THEIRS.getHolderPubKeyInConfirmationClaim(), null);
            var judged = BuildersKt.runBlocking(
                    EmptyCoroutineContext.INSTANCE, (_, then) -> verify(issuer, holder, shown, then));
            // In a box where it had to wait for another thread, and as it is where it had not.
            var unboxed = judged instanceof Result<?> box
                    ? Result.class.getMethod("unbox-impl").invoke(box)
                    : judged;
            return unboxed instanceof SdJwtAndKbJwt<?> both ? Optional.of(claims(both)) : Optional.empty();
        } catch (Exception e) {
            return Optional.empty();
        }
    }

    /** The method's name cannot be written in Java: it returns a Kotlin {@code Result}. */
    private static Object verify(Object issuer, Object holder, String shown, Continuation<?> then) {
        try {
            return Arrays.stream(NimbusSdJwtOps.class.getMethods())
                    .filter(method -> method.getName().startsWith("verify-") && method.getParameterCount() == 4)
                    .filter(method -> method.getParameterTypes()[2] == String.class)
                    .findFirst()
                    .orElseThrow()
                    .invoke(THEIRS, issuer, holder, shown, then);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("their verifier", e);
        }
    }

    /** With numbers of the same kinds. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> asTheyReadIt(Map<String, ?> ours) {
        return JSON.readValue(JSON.writeValueAsString(ours), Map.class);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> claims(SdJwtAndKbJwt<?> both) {
        var json = THEIRS.recreateClaims(((SdJwtAndKbJwt<SignedJWT>) both).getSdJwt(), null);
        return JSON.readValue(json.toString(), Map.class);
    }
}
