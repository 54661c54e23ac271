package dev.verifier.server.request;

import dev.verifier.server.client.Resources;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request whose parameters are exactly these. Spring looks at the map, at the query and at the URL, and each must say the same. */
final class PlainRequest extends HttpServletRequestWrapper {

    private final String url;
    private final Map<String, String> values;

    PlainRequest(HttpServletRequest request, String url, Map<String, String> values) {
        super(request);
        this.url = url;
        this.values = values;
    }

    @Override
    public @Nullable String getParameter(String name) {
        var all = getParameterValues(name);
        return all == null ? null : all[0];
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        var value = values.get(name);
        return value == null ? null : Resources.values(name, value);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        var map = new LinkedHashMap<String, String[]>();
        values.forEach((name, value) -> map.put(name, Resources.values(name, value)));
        return Collections.unmodifiableMap(map);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(values.keySet());
    }

    /** Of a link all parameters are in the query, of a form none is. */
    @Override
    public @Nullable String getQueryString() {
        return getMethod().equals("GET") ? AskedParameters.query(values) : null;
    }

    @Override
    public StringBuffer getRequestURL() {
        return new StringBuffer(url);
    }
}
