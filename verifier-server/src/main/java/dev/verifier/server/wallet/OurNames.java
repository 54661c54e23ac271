package dev.verifier.server.wallet;

import dev.verifier.server.configuration.Surface;
import dev.verifier.server.key.WalletIdentities;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The names by which wallets know us. Immutable and thread-safe. */
final class OurNames {

    /** No identity is called so. */
    private static final String OF_ALL_OTHERS = "";

    private final Map<String, OurClientId> byIdentity;

    private OurNames(Map<String, OurClientId> byIdentity) {
        this.byIdentity = Map.copyOf(byIdentity);
    }

    static OurNames of(WalletIdentities identities, Surface surface) {
        return new OurNames(identities.all().stream()
                .map(identity ->
                        new OurClientId(identity, surface.issuer().getHost(), surface.url(Surface.WALLET_RESPONSE)))
                .collect(Collectors.toMap(name -> name.identity().name(), Function.identity())));
    }

    /**
     * The name for logins that begin.
     *
     * @param identity that the client chose; null where it chose none
     */
    OurClientId of(@Nullable String identity) {
        return Objects.requireNonNull(
                byIdentity.get(Objects.requireNonNullElse(identity, OF_ALL_OTHERS)),
                "the list of clients was read with the identities of this configuration");
    }

    /** The name a login began under; empty where the configuration of today has another in its place. */
    Optional<OurClientId> of(Manner manner) {
        return Optional.ofNullable(byIdentity.get(Objects.requireNonNullElse(manner.identity(), OF_ALL_OTHERS)))
                .filter(name -> name.value().equals(manner.clientId()));
    }
}
