package dev.verifier.sample.office;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.client.web.client.OAuth2ClientHttpRequestInterceptor;
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

    private final RestClient http;
    private final String address;

    /** @param person sends the token along, fresh */
    Api(Settings settings, OAuth2ClientHttpRequestInterceptor person) {
        this.http = RestClient.builder().requestInterceptor(person).build();
        this.address = settings.api() + "/me";
    }

    Said ask() {
        try {
            var answer = http.get().uri(address).retrieve().body(JsonNode.class);
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
