package dev.verifier.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import org.springframework.core.convert.converter.Converter;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.AbstractOAuth2AuthorizationGrantRequest;
import org.springframework.security.oauth2.client.endpoint.AbstractRestClientOAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.http.converter.OAuth2ErrorHttpMessageConverter;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.DefaultResponseErrorHandler;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** How Spring Security's clients of the token endpoint go there: with an assertion, and without waiting for ever. */
final class TokenEndpoint {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private TokenEndpoint() {}

    static <
                    T extends AbstractOAuth2AuthorizationGrantRequest,
                    C extends AbstractRestClientOAuth2AccessTokenResponseClient<T>>
            C asked(C client, Converter<T, MultiValueMap<String, String>> assertions) {
        var http = new RestTemplate(
                List.of(new FormHttpMessageConverter(), new OAuth2AccessTokenResponseHttpMessageConverter()));
        http.setRequestFactory(http());
        http.setErrorHandler(new Refusals());
        client.setRestClient(RestClient.create(http));
        client.addParametersConverter(assertions);
        return client;
    }

    /** RFC 6749 §5.2: also 401 says why, which Spring Security reads where it is 400 only. */
    private static final class Refusals extends DefaultResponseErrorHandler {

        @Override
        public void handleError(URI url, HttpMethod method, ClientHttpResponse response) throws IOException {
            var type = response.getHeaders().getContentType();
            if (type != null && type.isCompatibleWith(MediaType.APPLICATION_JSON)) {
                throw new OAuth2AuthorizationException(
                        new OAuth2ErrorHttpMessageConverter().read(OAuth2Error.class, response));
            }
            super.handleError(url, method, response);
        }
    }

    /** What goes to Verifier goes with this. */
    static ClientHttpRequestFactory http() {
        var factory = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(CONNECT).build());
        factory.setReadTimeout(ANSWER);
        return factory;
    }
}
