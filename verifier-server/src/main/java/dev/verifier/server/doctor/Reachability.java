package dev.verifier.server.doctor;

import dev.verifier.server.configuration.Surface;
import dev.verifier.server.configuration.VerifierProperties;
import dev.verifier.server.outbound.Answer;
import dev.verifier.server.outbound.OutboundHttp;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** How the server is seen from outside, where it has a name there: its discovery document, and the proxy before it. */
record Reachability(VerifierProperties properties, OutboundHttp http, Clocks clocks, Report report) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> EVERYBODY = List.of("0.0.0.0/0", "::/0");

    void examine() {
        proxy();
        if (isOutside(properties)) {
            discovery(URI.create(properties.issuer() + Surface.OPENID_CONFIGURATION));
        }
        clocks.look();
    }

    /** Whether it has a name by which others may come. */
    static boolean isOutside(VerifierProperties properties) {
        return "https".equals(properties.issuer().getScheme());
    }

    private void proxy() {
        var trusted = properties.proxy().trusted();
        if (trusted.stream().anyMatch(EVERYBODY::contains)) {
            report.warning(
                    "proxy",
                    "verifier.proxy.trusted is everybody, so that anybody may say from where they come: name the proxies");
        } else if (!trusted.isEmpty()) {
            report.ok("proxy", "addresses of callers are believed of " + String.join(", ", trusted));
        } else if (isOutside(properties)) {
            report.warning(
                    "proxy",
                    "none: if one is before this server, all callers have its address, and its rate; set"
                            + " verifier.proxy.trusted");
        }
    }

    private void discovery(URI document) {
        switch (http.document(document)) {
            case Answer.Body body -> served(document, new String(body.bytes(), StandardCharsets.UTF_8));
            case Answer.NotFound _ ->
                report.error("reach", document + ": there is no such document; does a proxy lead elsewhere?");
            case Answer.Failed(var reason) ->
                report.warning(
                        "reach", document + ": " + reason + "; nothing runs there yet, or it is not reached from here");
            case Answer.NotModified _ -> throw new IllegalStateException("nothing was known that could be unchanged");
        }
    }

    private void served(URI document, String json) {
        try {
            var issuer = JSON.readValue(json, Map.class).get("issuer");
            if (properties.issuer().toString().equals(issuer)) {
                report.ok("reach", document + " is ours");
            } else {
                report.error(
                        "reach", document + " says that its issuer is " + issuer + "; verifier.issuer says otherwise");
            }
        } catch (JacksonException e) {
            report.error("reach", document + " is no JSON; does a proxy lead elsewhere?");
        }
    }
}
