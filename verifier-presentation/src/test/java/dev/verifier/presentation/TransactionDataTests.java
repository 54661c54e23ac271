package dev.verifier.presentation;

import static dev.verifier.presentation.AnnDiscloses.QUERY;
import static dev.verifier.presentation.AnnDiscloses.SEAL;
import static dev.verifier.presentation.AnnDiscloses.judge;
import static dev.verifier.presentation.AnnDiscloses.login;
import static dev.verifier.presentation.AnnDiscloses.query;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.verifier.dcql.QueryId;
import dev.verifier.wallet.SdJwtType;
import dev.verifier.wallet.WalletLogin;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a holder signs for beside itself (OpenID4VP 1.0 Appendix B.3.3.1). */
class TransactionDataTests {

    private static final String HASHES = "transaction_data_hashes";
    private static final String ALGORITHM = "transaction_data_hashes_alg";
    private static final TransactionDataEntry PAYMENT = entry("payment", QUERY, List.of());
    private static final TransactionDataEntry CONTRACT = entry("contract", QUERY, List.of());
    private static final WalletLogin HONEST =
            login().seal(SEAL).sdJwt(SdJwtType.SE).build();

    private static TransactionDataEntry entry(String sent, QueryId credential, List<String> algorithms) {
        return new TransactionDataEntry(sent, "org.example." + sent, Set.of(credential), algorithms);
    }

    private static String hash(String algorithm, String text) throws Exception {
        var digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    private static WalletLogin signing(Object hashes) {
        return HONEST.editPresentation(draft -> draft.with(HASHES, hashes));
    }

    private static String code(WalletLogin login, TransactionDataEntry... entries) throws Exception {
        var data = new TransactionData(List.of(entries));
        return Ann.code(judge(login.presentation(), query(SdJwtType.SE, List.of()), data));
    }

    @Test
    void what_was_signed_for_is_authorized() throws Exception {
        var payment = hash("SHA-256", "payment");
        var contract = hash("SHA-256", "contract");

        assertThat(code(HONEST)).isEqualTo("accepted");
        assertThat(code(signing(List.of(payment)), PAYMENT)).isEqualTo("accepted");
        assertThat(code(signing(List.of(contract, payment)), PAYMENT, CONTRACT)).isEqualTo("accepted");
        var named = signing(List.of(payment))
                .editPresentation(draft -> draft.with(HASHES, List.of(payment)).with(ALGORITHM, "sha-256"));
        assertThat(code(named, PAYMENT)).isEqualTo("accepted");
    }

    /** Who explains a presentation need not have its request. */
    @Test
    void what_was_asked_is_not_compared_where_nobody_knows_it() throws Exception {
        var signing = signing(List.of(hash("SHA-256", "payment")));
        var untold = judge(signing.presentation(), query(SdJwtType.SE, List.of()), TransactionData.UNTOLD);

        assertThat(code(signing)).isEqualTo("transaction_data_hash_differs");
        assertThat(Ann.code(untold)).isEqualTo("accepted");
        assertThat(((Verdict.Accepted) untold).all().getFirst().holder().authorized())
                .isEmpty();
        assertThat(PAYMENT.answeredBy(new QueryId("another")))
                .isEqualTo(entry("payment", new QueryId("another"), List.of()));
    }

    /** The control is {@link #what_was_signed_for_is_authorized()}. */
    @Test
    void what_was_not_signed_for_is_not() throws Exception {
        assertThat(code(HONEST, PAYMENT)).isEqualTo("transaction_data_not_authorized");
        assertThat(code(signing(List.of(hash("SHA-256", "payment"))), PAYMENT, CONTRACT))
                .isEqualTo("transaction_data_not_authorized");
    }

    @Test
    void nor_is_what_something_else_was_signed_for() throws Exception {
        var payment = hash("SHA-256", "payment");
        for (var hashes : List.of(
                List.of(hash("SHA-256", "contract")),
                List.of(payment, hash("SHA-256", "contract")),
                List.of(payment, payment),
                List.of(hash("SHA-512", "payment")),
                List.of(payment + "="),
                List.of())) {
            assertThat(code(signing(hashes), PAYMENT)).as("%s", hashes).isEqualTo("transaction_data_hash_differs");
        }
        assertThat(code(signing(List.of(payment)))).isEqualTo("transaction_data_hash_differs");
        assertThat(code(signing(List.of(payment)), entry("payment", new QueryId("another"), List.of())))
                .isEqualTo("transaction_data_hash_differs");
        assertThat(code(signing(payment), PAYMENT)).isEqualTo("presentation_malformed");
        assertThat(code(signing(List.of(7)), PAYMENT)).isEqualTo("presentation_malformed");
    }

    @Test
    void the_algorithm_is_one_that_was_offered_and_is_named() throws Exception {
        var offered = entry("payment", QUERY, List.of("sha-512", "sha-256"));
        var usual = hash("SHA-256", "payment");
        var long512 = hash("SHA-512", "payment");

        assertThat(code(named(List.of(long512), "sha-512"), offered)).isEqualTo("accepted");
        assertThat(code(named(List.of(usual), "sha-256"), offered)).isEqualTo("accepted");
        assertThat(code(signing(List.of(usual)), offered)).as("not echoed").isEqualTo("transaction_data_hash_differs");
        assertThat(code(named(List.of(hash("SHA-384", "payment")), "sha-384"), offered))
                .isEqualTo("transaction_data_hash_differs");
        assertThat(code(named(List.of(long512), "sha-512"), PAYMENT)).isEqualTo("transaction_data_hash_differs");
        assertThat(code(named(List.of(usual), "md5"), PAYMENT)).isEqualTo("transaction_data_hash_differs");
    }

    private static WalletLogin named(List<String> hashes, String algorithm) {
        return HONEST.editPresentation(draft -> draft.with(HASHES, hashes).with(ALGORITHM, algorithm));
    }

    @Test
    void an_entry_has_a_type_and_credentials() {
        var read = TransactionDataEntry.of("e30", Map.of("type", "t", "credential_ids", List.of("it"), "amount", 7));

        assertThat(read.credentials()).containsExactly(QUERY);
        var known = Map.of("type", "t", "credential_ids", List.of("it"), ALGORITHM, List.of("md5", "sha-512"));
        assertThat(TransactionDataEntry.of("e30", known).algorithms()).containsExactly("md5", "sha-512");
        for (var wrong : List.<Map<String, ?>>of(
                Map.of("credential_ids", List.of("it")),
                Map.of("type", "", "credential_ids", List.of("it")),
                Map.of("type", "t"),
                Map.of("type", "t", "credential_ids", List.of()),
                Map.of("type", "t", "credential_ids", "it"),
                Map.of("type", "t", "credential_ids", List.of("no id")),
                Map.of("type", "t", "credential_ids", List.of("it"), ALGORITHM, List.of()),
                Map.of("type", "t", "credential_ids", List.of("it"), ALGORITHM, List.of("md5")))) {
            assertThatIllegalArgumentException()
                    .as("%s", wrong)
                    .isThrownBy(() -> TransactionDataEntry.of("e30", wrong));
        }
    }
}
