package dev.verifier.server.token;

import dev.verifier.server.client.TrustedClient;
import dev.verifier.server.configuration.VerifierProperties.Tokens.Subject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Objects;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Under which name a client knows a person ({@code sub}, OpenID Connect Core §2 and §8). Thread-safe. */
public final class SubjectNames {

    private final Subject kind;
    private final Supplier<String> secret;

    /** @param secret what pairwise names are made with; the same on every node and after every start */
    SubjectNames(Subject kind, Supplier<String> secret) {
        this.kind = kind;
        this.secret = secret;
    }

    /** The name of this person for this client. */
    public String of(PresentedSubject subject, TrustedClient client) {
        return switch (kind) {
            case HOLDER_DID -> subject.holder();
            case EMAIL -> subject.email().orElse(subject.holder());
            case PAIRWISE -> pairwise(sector(client), subject.holder());
        };
    }

    /** Whether clients must not be able to compare what they know: then none is told the holder's identifier, wherever it is. */
    boolean arePairwise() {
        return kind == Subject.PAIRWISE;
    }

    /** OpenID Connect Core §8.1: the host of its redirect URIs, or the client itself where these have several. */
    private static String sector(TrustedClient client) {
        var hosts = client.redirectUris().stream()
                .map(uri -> Objects.requireNonNullElse(URI.create(uri).getHost(), client.clientId()))
                .distinct()
                .toList();
        return hosts.size() == 1 ? hosts.getFirst() : client.clientId();
    }

    private String pairwise(String sector, String holder) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.get().getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            mac.update(sector.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0xff); // in no UTF-8 text
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(holder.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has HmacSHA256", e);
        }
    }
}
