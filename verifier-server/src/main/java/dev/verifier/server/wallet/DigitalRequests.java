package dev.verifier.server.wallet;

import dev.verifier.server.configuration.Asking;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.configuration.VerifierProperties.Openid4vp.DigitalCredentialsApi;
import dev.verifier.server.wallet.Manner.ByBrowser;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the login page asks for through the browser (W3C Digital Credentials API; OpenID4VP 1.0 Appendix A). Thread-safe. */
final class DigitalRequests {

    private static final String TYPE = "oauth-authz-req+jwt";

    private final Asking asking;
    private final OurNames names;
    private final WalletRequests requests;
    private final Surface surface;

    DigitalRequests(Asking asking, OurNames names, WalletRequests requests, Surface surface) {
        this.asking = asking;
        this.names = names;
        this.requests = requests;
        this.surface = surface;
    }

    /** By which name a browser knows how the page of this login asks (Appendix A.1); nothing where it does not ask so. */
    Optional<String> protocol(LoginOrder order) {
        return order.manner().byBrowser().flatMap(_ -> switch (manner(order)) {
            case OFF -> Optional.empty();
            case UNSIGNED -> Optional.of("openid4vp-v1-unsigned");
            case SIGNED -> Optional.of("openid4vp-v1-signed");
        });
    }

    /** What was begun under a name that is ours no longer is not asked on. */
    private DigitalCredentialsApi manner(LoginOrder order) {
        return names.of(order.manner())
                .map(name -> asking.digital(name.prefix()))
                .orElse(DigitalCredentialsApi.OFF);
    }

    /** The {@code requests} of {@code navigator.credentials.get} (Appendix A.2, A.3); none where the page does not ask so. */
    List<Map<String, Object>> of(WalletLogin.Requested login, Instant at) {
        var order = login.order();
        var fresh = order.manner().byBrowser();
        return protocol(order).stream()
                .map(protocol -> request(protocol, data(order, fresh.orElseThrow(), login.endsAt(), at)))
                .toList();
    }

    /** The name of the request's key. Nothing is found by it; it only has to be repeated. */
    static String keyName(LoginOrder order) {
        return Digest.of("dc_api " + order.id());
    }

    private Map<String, Object> data(LoginOrder order, ByBrowser fresh, Instant until, Instant at) {
        return manner(order) == DigitalCredentialsApi.SIGNED
                ? Map.of("request", signed(order, fresh, until, at))
                : parameters(order, fresh);
    }

    private String signed(LoginOrder order, ByBrowser fresh, Instant until, Instant at) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("aud", "https://self-issued.me/v2");
        claims.put("client_id", order.manner().clientId());
        // Appendix A.2: what makes a request of ours worthless on another page.
        claims.put("expected_origins", List.of(surface.origin()));
        claims.putAll(parameters(order, fresh));
        claims.put("iat", at.getEpochSecond());
        claims.put("exp", until.getEpochSecond());
        return names.of(order.manner())
                .orElseThrow(() -> new IllegalStateException("only what is asked is signed"))
                .signed(TYPE, claims);
    }

    /** Appendix A.2: neither {@code state} nor a place to answer at; the browser brings the answer back to who asked. */
    private Map<String, Object> parameters(LoginOrder order, ByBrowser fresh) {
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("response_type", "vp_token");
        parameters.put("response_mode", "dc_api.jwt");
        parameters.put("nonce", fresh.nonce());
        parameters.putAll(requests.wanted(order));
        parameters.put("client_metadata", requests.metadata(order, Optional.of(fresh.key()), keyName(order)));
        return parameters;
    }

    private static Map<String, Object> request(String protocol, Map<String, Object> data) {
        var request = new LinkedHashMap<String, Object>();
        request.put("protocol", protocol);
        request.put("data", data);
        return request;
    }
}
