package dev.verifier.server.trust;

import dev.verifier.status.StatusSource;
import dev.verifier.status.StatusSource.Kind;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where status lists may be fetched from. A list that its issuer signed may be wherever the issuer's own signature says it is; one
 * that nobody signed is worth what its host is worth, and that must be the issuer's or one that the operator allows.
 *
 * @param allowed hosts, in small letters
 */
record StatusListHosts(Set<String> allowed) {

    /** The longest address, in characters; each is kept with its list. */
    private static final int LONGEST = 2048;

    /** The address of a list, if it is one that may be asked; how it may be asked is for the egress policy to say. */
    Optional<URI> target(StatusSource source) {
        return uri(source.uri())
                .filter(target -> target.getHost() != null && source.uri().length() <= LONGEST)
                .filter(target -> source.kind() != Kind.PLAIN || isKnown(target, source));
    }

    private boolean isKnown(URI target, StatusSource source) {
        var host = target.getHost().toLowerCase(Locale.ROOT);
        return allowed.contains(host)
                || uri(source.issuer().value())
                        .map(URI::getHost)
                        .filter(host::equalsIgnoreCase)
                        .isPresent();
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
