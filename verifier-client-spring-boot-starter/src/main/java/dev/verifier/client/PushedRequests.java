package dev.verifier.client;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.convert.converter.Converter;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.client.endpoint.OAuth2ClientCredentialsGrantRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Requests that Verifier has before the browser comes (RFC 9126), which Spring Security does not push. Thread-safe. */
final class PushedRequests {

    private static final ParameterizedTypeReference<Map<String, Object>> JSON = new ParameterizedTypeReference<>() {};

    private final RestClient http =
            RestClient.builder().requestFactory(TokenEndpoint.http()).build();
    private final ClientRegistrationRepository registrations;
    private final RequestObjects requests;
    private final Converter<OAuth2ClientCredentialsGrantRequest, MultiValueMap<String, String>> assertions;

    PushedRequests(ClientRegistrationRepository registrations, RequestObjects requests, Assertions assertions) {
        this.registrations = registrations;
        this.requests = requests;
        this.assertions = assertions.plain();
    }

    /** Pushes the parameters of a request, signed, and leaves the name that Verifier gave them in their place. */
    void push(Map<String, Object> parameters) {
        var registration = Objects.requireNonNull(registrations.findByRegistrationId(SignIn.VERIFIER));
        var clientId = registration.getClientId();
        var form = new LinkedMultiValueMap<String, String>();
        form.add(OAuth2ParameterNames.CLIENT_ID, clientId);
        form.add("request", requests.sign(parameters));
        form.addAll(Objects.requireNonNull(assertions.convert(authenticated(registration))));
        var pushed = send(endpoint(registration), form).get(OAuth2ParameterNames.REQUEST_URI);
        if (!(pushed instanceof String requestUri)) {
            throw refused("Verifier has not said how it calls the request.");
        }
        parameters.clear();
        parameters.put(OAuth2ParameterNames.CLIENT_ID, clientId);
        parameters.put(OAuth2ParameterNames.REQUEST_URI, requestUri);
    }

    private Map<String, Object> send(String endpoint, MultiValueMap<String, String> form) {
        try {
            var answer = http.post()
                    .uri(endpoint)
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .accept(MediaType.APPLICATION_JSON)
                    .body(form)
                    .retrieve()
                    .body(JSON);
            return answer == null ? new HashMap<>() : answer;
        } catch (RestClientException e) {
            throw refused("Verifier did not take the request: " + e.getMessage());
        }
    }

    private static String endpoint(ClientRegistration registration) {
        var metadata = registration.getProviderDetails().getConfigurationMetadata();
        if (!(metadata.get("pushed_authorization_request_endpoint") instanceof String endpoint)) {
            throw refused("Verifier's metadata have no pushed_authorization_request_endpoint; use another "
                    + ClientProperties.PREFIX + ".login.request.");
        }
        return endpoint;
    }

    /** The grant is of no account here: what is wanted of it is the assertion, which is the same for all. */
    private static OAuth2ClientCredentialsGrantRequest authenticated(ClientRegistration registration) {
        return new OAuth2ClientCredentialsGrantRequest(ClientRegistration.withClientRegistration(registration)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .clientSettings(ClientRegistration.ClientSettings.builder()
                        .requireProofKey(false)
                        .build())
                .build());
    }

    private static OAuth2AuthenticationException refused(String description) {
        return new OAuth2AuthenticationException(new OAuth2Error("request_not_pushed", description, null), description);
    }
}
