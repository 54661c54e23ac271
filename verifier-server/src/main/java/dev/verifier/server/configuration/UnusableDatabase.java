package dev.verifier.server.configuration;

import java.sql.SQLException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a sentence what would be a page of nested exceptions. */
class UnusableDatabase extends AbstractFailureAnalyzer<SQLException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, SQLException cause) {
        return new FailureAnalysis(
                "The database cannot be used: " + cause.getMessage(),
                "Check spring.datasource.*. The embedded database lies in verifier.data-directory and serves one server at a time.",
                failure);
    }
}
