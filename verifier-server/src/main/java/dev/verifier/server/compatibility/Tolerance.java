package dev.verifier.server.compatibility;

import dev.verifier.jose.AudienceRule;
import dev.verifier.jose.Freshness;
import dev.verifier.jose.NumericDates;
import dev.verifier.presentation.UniqueId;
import dev.verifier.presentation.VpTokenForms;
import dev.verifier.server.audit.EventLog;
import dev.verifier.server.configuration.VerifierProperties.Compatibility;
import dev.verifier.status.ListForms;
import dev.verifier.trust.FormerType;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The rules in force: the specification's, or the wider one where its switch is on. Immutable and thread-safe.
 *
 * @param switches as configured
 * @param events where uses are counted
 */
public record Tolerance(Compatibility switches, EventLog events) {

    /** How fresh a token must be that is signed for one request: minutes, with the clocks half a minute apart at most. */
    public Freshness freshness() {
        return new Freshness(Duration.ofMinutes(10), Duration.ofSeconds(30), dates());
    }

    /** What the numbers in {@code exp}, {@code nbf} and {@code iat} mean. */
    public NumericDates dates() {
        return switches.tolerates(switches.millisecondDates()) ? new MillisecondDates(uses()) : NumericDates.SECONDS;
    }

    public AudienceRule presentationAudience(AudienceRule rule) {
        return switches.tolerates(switches.presentationWithoutAudience())
                ? new PresentationWithoutAudience(rule, uses())
                : rule;
    }

    /** Whether wallets are spoken to as the ecosystem's first verifier did. */
    public boolean legacyWallets() {
        return switches.tolerates(switches.legacyWallets());
    }

    /** Whom a wallet's answer must be addressed to. */
    public AudienceRule walletAudience(AudienceRule rule) {
        return legacyWallets() ? new WalletAudience(rule, uses()) : rule;
    }

    /** Which forms of an answer are read beside the specification's. */
    public VpTokenForms vpTokenForms() {
        if (!inStandardToo(switches.vpTokenForms())) {
            return VpTokenForms.STANDARD;
        }
        return _ -> {
            uses().count("vp-token-forms");
            return true;
        };
    }

    /** Whether an SD-JWT VC may still have the type header of drafts. */
    public FormerType formerSdJwtType() {
        if (!switches.tolerates(switches.formerSdJwtType())) {
            return FormerType.REFUSED;
        }
        return new FormerType() {

            @Override
            public boolean tolerated() {
                return true;
            }

            @Override
            public void used() {
                uses().count("former-sd-jwt-type");
            }
        };
    }

    /** Which forms of status lists are read beside the specifications'. */
    public ListForms statusListForms() {
        return form -> {
            var tolerated = switch (form) {
                case PLAIN -> inStandardToo(switches.plainStatusLists());
                case GZIP -> inStandardToo(switches.gzipStatusLists());
                case SHORT -> switches.tolerates(switches.shortStatusLists());
                case NAMELESS -> switches.tolerates(switches.namelessStatusLists());
            };
            if (tolerated) {
                uses().count(form.name().toLowerCase(Locale.ROOT) + "-status-lists");
            }
            return tolerated;
        };
    }

    private Uses uses() {
        return new Uses(events);
    }

    private boolean inStandardToo(@Nullable Boolean quirk) {
        return quirk == null ? !strict() : quirk;
    }

    public UniqueId presentationId() {
        return switches.tolerates(switches.presentationWithoutId())
                ? new PresentationWithoutId(uses())
                : UniqueId.JTI_OR_NONCE;
    }

    /** The {@code typ} of access tokens: RFC 9068 §2.1, or what the ecosystem's first verifier wrote. */
    public String accessTokenType() {
        return switches.tolerates(switches.accessTokenTypJwt()) ? "JWT" : "at+jwt";
    }

    public boolean strict() {
        return switches.strict();
    }
}
