package dev.verifier.server.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the template of the playground is given. Stateless. */
final class PlaygroundModel {

    private static final List<Map.Entry<String, String>> FIELDS = List.of(
            Map.entry("client", "client_id of the client at which somebody signs in with it"),
            Map.entry("nonce", "nonce"),
            Map.entry("audience", "client_id of the request; of a token, whom it is for"),
            Map.entry("response_uri", "response_uri, for an mdoc"),
            Map.entry("origin", "origin of the page that asked through the browser, for an mdoc"),
            Map.entry("transaction_data", "transaction_data, its entries as they were sent"));

    private PlaygroundModel() {}

    static Map<String, @Nullable Object> of(Page.Playground page, String base) {
        var model = new LinkedHashMap<String, @Nullable Object>();
        model.put("action", base + page.path());
        model.put("text", page.text());
        model.put("hinted", !page.hints().isEmpty());
        model.put(
                "fields",
                FIELDS.stream()
                        .map(field -> Map.of(
                                "name", field.getKey(),
                                "label", field.getValue(),
                                "value", page.hints().getOrDefault(field.getKey(), "")))
                        .toList());
        model.put("summary", page.summary());
        model.put(
                "sections",
                page.sections().stream().map(PlaygroundModel::section).toList());
        return model;
    }

    private static Map<String, Object> section(Page.Playground.Section section) {
        return Map.of(
                "title", section.title(),
                "notes", section.notes().stream().map(Shown::value).toList(),
                "says",
                        section.says().entrySet().stream()
                                .collect(Collectors.toMap(
                                        Map.Entry::getKey,
                                        said -> Shown.value(said.getValue()),
                                        (one, _) -> one,
                                        LinkedHashMap::new)),
                "rows", section.rows().stream().map(PlaygroundModel::row).toList());
    }

    private static Map<String, String> row(Page.Playground.Row row) {
        return Map.of(
                "outcome", row.outcome(),
                "verdict", row.verdict(),
                "check", row.check(),
                "clause", row.clause(),
                "found", Shown.value(row.found()),
                "code", row.code(),
                "mend", row.mend());
    }
}
