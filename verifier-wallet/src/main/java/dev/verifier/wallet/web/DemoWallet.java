package dev.verifier.wallet.web;

import dev.verifier.wallet.TestIssuer;
import dev.verifier.wallet.WalletError;
import dev.verifier.wallet.WalletKey;
import dev.verifier.wallet.WalletLogin;
import dev.verifier.wallet.WalletResponse;
import dev.verifier.wallet.openid4vp.HeldCredential;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person's key and credentials.
 *
 * @param issuer who could issue false ones, for crimes that need that; absent if nobody
 */
public record DemoWallet(
        WalletKey key,
        List<HeldCredential> credentials,
        @Nullable TestIssuer issuer) {
    public DemoWallet {
        credentials = List.copyOf(credentials);
    }

    /**
     * What to send for this answer.
     *
     * @throws IllegalArgumentException if there is no such choice, or the crime cannot be committed in this form
     */
    WalletResponse response(Question question, Answer answer, Instant at, SecureRandom random) {
        if (!answer.show()) {
            return question.request().asked().refusal(WalletError.ACCESS_DENIED);
        }
        if (answer.choice() < 0 || answer.choice() >= question.choices().size()) {
            throw new IllegalArgumentException("there is no choice " + answer.choice());
        }
        var choice = question.choices().get(answer.choice());
        var asked = question.request().asked(choice.query().id());
        var builder = WalletLogin.builder(key, asked, at, random)
                .credential(choice.credential().toString())
                .disclosing(choice.query().shown(choice.credential()));
        choice.credential().version().ifPresent(builder::version);
        if (issuer != null) {
            builder.issuer(issuer);
        }
        var login = builder.build();
        var written = answer.legacy() ? login.asLegacyWallet() : login.as(answer.form());
        return (answer.crime() == null ? written : written.tampered(answer.crime())).response();
    }
}
