package dev.verifier.server.discovery;

import dev.verifier.did.Did;
import dev.verifier.did.KeyDids;
import dev.verifier.rejection.RejectedException;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.error.ErrorAnswers;
import dev.verifier.server.error.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * The key of a did:key as a JWK Set, for clients that registered such a URL. We never call it ourselves: what a did:key says needs
 * no question.
 */
@RestController
class DidKeySets {

    private final JsonMapper json = new JsonMapper();
    private final ErrorAnswers answers;

    DidKeySets(ErrorAnswers answers) {
        this.answers = answers;
    }

    @GetMapping(Surface.DID + "/{did}")
    void keySet(@PathVariable String did, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var keySet = keySet(did);
        if (keySet.isEmpty()) {
            answers.refuse(request, response, Did.isDid(did) ? Refusal.DID_NOT_SUPPORTED : Refusal.NOT_FOUND);
            return;
        }
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader(
                HttpHeaders.CACHE_CONTROL,
                CacheControl.maxAge(Duration.ofDays(1)).cachePublic().getHeaderValue());
        json.writeValue(response.getOutputStream(), keySet.get());
    }

    /** A door: whoever asks for what is no did:key only learns that. */
    private static Optional<Map<String, Object>> keySet(String did) {
        try {
            var parsed = Did.parse(did);
            var jwk = new LinkedHashMap<>(KeyDids.resolve(parsed).asMap());
            jwk.put("kid", parsed.toString());
            return Optional.of(Map.of("keys", List.of(jwk)));
        } catch (RejectedException e) {
            return Optional.empty();
        }
    }
}
