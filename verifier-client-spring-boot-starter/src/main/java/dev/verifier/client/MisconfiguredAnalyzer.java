package dev.verifier.client;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says what to do, in place of a stack trace. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class MisconfiguredAnalyzer extends AbstractFailureAnalyzer<MisconfiguredException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, MisconfiguredException cause) {
        return new FailureAnalysis(
                "The property " + cause.property() + " cannot be used"
                        + String.valueOf(cause.getMessage())
                                .substring(cause.property().length()) + ".",
                cause.mend(),
                cause);
    }
}
