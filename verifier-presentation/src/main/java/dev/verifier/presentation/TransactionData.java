package dev.verifier.presentation;

import dev.verifier.dcql.QueryId;
import dev.verifier.jose.Claims;
import dev.verifier.jose.DigestAlgorithm;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the holder is asked to authorize by signing it (OpenID4VP 1.0 §5.1, §8.4). Only SD-JWT VCs can do that here (Appendix B.3.3.1):
 * an entry that was given to another credential counts as not authorized. Immutable and thread-safe.
 *
 * @param entries each of which one of its credentials must authorize
 * @param known whether that is all that was asked
 */
public record TransactionData(List<TransactionDataEntry> entries, boolean known) {

    /** Nothing to authorize. */
    public static final TransactionData NONE = new TransactionData(List.of());

    /**
     * Of a request that nobody has at hand: what is authorized is not compared, and nothing is. For explaining a presentation that came
     * from elsewhere, and never for letting somebody in.
     */
    public static final TransactionData UNTOLD = new TransactionData(List.of(), false);

    private static final String HASHES = "transaction_data_hashes";
    private static final String ALGORITHM = "transaction_data_hashes_alg";

    /** All that was asked; throws {@link IllegalArgumentException} where one is there twice. */
    public TransactionData(List<TransactionDataEntry> entries) {
        this(entries, true);
    }

    /** Throws {@link IllegalArgumentException} where one is there twice: their digests could not be told apart. */
    public TransactionData {
        entries = List.copyOf(entries);
        if (entries.stream().map(TransactionDataEntry::sent).distinct().count() < entries.size()) {
            throw new IllegalArgumentException("an entry is there twice");
        }
    }

    /**
     * What a key binding authorizes. One that authorizes nothing may leave that to another credential; one that authorizes what it was
     * not asked to is none that we asked for.
     *
     * @param query what the credential answers
     * @param keyBinding whose signature holds
     */
    Set<TransactionDataEntry> authorizedBy(QueryId query, Claims keyBinding) throws RejectedException {
        if (!known || !keyBinding.asMap().containsKey(HASHES)) {
            return Set.of();
        }
        var mine = entries.stream()
                .filter(entry -> entry.credentials().contains(query))
                .toList();
        var named = keyBinding.optionalText(ALGORITHM);
        var algorithm = DigestAlgorithm.named(named.orElse(TransactionDataEntry.USUAL))
                .orElseThrow(() -> new RejectedException(new Rejection.TransactionDataHashDiffers()));
        var authorized = new HashSet<TransactionDataEntry>();
        var hashes = keyBinding.array(HASHES);
        for (var hash : hashes) {
            authorized.add(mine.stream()
                    .filter(entry -> entry.allows(named))
                    .filter(entry -> algorithm.digest(entry.sent()).equals(hash))
                    .findFirst()
                    .orElseThrow(() -> new RejectedException(new Rejection.TransactionDataHashDiffers())));
        }
        if (hashes.isEmpty() || authorized.size() < hashes.size()) {
            throw new RejectedException(new Rejection.TransactionDataHashDiffers());
        }
        return Set.copyOf(authorized);
    }

    /** Whether everything is authorized with one of these. */
    boolean isAuthorizedBy(Collection<List<VerifiedCredential>> believed) {
        var authorized = believed.stream()
                .flatMap(List::stream)
                .flatMap(credential -> credential.holder().authorized().stream())
                .collect(Collectors.toSet());
        return authorized.containsAll(entries);
    }
}
