package dev.verifier.server.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * For which protected resources a client wants its access token (RFC 8707 §2): among those it is registered for, and us. Immutable.
 *
 * @param issuer audience of tokens whose client has none of its own
 */
public record Resources(URI issuer) {

    /** The one parameter that may be there several times. */
    public static final String PARAMETER = "resource";

    /** What a request asks for, as Spring hands it on; empty where it leaves that to us. */
    public static List<String> asked(Map<String, ?> parameters) {
        return switch (parameters.get(PARAMETER)) {
            case String one -> List.of(one);
            case String[] several -> Arrays.stream(several).distinct().toList();
            case null, default -> List.of();
        };
    }

    /** Several as one text. No URI has a space (RFC 3986 §2); what has one is none and stays none. */
    public static String joined(Stream<String> several) {
        return several.map(one -> one.replace(" ", "%20")).collect(Collectors.joining(" "));
    }

    /** The values of a parameter, which is one text: those that were joined, of resources, and itself otherwise. */
    public static String[] values(String parameter, String text) {
        return parameter.equals(PARAMETER) ? text.split(" ", -1) : new String[] {text};
    }

    /** Whether the client may ask for all of them. */
    public boolean permit(TrustedClient client, List<String> asked) {
        return asked.stream().allMatch(Resources::isIdentifier)
                && Stream.concat(client.audience().stream(), Stream.of(issuer.toString()))
                        .toList()
                        .containsAll(asked);
    }

    /**
     * Whom the token is for; nothing where the client may not have one for whom it asks.
     *
     * @param granted asked for when the person signed in: the client may now ask for these, and for no other
     * @param asked asked for now
     */
    public Optional<List<String>> audience(TrustedClient client, List<String> granted, List<String> asked) {
        if (!permit(client, granted) || !permit(client, asked) || !(granted.isEmpty() || granted.containsAll(asked))) {
            return Optional.empty();
        }
        var usual = client.audience().isEmpty() ? List.of(issuer.toString()) : client.audience();
        return Stream.of(asked, granted, usual)
                .filter(audience -> !audience.isEmpty())
                .findFirst();
    }

    /** An absolute URI without a fragment. */
    private static boolean isIdentifier(String text) {
        try {
            var uri = new URI(text);
            return uri.isAbsolute() && uri.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
