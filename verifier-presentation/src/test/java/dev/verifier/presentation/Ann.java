package dev.verifier.presentation;

import dev.verifier.dcql.DcqlQuery;
import dev.verifier.dcql.QueryId;
import dev.verifier.jose.Audiences;
import dev.verifier.jose.Freshness;
import dev.verifier.jose.Limits;
import dev.verifier.jose.NumericDates;
import dev.verifier.trust.FormerType;
import dev.verifier.wallet.Holder;
import dev.verifier.wallet.JwsDraft;
import dev.verifier.wallet.LearCredential;
import dev.verifier.wallet.LearVersion;
import dev.verifier.wallet.MachineLogin;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.TestIssuer;
import dev.verifier.wallet.WalletKey;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Ann Lee of Acme with a wallet on her phone, and the verifier that asks her who she is. */
final class Ann {

    static final Acme ACME = new Acme(SealKey.P_256);
    static final Instant AT = Acme.AT;
    static final String CLIENT_ID = "x509_hash:Uvo3HtuIxuhC92rShpgqcT3YXwrqRxWEviRiA0OZszk";
    static final Nonce NONCE = Nonce.fresh(new SecureRandom());
    static final QueryId EMPLOYEE = new QueryId("employee");
    static final QueryId MACHINE = new QueryId("machine");
    static final Limits LIMITS = new Limits(64 * 1024, 32);
    static final Freshness FRESHNESS =
            new Freshness(Duration.ofMinutes(10), Duration.ofSeconds(30), NumericDates.SECONDS);

    static final Map<String, Object> EMPLOYEE_JSON = query(
            EMPLOYEE, List.of(List.of("LEARCredentialEmployee"), List.of("learcredential.employee.w3c.4")), Map.of());
    static final Map<String, Object> MACHINE_JSON = query(MACHINE, List.of(List.of("LEARCredentialMachine")), Map.of());
    static final DcqlQuery QUERY = DcqlQuery.parse(Map.of("credentials", List.of(EMPLOYEE_JSON)));

    private static final SecureRandom RANDOM = new SecureRandom();
    static final WalletKey KEY = WalletKey.generate(RANDOM);

    private Ann() {}

    static Map<String, Object> query(QueryId id, List<?> types, Map<String, ?> more) {
        var query = new LinkedHashMap<String, Object>(more);
        query.put("id", id.value());
        query.put("format", "jwt_vc_json");
        query.put("meta", Map.of("type_values", types));
        return query;
    }

    static PresentationRequest asked() {
        return asked(QUERY);
    }

    static PresentationRequest asked(DcqlQuery query) {
        return PresentationRequest.ofWallet(
                query, NONCE, new Audiences(Set.of(CLIENT_ID), true), FRESHNESS, new Handover.None());
    }

    static String credential(LearVersion version) {
        return credential(version, draft -> draft);
    }

    static String credential(LearVersion version, UnaryOperator<LearCredential> edit) {
        var issuer = new TestIssuer(ACME.authority.seal(Acme.ORGANIZATION, SealKey.P_256));
        var holder = version.employee()
                ? Holder.employee(KEY, "Ann", "Lee", "ann@acme.example")
                : Holder.machine(KEY, "api.acme.example", "192.0.2.4");
        return issuer.sign(edit.apply(issuer.draft(version, holder, AT.minus(Duration.ofDays(1)))));
    }

    /** As an OpenID4VP wallet presents: with the nonce, to the client identifier. */
    static String presentation(LearVersion version) {
        return presentation(credential(version), draft -> draft);
    }

    static String presentation(String credential, UnaryOperator<JwsDraft> edit) {
        return by(KEY, credential, edit);
    }

    static String by(WalletKey key, String credential, UnaryOperator<JwsDraft> edit) {
        return MachineLogin.builder(key, URI.create("https://unused.example"), AT, RANDOM)
                .credential(credential)
                .build()
                .presentationAudience(CLIENT_ID)
                .editPresentation(draft -> edit.apply(draft.with("nonce", NONCE.value())))
                .presentation();
    }

    static Verdict judge(VpToken vpToken, PresentationRequest asked) throws Exception {
        return new PresentationVerifier(ACME.framework(), new PresentationLimits(LIMITS, 5, 200), FormerType.REFUSED)
                .verify(vpToken, asked, AT);
    }

    static Verdict judge(String presentation) throws Exception {
        return judge(VpToken.of(EMPLOYEE, presentation), asked());
    }

    static String code(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted _ -> "accepted";
            case Verdict.Rejected(var why) -> why.code();
        };
    }
}
