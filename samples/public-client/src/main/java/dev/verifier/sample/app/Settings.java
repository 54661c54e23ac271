package dev.verifier.sample.app;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where the app lives, and what it has to know.
 *
 * @param port where it is served
 * @param issuer where people sign in
 * @param clientId under which name the app is registered there
 * @param api what it calls with the token
 */
record Settings(int port, URI issuer, String clientId, URI api) {

    private static final Map<String, String> USUAL = Map.of(
            "--port", "9300",
            "--issuer", "http://localhost:9000",
            "--client-id", "sample-public-client",
            "--api", "http://localhost:9100");

    Settings {
        // It is put between the quotes of a JSON text.
        if (!clientId.matches("[\\w.:/-]+")) {
            throw new IllegalArgumentException(
                    "--client-id " + clientId + " has characters that this sample cannot write");
        }
    }

    /** @throws IllegalArgumentException if there is something else among the arguments */
    static Settings of(String... arguments) {
        var told = Arrays.stream(arguments)
                .map(argument -> List.of(argument.split("=", 2)))
                .collect(Collectors.toMap(List::getFirst, List::getLast));
        if (!USUAL.keySet().containsAll(told.keySet())) {
            throw new IllegalArgumentException("known are " + String.join(", ", USUAL.keySet()) + ", each with =value");
        }
        return new Settings(
                Integer.parseInt(value(told, "--port")),
                URI.create(value(told, "--issuer")),
                value(told, "--client-id"),
                URI.create(value(told, "--api")));
    }

    private static String value(Map<String, String> told, String name) {
        return told.getOrDefault(name, String.valueOf(USUAL.get(name)));
    }

    /** What the app fetches when it starts; a URI holds nothing that JSON would have to escape. */
    String json() {
        return """
                {"issuer": "%s", "clientId": "%s", "api": "%s"}
                """.formatted(issuer, clientId, api);
    }

    /** The app may talk to those two and nobody else, and run and show nothing but its own files. */
    String policy() {
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self' "
                + origin(issuer) + " " + origin(api)
                + "; form-action 'none'; frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script';"
                + " trusted-types 'none'";
    }

    private static String origin(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
