package dev.verifier.server.profile;

import dev.verifier.dcql.CredentialQuery;
import dev.verifier.dcql.DcqlQuery;
import dev.verifier.dcql.QueryId;
import dev.verifier.server.configuration.VerifierProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What others say of us to wallets, such as registration certificates ({@code verifier_info}, OpenID4VP 1.0 §5.1). Wallets judge it; we
 * only know its form. Immutable.
 *
 * @param entries each with {@code format} and {@code data}, and {@code credential_ids} where it is about some of the credentials only
 */
public record VerifierInfo(List<Map<String, Object>> entries) {

    private static final String PROPERTY = "verifier.openid4vp.verifier-info";
    private static final String CREDENTIALS = "credential_ids";

    public VerifierInfo {
        entries = List.copyOf(entries);
    }

    /** That of a configuration; throws where it cannot be meant. */
    public static VerifierInfo of(VerifierProperties properties) {
        var configured = properties.openid4vp().verifierInfo();
        if (configured == null) {
            return new VerifierInfo(List.of());
        }
        var file = configured.startsWith("file:") ? configured.substring("file:".length()) : configured;
        try {
            return parse(Files.readString(Path.of(file)));
        } catch (IOException e) {
            throw wrong(configured, "no file of that name can be read");
        } catch (IllegalArgumentException | JacksonException e) {
            throw wrong(
                    configured,
                    "it must be a JSON array of objects with format and data, and, if at all,"
                            + " credential_ids, a list of ids of credential queries (OpenID4VP 1.0 §5.1)");
        }
    }

    private static VerifierInfo parse(String json) {
        if (!(new JsonMapper().readValue(json, Object.class) instanceof List<?> elements)) {
            throw new IllegalArgumentException("not a list");
        }
        var entries = new ArrayList<Map<String, Object>>();
        for (var element : elements) {
            if (!(element instanceof Map<?, ?> members)
                    || !(members.get("format") instanceof String format)
                    || format.isBlank()
                    || !(members.get("data") instanceof String || members.get("data") instanceof Map<?, ?>)) {
                throw new IllegalArgumentException("not an entry");
            }
            if (members.containsKey(CREDENTIALS)) {
                requireIds(members.get(CREDENTIALS));
            }
            var entry = new LinkedHashMap<String, Object>();
            members.forEach((name, value) -> entry.put(String.valueOf(name), value));
            entries.add(entry);
        }
        return new VerifierInfo(entries);
    }

    private static void requireIds(@Nullable Object value) {
        if (!(value instanceof List<?> ids) || ids.isEmpty()) {
            throw new IllegalArgumentException("not a list of ids");
        }
        ids.forEach(id -> new QueryId(String.valueOf(id)));
    }

    /** What a request with this query says: nothing about credentials that it does not ask for. */
    public List<Map<String, Object>> about(DcqlQuery query) {
        var asked = query.credentials().stream()
                .map(CredentialQuery::id)
                .map(QueryId::value)
                .collect(Collectors.toSet());
        var about = new ArrayList<Map<String, Object>>();
        for (var entry : entries) {
            if (entry.get(CREDENTIALS) instanceof List<?> ids) {
                var wanted = ids.stream().filter(asked::contains).toList();
                if (!wanted.isEmpty()) {
                    var narrowed = new LinkedHashMap<>(entry);
                    narrowed.put(CREDENTIALS, wanted);
                    about.add(narrowed);
                }
            } else {
                about.add(entry);
            }
        }
        return about;
    }

    private static InvalidConfigurationPropertyValueException wrong(String value, String why) {
        return new InvalidConfigurationPropertyValueException(PROPERTY, value, why);
    }
}
