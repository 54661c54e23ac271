package dev.verifier.server.authorize;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An authorization request as one text: the same for the same parameters, whether they came in the URL or as a form. */
public final class AuthorizationQuery {

    private AuthorizationQuery() {}

    /** Sorted by name and encoded anew. */
    public static String of(HttpServletRequest request) {
        return new TreeMap<>(request.getParameterMap())
                .entrySet().stream()
                        .flatMap(parameter -> Arrays.stream(parameter.getValue())
                                .map(value -> encoded(parameter.getKey()) + "=" + encoded(value)))
                        .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
