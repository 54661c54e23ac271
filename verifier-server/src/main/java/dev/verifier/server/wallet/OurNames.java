package dev.verifier.server.wallet;

import dev.verifier.server.configuration.Surface;
import dev.verifier.server.key.SigningKeys;
import dev.verifier.server.key.WalletIdentities;
import dev.verifier.server.key.WalletIdentity;
import java.time.Clock;
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

    private final Map<String, WalletIdentity> identities;
    private final Surface surface;
    private final Clock clock;

    OurNames(WalletIdentities identities, Surface surface, Clock clock) {
        this.identities =
                identities.all().stream().collect(Collectors.toMap(WalletIdentity::name, Function.identity()));
        this.surface = surface;
        this.clock = clock;
    }

    /**
     * The name for logins that begin.
     *
     * @param identity that the client chose; null where it chose none
     */
    OurClientId of(@Nullable String identity) {
        var chosen = Objects.requireNonNull(
                identities.get(Objects.requireNonNullElse(identity, OF_ALL_OTHERS)),
                "the list of clients was read with the identities of this configuration");
        var at = clock.instant();
        chosen.requireVouchedFor(at);
        return name(chosen, chosen.ring().at(at));
    }

    /**
     * The name a login began under, also where another key of ours signs by now; empty where the configuration of today has another in
     * its place.
     */
    Optional<OurClientId> of(Manner manner) {
        return Optional.ofNullable(identities.get(Objects.requireNonNullElse(manner.identity(), OF_ALL_OTHERS)))
                .flatMap(identity -> identity.ring().at(clock.instant()).each().stream()
                        .map(keys -> name(identity, keys))
                        .filter(name -> name.value().equals(manner.clientId()))
                        .findFirst());
    }

    private OurClientId name(WalletIdentity identity, SigningKeys keys) {
        return new OurClientId(identity, keys, surface.issuer().getHost(), surface.url(Surface.WALLET_RESPONSE));
    }
}
