package dev.verifier.wallet.web;

import static dev.verifier.wallet.openid4vp.Questioner.AT;
import static dev.verifier.wallet.openid4vp.Questioner.RANDOM;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.wallet.CompactJws;
import dev.verifier.wallet.Holder;
import dev.verifier.wallet.SdJwtIssuer;
import dev.verifier.wallet.SdJwtType;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.TestAuthority;
import dev.verifier.wallet.openid4vp.HeldCredential;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A verifier wants something authorized (OpenID4VP 1.0 §8.4): the person sees what, and signs just that. */
class PaymentTests extends WalletAtHome {
    private static final String PAYMENT =
            "{'type':'org.example.payment','credential_ids':['pid'],'payee':'Ann <b>Lee</b>','amount':'7 EUR'}";

    @BeforeEach
    void holdAnSdJwt() throws IOException {
        var issuer = new SdJwtIssuer(TestAuthority.create(AT, RANDOM).seal("VATES-A12345678", SealKey.P_256), RANDOM);
        var pid = HeldCredential.parse(
                issuer.issue(SdJwtType.PID, Holder.employee(ANN), AT).toString());
        browser.close();
        server.close();
        serve(new DemoWallet(ANN, List.of(E3, pid), null));
        verifier.replying(200, "{}").with("dcql_query", Map.of("credentials", List.of(query("pid"))));
    }

    private static Map<String, Object> query(String id) {
        return Map.of(
                "id",
                id,
                "format",
                "dc+sd-jwt",
                "meta",
                Map.of("vct_values", List.of("urn:eudi:pid:1")),
                "claims",
                List.of(Map.of("path", List.of("given_name"))));
    }

    private static String sent(String json) {
        return CompactJws.encode(json.replace('\'', '"').getBytes(UTF_8));
    }

    private Map<String, Object> keyBinding() {
        var answer = String.valueOf(verifier.answers().getLast().get("vp_token"));
        return CompactJws.parse(answer.substring(answer.lastIndexOf('~') + 1, answer.lastIndexOf('"')))
                .claims();
    }

    @Test
    void the_person_sees_what_is_paid_to_whom_and_signs_what_was_sent() throws Exception {
        verifier.with("transaction_data", List.of(sent(PAYMENT)));
        var page = ask();

        assertThat(page.texts("//section[@aria-labelledby='authorized']//li"))
                .containsExactly("You pay 7 EUR to Ann <b>Lee</b>.");
        browser.submit(page, SHOW);
        var hash = CompactJws.encode(
                MessageDigest.getInstance("SHA-256").digest(sent(PAYMENT).getBytes(US_ASCII)));
        assertThat(keyBinding())
                .containsEntry("transaction_data_hashes", List.of(hash))
                .containsEntry("transaction_data_hashes_alg", "sha-256");
    }

    @Test
    void without_anything_to_authorize_nothing_is_authorized() {
        var page = ask();

        assertThat(page.all("//section[@aria-labelledby='authorized']")).isEmpty();
        browser.submit(page, SHOW);
        assertThat(keyBinding()).containsKey("sd_hash").doesNotContainKey("transaction_data_hashes");
    }

    @Test
    void a_credential_that_cannot_authorize_it_is_not_offered() {
        verifier.with(
                        "dcql_query",
                        Map.of(
                                "credentials",
                                List.of(query("pid"), query("other")),
                                "credential_sets",
                                List.of(Map.of("options", List.of(List.of("other"), List.of("pid"))))))
                .with("transaction_data", List.of(sent(PAYMENT)));

        assertThat(ask().attributes("//input[@type='radio']", "value")).containsExactly("0");
        browser.submit(ask(), SHOW);
        assertThat(verifier.answers().getLast().get("vp_token")).startsWith("{\"pid\"");
    }

    /** The control is {@link #the_person_sees_what_is_paid_to_whom_and_signs_what_was_sent()}. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'org.example.gift','credential_ids':['pid'],'payee':'Ann','amount':'7 EUR'}",
                "{'type':'org.example.payment','credential_ids':['pid'],'payee':'Ann'}",
                "{'type':'org.example.payment','credential_ids':['pid'],'payee':'Ann','amount':7}",
                "{'type':'org.example.payment','credential_ids':['pid'],'payee':'Ann','amount':'7 EUR','monthly':true}",
                "{'type':'org.example.payment','credential_ids':['pid'],'payee':'Ann','payee':'Bob','amount':'7 EUR'}",
                "{'type':'org.example.payment','credential_ids':['other'],'payee':'Ann','amount':'7 EUR'}",
                "{'type':'org.example.payment','payee':'Ann','amount':'7 EUR'}",
                "{'type':'org.example.payment','credential_ids':['pid'],'payee':'Ann','amount':'7 EUR',"
                        + "'transaction_data_hashes_alg':['sha-512']}",
                "[]"
            })
    void what_the_wallet_does_not_understand_it_does_not_sign(String json) {
        verifier.with("transaction_data", List.of(sent(PAYMENT.replace("7", "8")), sent(json)));

        assertThat(ask().text()).contains("does not understand");
        assertThat(verifier.answers()).isEmpty();
    }
}
