package dev.verifier.presentation;

import static dev.verifier.presentation.AnnDiscloses.AT;
import static dev.verifier.presentation.AnnDiscloses.AUTHORITY;
import static dev.verifier.presentation.AnnDiscloses.CLIENT_ID;
import static dev.verifier.presentation.AnnDiscloses.KEY;
import static dev.verifier.presentation.AnnDiscloses.RANDOM;
import static dev.verifier.presentation.AnnDiscloses.ROGUE;
import static dev.verifier.presentation.AnnDiscloses.SEAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.dcql.DcqlQuery;
import dev.verifier.dcql.QueryId;
import dev.verifier.trust.FormerType;
import dev.verifier.wallet.Asked;
import dev.verifier.wallet.SdJwtType;
import dev.verifier.wallet.Seal;
import dev.verifier.wallet.WalletKey;
import dev.verifier.wallet.WalletLogin;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two people do not become one by answering together (docs/adr/0026). */
class HolderRuleTests {

    private static final QueryId WORK = new QueryId("work");
    private static final QueryId PERSON = new QueryId("person");

    private static Map<String, Object> query(QueryId id, SdJwtType type, boolean multiple) {
        return Map.of(
                "id",
                id.value(),
                "format",
                "dc+sd-jwt",
                "meta",
                Map.of("vct_values", List.of(type.vct())),
                "multiple",
                multiple);
    }

    private static String presented(WalletKey key, QueryId id, SdJwtType type, Seal seal) {
        var asked = new Asked(
                CLIENT_ID, URI.create("https://verifier.example/post"), Ann.NONCE.value(), "state", id.value());
        return WalletLogin.builder(key, asked, AT, RANDOM)
                .seal(seal)
                .sdJwt(type)
                .build()
                .presentation();
    }

    private static String work(WalletKey key) {
        return presented(key, WORK, SdJwtType.SE, SEAL);
    }

    private static String person(WalletKey key) {
        return presented(key, PERSON, SdJwtType.SE_EUDI, SEAL);
    }

    private static Verdict judge(Map<String, Object> query, Map<QueryId, List<String>> answers, HolderRule rule)
            throws Exception {
        return new PresentationVerifier(
                        AnnDiscloses.framework(AUTHORITY.anchorPem()),
                        new PresentationLimits(Ann.LIMITS, 5, 200),
                        FormerType.REFUSED)
                .verify(new VpToken(answers), Ann.asked(DcqlQuery.parse(query)).heldBy(rule), AT);
    }

    private static final Map<String, Object> BOTH =
            Map.of("credentials", List.of(query(WORK, SdJwtType.SE, false), query(PERSON, SdJwtType.SE_EUDI, false)));

    private static String code(Map<QueryId, List<String>> answers, HolderRule rule) throws Exception {
        return Ann.code(judge(BOTH, answers, rule));
    }

    @Test
    void what_one_key_holds_may_come_together_and_nothing_else() throws Exception {
        var one = Map.of(WORK, List.of(work(KEY)), PERSON, List.of(person(KEY)));
        var two = Map.of(WORK, List.of(work(KEY)), PERSON, List.of(person(ROGUE)));

        assertThat(code(one, HolderRule.ONE_KEY)).isEqualTo("accepted");
        assertThat(code(two, HolderRule.ONE_KEY)).isEqualTo("holders_differ");
        assertThat(code(two, HolderRule.ANY_KEYS)).isEqualTo("accepted");
        assertThat(Ann.asked().holders()).as("unless told otherwise").isEqualTo(HolderRule.ONE_KEY);
    }

    @Test
    void several_credentials_for_one_query_are_one_holder_s_too() throws Exception {
        var several = Map.<String, Object>of("credentials", List.of(query(WORK, SdJwtType.SE, true)));

        assertThat(Ann.code(judge(several, Map.of(WORK, List.of(work(KEY), work(KEY))), HolderRule.ONE_KEY)))
                .isEqualTo("accepted");
        assertThat(Ann.code(judge(several, Map.of(WORK, List.of(work(KEY), work(ROGUE))), HolderRule.ONE_KEY)))
                .isEqualTo("holders_differ");
    }

    /** Of two ways to answer one counts; what belongs to the other one does not disturb it. */
    @Test
    void what_does_not_count_does_not_matter() throws Exception {
        var either = new LinkedHashMap<>(BOTH);
        either.put(
                "credential_sets", List.of(Map.of("options", List.of(List.of(WORK.value()), List.of(PERSON.value())))));
        var two = Map.of(WORK, List.of(work(KEY)), PERSON, List.of(person(ROGUE)));

        assertThat(Ann.code(judge(either, two, HolderRule.ONE_KEY))).isEqualTo("accepted");
    }
}
