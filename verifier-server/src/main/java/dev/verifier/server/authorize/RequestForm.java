package dev.verifier.server.authorize;

import dev.verifier.server.client.TrustedClients;
import dev.verifier.server.error.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What must hold before anybody looks at what an authorization request means: every parameter once (RFC 6749 §3.1), in one place,
 * and no more of it than can be kept and said again in the head of an answer. Thread-safe.
 *
 * @param clients those who may ask
 */
record RequestForm(TrustedClients clients) {

    /** As long as a request may be, percent-encoded: it comes back in a {@code Location}, for which Tomcat has 8 KB. */
    private static final int LONGEST = 6 * 1024;

    /** What is wrong with it; Tomcat throws where it cannot be read. */
    Optional<Refusal> refusal(HttpServletRequest request) {
        if (request.getMethod().equals("POST") && request.getQueryString() != null) {
            return Optional.of(Refusal.PARAMETERS_IN_URL);
        }
        var parameters = request.getParameterMap();
        if (length(parameters) > LONGEST) {
            return Optional.of(Refusal.REQUEST_TOO_LARGE);
        }
        if (parameters.values().stream().anyMatch(values -> values.length != 1)) {
            return Optional.of(Refusal.PARAMETER_REPEATED);
        }
        var clientId = request.getParameter("client_id");
        if (clientId == null || clients.client(clientId).isEmpty()) {
            return Optional.of(Refusal.AUTHORIZATION_CLIENT_UNKNOWN);
        }
        if (isMissing(request.getParameter("redirect_uri"))) {
            return Optional.of(Refusal.REDIRECT_URI_NOT_REGISTERED);
        }
        // OpenID Connect Core §3.1.2.6: what is not understood must not be passed over, for it may contradict the rest.
        if (request.getParameter("request") != null) {
            return Optional.of(Refusal.REQUEST_NOT_SUPPORTED);
        }
        if (request.getParameter("request_uri") != null) {
            return Optional.of(Refusal.REQUEST_URI_NOT_SUPPORTED);
        }
        return isMissing(request.getParameter("response_type"))
                ? Optional.of(Refusal.PARAMETER_INVALID)
                : Optional.empty();
    }

    private static boolean isMissing(@Nullable String value) {
        return value == null || value.isBlank();
    }

    private static long length(Map<String, String[]> parameters) {
        return parameters.entrySet().stream()
                .flatMap(
                        parameter -> Arrays.stream(parameter.getValue()).map(value -> parameter.getKey() + "=" + value))
                .mapToLong(pair -> pair.length() > LONGEST ? pair.length() : encodedLength(pair))
                .sum();
    }

    private static long encodedLength(String pair) {
        return URLEncoder.encode(pair, StandardCharsets.UTF_8).length() + 1L;
    }
}
