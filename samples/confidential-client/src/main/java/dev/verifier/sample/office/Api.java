package dev.verifier.sample.office;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientResponseException;
import tools.jackson.databind.JsonNode;

/** A protected API of somebody else's, called in the person's name. Thread-safe. */
@Component
class Api {

    /**
     * What came of a call.
     *
     * @param sentence for the person
     * @param answer as JSON; null where there is none
     */
    record Said(String sentence, @Nullable String answer) {}

    private final RestClient http = RestClient.create();
    private final String address;

    Api(Settings settings) {
        this.address = settings.api() + "/me";
    }

    Said ask(OAuth2AccessToken token) {
        try {
            var answer = http.get()
                    .uri(address)
                    .headers(headers -> headers.setBearerAuth(token.getTokenValue()))
                    .retrieve()
                    .body(JsonNode.class);
            return new Said(
                    address + " knows you, and for whom you act.", answer == null ? null : answer.toPrettyString());
        } catch (RestClientResponseException e) {
            var headers = e.getResponseHeaders();
            var why = headers == null ? null : headers.getFirst(HttpHeaders.WWW_AUTHENTICATE);
            return new Said(address + " answers " + e.getStatusCode().value() + (why == null ? "." : ": " + why), null);
        } catch (ResourceAccessException e) {
            return new Said(address + " cannot be reached.", null);
        }
    }
}
