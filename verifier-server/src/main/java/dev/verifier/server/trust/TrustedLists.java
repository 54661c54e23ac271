package dev.verifier.server.trust;

import dev.verifier.jose.Limits;
import dev.verifier.rejection.RejectedException;
import dev.verifier.server.configuration.TrustDomainProperties;
import dev.verifier.server.list.Finding;
import dev.verifier.server.list.Finding.Severity;
import dev.verifier.server.list.ListReading;
import dev.verifier.trust.TrustedList;
import dev.verifier.trust.TrustedListVerifier;
import dev.verifier.trust.WantedServices;
import dev.verifier.trust.XmlTrustedListVerifier;
import dev.verifier.x509.TrustAnchors;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads signed lists of trusted entities. A door: what is wrong with a list is told to its operator. Thread-safe.
 *
 * @param signers whose signature counts, as they are at the moment; empty while they were never loaded
 * @param wanted what is looked for
 * @param longestChain the largest number of certificates that is looked at
 * @param clock of this server
 */
public record TrustedLists(
        Supplier<Optional<TrustAnchors>> signers, WantedServices wanted, int longestChain, Clock clock) {

    private static final int JSON_DEPTH = 32;
    private static final int MOST_FINDINGS = 50;

    public static TrustedLists of(
            TrustDomainProperties.TrustedList list,
            Supplier<Optional<TrustAnchors>> signers,
            int longestChain,
            Clock clock) {
        var wanted = new WantedServices(list.type(), Set.copyOf(list.services()), Set.copyOf(list.statuses()));
        return new TrustedLists(signers, wanted, longestChain, clock);
    }

    /** The list in a document, if it is signed by one of the signers. One that is over is a finding: it is kept, and not gone by. */
    public ListReading<TrustedList> read(byte[] document) {
        var known = signers.get();
        if (known.isEmpty()) {
            return refused("no certificate of its signer");
        }
        try {
            var list = verify(document, known.get());
            return new ListReading<>(list, list.anchors().size(), findings(list));
        } catch (RejectedException e) {
            return refused(e.rejection().code() + ": " + e.rejection().reason().clause() + ", " + e.rejection());
        }
    }

    /** In which form it is shows in its first letter, and decides nothing but who reads it: the signers are the same. */
    private TrustedList verify(byte[] document, TrustAnchors known) throws RejectedException {
        if (isXml(document)) {
            return new XmlTrustedListVerifier(known, wanted, longestChain).verify(document, clock.instant());
        }
        var limits = new Limits(Math.max(1, document.length), JSON_DEPTH);
        var text = new String(document, StandardCharsets.ISO_8859_1);
        return new TrustedListVerifier(known, wanted, limits, longestChain).verify(text, clock.instant());
    }

    /** Before the first letter there may be blanks, or in UTF-8 its mark. */
    private static boolean isXml(byte[] document) {
        var first = new String(document, 0, Math.min(document.length, 100), StandardCharsets.UTF_8);
        return first.replace("\uFEFF", "").stripLeading().startsWith("<");
    }

    private List<Finding> findings(TrustedList list) {
        var findings = new ArrayList<Finding>();
        if (list.isOver(clock.instant())) {
            var reason = "was to be replaced by " + list.nextUpdate() + "; nothing that leads here is believed";
            findings.add(new Finding(Severity.WARNING, 0, "", "NextUpdate", reason));
        }
        if (list.anchors().size() == 0) {
            var reason = "none of " + wanted.services().stream().sorted().toList()
                    + " is in force; nobody is believed about the types of the domain";
            findings.add(new Finding(Severity.WARNING, 0, "", "services", reason));
        }
        list.leftOut().stream()
                .limit(MOST_FINDINGS)
                .forEach(reason -> findings.add(new Finding(Severity.WARNING, 0, "", "services", reason)));
        return findings;
    }

    private static ListReading<TrustedList> refused(String reason) {
        return ListReading.unreadable(List.of(new Finding(Severity.ERROR, 0, "", "list", reason)));
    }
}
