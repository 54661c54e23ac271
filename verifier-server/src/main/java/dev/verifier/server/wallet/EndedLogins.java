package dev.verifier.server.wallet;

import dev.verifier.server.audit.EventLog;
import dev.verifier.server.audit.VerifierEvent;
import dev.verifier.server.expiry.Expiring;
import java.time.Instant;
import java.util.List;
import org.springframework.transaction.support.TransactionOperations;

/** Logins to which nobody came back in time: there is nobody to tell it to, save the audit. */
record EndedLogins(WalletLogins logins, TransactionOperations transactions, EventLog events) implements Expiring {

    @Override
    public String table() {
        return "wallet_login";
    }

    @Override
    public int forget(Instant at, int most) {
        List<LoginRow> rows = transactions.execute(_ -> logins.forget(at, most));
        rows.stream()
                .flatMap(row -> logins.readable(row).stream())
                .filter(login -> !(login instanceof WalletLogin.Ended))
                .map(WalletLogin::order)
                .forEach(order -> events.publish(
                        new VerifierEvent.LoginEnded(order.id(), order.clientId(), "expired", "login_expired")));
        return rows.size();
    }
}
