package dev.verifier.server.authorize;

import dev.verifier.presentation.TransactionData;
import dev.verifier.presentation.TransactionDataEntry;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a client wants the person to authorize (OpenID4VP 1.0 §5.1), in the request parameter of that name. It goes to the wallet as it
 * came: what is signed is these characters. Immutable.
 *
 * @param sent the entries, in base64url
 */
public record AskedTransaction(List<String> sent) {

    /** The name of the parameter. */
    public static final String PARAMETER = "transaction_data";

    /** It must fit into a request with the rest of it, percent-encoded. */
    private static final int LONGEST = 4096;

    private static final int MOST = 16;

    /** Nothing that could be padded, or written in two ways. */
    private static final Pattern BASE64URL = Pattern.compile("[A-Za-z0-9_-]+");

    /** The wallet must not read another entry than we do. */
    private static final JsonMapper JSON = new JsonMapper(JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    public AskedTransaction {
        sent = List.copyOf(sent);
    }

    /** Of a request that Spring has read; empty where it has none. */
    public static AskedTransaction of(Map<String, Object> parameters) {
        return parameters.get(PARAMETER) instanceof String text ? parse(text) : new AskedTransaction(List.of());
    }

    /** Throws {@link IllegalArgumentException} where it is none. */
    static AskedTransaction parse(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("too long");
        }
        try {
            if (JSON.readValue(text, Object.class) instanceof List<?> elements
                    && !elements.isEmpty()
                    && elements.size() <= MOST
                    && elements.stream().allMatch(String.class::isInstance)) {
                return new AskedTransaction(
                        elements.stream().map(Object::toString).toList());
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
        throw new IllegalArgumentException("not a list of texts");
    }

    /** What it says. Throws {@link IllegalArgumentException} where that is nothing to authorize. */
    public TransactionData data() {
        return new TransactionData(sent.stream().map(AskedTransaction::entry).toList());
    }

    private static TransactionDataEntry entry(String sent) {
        if (!BASE64URL.matcher(sent).matches()) {
            throw new IllegalArgumentException("not base64url");
        }
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(sent)))
                    .toString();
            if (JSON.readValue(text, Object.class) instanceof Map<?, ?> members) {
                return TransactionDataEntry.of(sent, members);
            }
        } catch (JacksonException | CharacterCodingException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
        throw new IllegalArgumentException("not an object");
    }
}
