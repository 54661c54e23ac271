package dev.verifier.server.authorize;

import dev.verifier.server.client.Resources;
import dev.verifier.server.client.TrustedClient;
import dev.verifier.server.client.TrustedClients;
import dev.verifier.server.error.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * What must hold before anybody looks at what an authorization request means: every parameter once (RFC 6749 §3.1), in one place,
 * and no more of it than can be kept and said again in the head of an answer. Thread-safe.
 *
 * @param clients those who may ask
 */
record RequestForm(TrustedClients clients) {

    /** As long as a request may be, percent-encoded: it comes back in a {@code Location}, for which Tomcat has 8 KB. */
    private static final int LONGEST = 6 * 1024;

    /** Has a measure of its own, and does not come back. */
    private static final String OBJECT = "request";

    /** What is wrong with it as it was sent; Tomcat throws where it cannot be read. */
    Optional<Refusal> refusal(HttpServletRequest request) {
        if (request.getMethod().equals("POST") && request.getQueryString() != null) {
            return Optional.of(Refusal.PARAMETERS_IN_URL);
        }
        var parameters = request.getParameterMap();
        if (parameters.entrySet().stream()
                        .filter(parameter -> !parameter.getKey().equals(OBJECT))
                        .mapToLong(parameter -> length(parameter.getKey(), parameter.getValue()))
                        .sum()
                > LONGEST) {
            return Optional.of(Refusal.REQUEST_TOO_LARGE);
        }
        if (parameters.entrySet().stream().anyMatch(RequestForm::isRepeated)) {
            return Optional.of(Refusal.PARAMETER_REPEATED);
        }
        return client(request).isEmpty() ? Optional.of(Refusal.AUTHORIZATION_CLIENT_UNKNOWN) : Optional.empty();
    }

    /** Who asks, if somebody is named. */
    Optional<TrustedClient> client(HttpServletRequest request) {
        return Optional.ofNullable(request.getParameter("client_id")).flatMap(clients::client);
    }

    /** What is wrong with what is asked, wherever that came from. */
    static Optional<Refusal> refusal(Map<String, String> asked) {
        if (asked.entrySet().stream()
                        .mapToLong(parameter -> length(parameter.getKey(), parameter.getValue()))
                        .sum()
                > LONGEST) {
            return Optional.of(Refusal.REQUEST_TOO_LARGE);
        }
        if (asked.getOrDefault("redirect_uri", "").isBlank()) {
            return Optional.of(Refusal.REDIRECT_URI_NOT_REGISTERED);
        }
        return asked.getOrDefault("response_type", "").isBlank()
                ? Optional.of(Refusal.PARAMETER_INVALID)
                : Optional.empty();
    }

    private static long length(String name, String... values) {
        var length = 0L;
        for (var value : values) {
            var pair = name + "=" + value;
            length += pair.length() > LONGEST
                    ? pair.length()
                    : URLEncoder.encode(pair, StandardCharsets.UTF_8).length() + 1L;
        }
        return length;
    }

    /** RFC 8707 §2: resources may be several. */
    private static boolean isRepeated(Map.Entry<String, String[]> parameter) {
        return parameter.getValue().length != 1 && !parameter.getKey().equals(Resources.PARAMETER);
    }
}
