package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.configuration.Surface;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Without the draft no client asks in its own words. */
@VerifierTest
class ClientQueryOffTests {

    private static final World WORLD = new World();

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) {
        WORLD.describe(registry);
    }

    @LocalServerPort
    private int port;

    private Http http;
    private Browser browser;

    @BeforeEach
    void open() {
        http = new Http(port);
        browser = new Browser(http);
    }

    private static Map<String, String> request(String claims) {
        var request = Browser.request();
        request.put("claims", claims.replace('\'', '"'));
        return request;
    }

    @Test
    void who_asks_for_less_is_not_given_more() {
        var query = "{'id_token':{'dcql_query':{'credentials':[{'id':'who','format':'jwt_vc_json',"
                + "'meta':{'type_values':[['LEARCredentialEmployee']]}}]}}}";

        assertThat(browser.arrive(browser.authorize(request(query))))
                .containsEntry("error", "invalid_request")
                .hasEntrySatisfying(
                        "error_description", told -> assertThat(told).startsWith("client_query_not_supported:"));
        assertThat(http.get(Surface.OPENID_CONFIGURATION).json().has("dcql_query_supported"))
                .isFalse();
    }

    @Test
    void everything_else_in_the_parameter_is_ignored() {
        for (var claims : new String[] {"{'id_token':{'email':null}}", "no JSON", "[]"}) {
            assertThat(browser.walletLink(browser.begin(request(claims)))).startsWith("openid4vp://");
        }
    }
}
