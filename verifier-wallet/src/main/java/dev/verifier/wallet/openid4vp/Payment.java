package dev.verifier.wallet.openid4vp;

import dev.verifier.wallet.CompactJws;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Something the person is to authorize (OpenID4VP 1.0 §5.1, §8.4). Payments are the one type that this wallet understands, and what it
 * does not understand it does not sign.
 *
 * @param sent base64url as it came: these characters are what is signed (Appendix B.3.3.1)
 * @param queries ids of the credential queries one of whose answers authorizes it
 * @param payee who is paid
 * @param amount how much, with its currency
 */
public record Payment(String sent, List<String> queries, String payee, String amount) {
    private static final String TYPE = "org.example.payment";
    private static final String ALGORITHMS = "transaction_data_hashes_alg";

    /** What the person sees must be what everybody else reads. */
    private static final JsonMapper JSON = new JsonMapper(JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    /** Another member could change what the others mean. */
    private static final Set<String> MEMBERS = Set.of("type", "credential_ids", ALGORITHMS, "payee", "amount");

    public Payment {
        queries = List.copyOf(queries);
    }

    /**
     * What a request wants authorized; nothing if it says nothing.
     *
     * @param asked which credentials it asks for
     * @throws UnacceptableRequest if there is something that this wallet does not understand (§8.4)
     */
    static List<Payment> of(RequestObject object, DcqlQuery asked) {
        if (!object.has("transaction_data")) {
            return List.of();
        }
        if (!(object.claim("transaction_data") instanceof List<?> entries) || entries.isEmpty()) {
            throw new UnacceptableRequest(RequestFlaw.UNKNOWN_TRANSACTION_DATA);
        }
        var ids = asked.credentials().stream().map(CredentialQuery::id).toList();
        var payments = entries.stream().map(Payment::read).toList();
        if (!payments.stream().allMatch(payment -> ids.containsAll(payment.queries()))) {
            throw new UnacceptableRequest(RequestFlaw.UNKNOWN_TRANSACTION_DATA);
        }
        return payments;
    }

    private static Payment read(@Nullable Object entry) {
        if (!(entry instanceof String sent)) {
            throw new UnacceptableRequest(RequestFlaw.UNKNOWN_TRANSACTION_DATA);
        }
        try {
            if (!(JSON.readValue(CompactJws.decode(sent), Object.class) instanceof Map<?, ?> members)) {
                throw new UnacceptableRequest(RequestFlaw.UNKNOWN_TRANSACTION_DATA);
            }
            if (!TYPE.equals(members.get("type")) || !MEMBERS.containsAll(members.keySet()) || !hashable(members)) {
                throw new UnacceptableRequest(RequestFlaw.UNKNOWN_TRANSACTION_DATA);
            }
            return new Payment(
                    sent, texts(members.get("credential_ids")), text(members, "payee"), text(members, "amount"));
        } catch (IllegalArgumentException | JacksonException e) {
            throw new UnacceptableRequest(RequestFlaw.UNKNOWN_TRANSACTION_DATA, e);
        }
    }

    private static boolean hashable(Map<?, ?> members) {
        return !members.containsKey(ALGORITHMS)
                || texts(members.get(ALGORITHMS)).contains("sha-256");
    }

    private static List<String> texts(@Nullable Object json) {
        if (json instanceof List<?> list && !list.isEmpty() && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw new UnacceptableRequest(RequestFlaw.UNKNOWN_TRANSACTION_DATA);
    }

    private static String text(Map<?, ?> members, String name) {
        if (members.get(name) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw new UnacceptableRequest(RequestFlaw.UNKNOWN_TRANSACTION_DATA);
    }

    /** Whether this way to answer authorizes it: an SD-JWT with a key binding, under one of the ids. */
    boolean authorizedBy(DcqlQuery.Choice choice) {
        return choice.credential().showsParts()
                && queries.contains(choice.query().id());
    }
}
