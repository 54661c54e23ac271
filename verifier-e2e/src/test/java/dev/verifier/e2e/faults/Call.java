package dev.verifier.e2e.faults;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is asked, wherever it is asked: the same words can be said to one node and then to another.
 *
 * @param target path and query
 * @param accept what is wanted
 * @param cookies of the browser; empty where it is none
 * @param body the form that is posted; empty where nothing is
 */
record Call(String target, String accept, String cookies, String body) {

    static Call get(String target, String accept, String cookies) {
        return new Call(target, accept, cookies, "");
    }

    static Call post(String target, String body) {
        return new Call(target, "application/json", "", body);
    }

    static Call post(String target, Map<String, String> form) {
        return post(target, encoded(form));
    }

    static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
