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
import dev.verifier.wallet.SdJwtType;
import eu.europa.ec.eudi.sdjwt.KeyBindingVerifier;
import eu.europa.ec.eudi.sdjwt.NimbusSdJwtOps;
import eu.europa.ec.eudi.sdjwt.SdJwtAndKbJwt;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import kotlin.Result;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlinx.coroutines.BuildersKt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** The reference implementation of the EU's wallet, which shares no code with us, about the SD-JWTs that our tests show. */
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
        var parts = shown.split("~", -1);
        var withoutOne = shown.replace("~" + parts[1] + "~", "~");
        var withoutProof = shown.substring(0, shown.lastIndexOf('~') + 1);
        var otherProof = shown.substring(0, shown.length() - 4) + (shown.endsWith("AAAA") ? "BBBB" : "AAAA");

        assertThat(theirs(shown)).isPresent();
        for (var changed : new String[] {withoutOne, withoutProof, otherProof, "A" + shown}) {
            assertThat(theirs(changed)).isEmpty();
            assertThat(judge(changed, query(type, EMPLOYEE_CLAIMS))).isNotInstanceOf(Verdict.Accepted.class);
        }
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
