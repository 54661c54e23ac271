package dev.verifier.server.request;

import dev.verifier.rejection.RejectedException;
import dev.verifier.server.client.Resources;
import dev.verifier.server.client.TrustedClient;
import dev.verifier.server.error.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides of every authorization request where its parameters come from, and whether this client may ask that way. Nothing in this
 * room is used up by looking, so that a browser may reload. Thread-safe.
 */
public final class RequestSources {

    private static final String OBJECT = "request";
    private static final String URI = "request_uri";

    /** How a client that pushes proves who it is (RFC 9126 §2.1): not a part of what it asks. */
    private static final Set<String> NOT_ASKED = Set.of("client_assertion", "client_assertion_type", "client_secret");

    private final RequestObjects objects;
    private final HostedRequests hosted;
    private final PushedRequests pushed;
    private final RequestObjectRules rules;
    private final Duration lifetime;
    private final Clock clock;

    RequestSources(
            RequestObjects objects,
            HostedRequests hosted,
            PushedRequests pushed,
            RequestObjectRules rules,
            Duration lifetime,
            Clock clock) {
        this.objects = objects;
        this.hosted = hosted;
        this.pushed = pushed;
        this.rules = rules;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /**
     * What a request to the authorization endpoint asks, also kept with it. A refusal is Spring's exception with our code; what was
     * under the client's signature by then is kept with the request all the same, for it says where the client is.
     */
    public AskedParameters asked(TrustedClient client, HttpServletRequest request) {
        var outside = parameters(request);
        if (outside.containsKey(OBJECT) && outside.containsKey(URI)) {
            throw Refusal.REQUEST_AMBIGUOUS.asException();
        }
        var uri = outside.getOrDefault(URI, "");
        if (uri.startsWith(PushedRequests.PREFIX)) {
            return kept(client, uri).keepWith(request);
        }
        if (client.requests().pushed() || (rules.strict() && !client.isPublic())) {
            throw Refusal.PUSHED_REQUEST_REQUIRED.asException();
        }
        if (outside.containsKey(URI)) {
            outside.put(OBJECT, hosted.fetch(client, uri));
            outside.remove(URI);
        }
        return plain(client, outside, request);
    }

    /** The same, kept if an object said it: neither that nor its URL is to be asked for again. */
    public AskedParameters settled(AskedParameters asked, HttpServletRequest request) {
        var isSaidByAnObject = request.getParameter(OBJECT) != null || request.getParameter(URI) != null;
        return asked.kept() == null && isSaidByAnObject ? keep(asked).keepWith(request) : asked;
    }

    /** What a client asks that has authenticated and pushes its request (RFC 9126 §2.1); kept with the request and nowhere else yet. */
    public AskedParameters pushed(TrustedClient client, HttpServletRequest request) {
        var outside = parameters(request);
        if (outside.containsKey(URI)) {
            throw Refusal.REQUEST_URI_PUSHED.asException();
        }
        outside.keySet().removeAll(NOT_ASKED);
        outside.put("client_id", client.clientId());
        return plain(client, outside, request);
    }

    /** Keeps parameters until the browser comes for them. */
    public AskedParameters keep(AskedParameters asked) {
        return pushed.add(asked.values(), clock.instant().plus(lifetime));
    }

    /** How long that is. */
    public Duration lifetime() {
        return lifetime;
    }

    private AskedParameters kept(TrustedClient client, String uri) {
        return pushed.find(uri, clock.instant())
                .filter(asked -> client.clientId().equals(asked.values().get("client_id")))
                .orElseThrow(Refusal.REQUEST_URI_UNKNOWN::asException);
    }

    /** A door: what is wrong with a request object is told as OAuth's errors are. */
    private AskedParameters plain(TrustedClient client, Map<String, String> outside, HttpServletRequest request) {
        var object = outside.remove(OBJECT);
        if (object == null) {
            if (client.requests().signed()) {
                throw Refusal.REQUEST_OBJECT_REQUIRED.asException();
            }
            return new AskedParameters(outside, null).keepWith(request);
        }
        try {
            return read(client, object, outside, request);
        } catch (RejectedException e) {
            throw Refusal.invalidRequestObject(e.rejection());
        }
    }

    /**
     * RFC 9101 §6.3: what is signed counts. The runbook leaves parameters outside, which count where the object is silent; of a client
     * that has to sign nothing else counts, for whoever carries its request could add what it did not say.
     */
    private AskedParameters read(
            TrustedClient client, String object, Map<String, String> outside, HttpServletRequest request)
            throws RejectedException {
        var claims = objects.signed(client, object);
        var inside = ClaimTexts.of(claims);
        var all = new LinkedHashMap<>(rules.strict() || client.requests().signed() ? Map.of() : outside);
        all.putAll(inside);
        all.put("client_id", client.clientId());
        all.remove(OBJECT);
        all.remove(URI);
        var asked = new AskedParameters(all, null).keepWith(request);
        objects.current(client, claims, clock.instant());
        if (outside.entrySet().stream()
                .anyMatch(parameter ->
                        !parameter.getValue().equals(inside.getOrDefault(parameter.getKey(), parameter.getValue())))) {
            throw Refusal.REQUEST_OBJECT_CONTRADICTED.asException();
        }
        return asked;
    }

    private static String text(String name, HttpServletRequest request) {
        return name.equals(Resources.PARAMETER)
                ? Resources.joined(Arrays.stream(request.getParameterValues(name)))
                : Objects.requireNonNull(request.getParameter(name));
    }

    private static Map<String, String> parameters(HttpServletRequest request) {
        return request.getParameterMap().keySet().stream()
                .collect(Collectors.toMap(
                        name -> name, name -> text(name, request), (one, _) -> one, LinkedHashMap::new));
    }
}
