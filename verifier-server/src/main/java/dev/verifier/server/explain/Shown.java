package dev.verifier.server.explain;

import dev.verifier.credential.CredentialFormat;
import dev.verifier.credential.CredentialType;
import dev.verifier.presentation.Nonce;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A presentation or a credential as it was pasted, by its looks. Nothing of it is verified.
 *
 * @param text as it was pasted
 * @param format by its looks
 * @param types that its credential says it has
 * @param outer what the holder signed; null where that cannot be seen
 * @param credential what the issuer signed; null where that cannot be seen
 */
record Shown(
        String text,
        CredentialFormat format,
        List<CredentialType> types,
        @Nullable Alleged outer,
        @Nullable Alleged credential) {

    private static final String DOC_TYPE = "docType";
    private static final int SHORT_TEXT = 0x60;
    private static final int LENGTH_FOLLOWS = 0x78;

    static Shown of(String text) {
        if (text.indexOf('~') > 0) {
            var parts = text.split("~", -1);
            return sdJwt(text, parts[0], Alleged.of(parts[parts.length - 1]).orElse(null));
        }
        var outer = Alleged.of(text).orElse(null);
        return outer == null ? mdoc(text) : w3c(text, outer, embedded(outer));
    }

    static Shown ofCredential(String text) {
        var alleged = Alleged.of(text.split("~", -1)[0]).orElse(null);
        var isSdJwt = text.indexOf('~') > 0 || (alleged != null && alleged.has("vct"));
        return isSdJwt
                ? sdJwt(text.indexOf('~') > 0 ? text : text + "~", text.split("~", -1)[0], null)
                : w3c(text, null, alleged);
    }

    boolean isCertified() {
        return format != CredentialFormat.DC_SD_JWT || (credential != null && credential.isCertified());
    }

    /** Its own nonce, where it could be that of a request. */
    Optional<Nonce> nonce() {
        var text = outer == null ? "" : outer.text("nonce");
        return Nonce.isOne(text) ? Optional.of(new Nonce(text)) : Optional.empty();
    }

    String audience() {
        return outer == null || outer.audience().isEmpty() ? "nobody" : outer.audience();
    }

    /** Whether it says that its holder authorizes something (OpenID4VP 1.0 Appendix B.3.3.1). */
    boolean authorizes() {
        return outer != null && outer.has("transaction_data_hashes");
    }

    /** What it says, holder's and issuer's part. */
    Map<String, String> says() {
        var says = new LinkedHashMap<String, String>();
        if (outer != null) {
            outer.shown().forEach((name, value) -> says.put("presentation " + name, value));
        }
        if (credential != null) {
            credential.shown().forEach((name, value) -> says.put("credential " + name, value));
        }
        says.put(
                "credential types",
                String.join(", ", types.stream().map(CredentialType::name).toList()));
        return says;
    }

    private static Shown sdJwt(String text, String signed, @Nullable Alleged keyBinding) {
        var credential = Alleged.of(signed).orElse(null);
        var type = credential == null ? "" : credential.text("vct");
        return new Shown(
                text,
                CredentialFormat.DC_SD_JWT,
                types(type.isBlank() ? List.of() : List.of(type)),
                keyBinding,
                credential);
    }

    private static Shown w3c(String text, @Nullable Alleged outer, @Nullable Alleged credential) {
        var document = credential == null
                ? Map.of()
                : credential.claims().get("vc") instanceof Map<?, ?> vc ? vc : credential.claims();
        return new Shown(text, CredentialFormat.JWT_VC_JSON, types(document.get("type")), outer, credential);
    }

    private static @Nullable Alleged embedded(Alleged outer) {
        if (outer.claims().get("vp") instanceof Map<?, ?> vp) {
            var credentials = vp.get("verifiableCredential");
            var first = credentials instanceof List<?> several && !several.isEmpty() ? several.getFirst() : credentials;
            return first instanceof String compact ? Alleged.of(compact).orElse(null) : null;
        }
        return null;
    }

    /** By its looks only: the engine reads CBOR, and says so where it cannot. */
    private static Shown mdoc(String text) {
        return new Shown(text, CredentialFormat.MSO_MDOC, types(docType(text).orElse("")), null, null);
    }

    /** The text behind the first key of this name (RFC 8949 §3: one byte says how long a short text is, or one more does). */
    private static Optional<String> docType(String base64Url) {
        try {
            var bytes = new String(Base64.getUrlDecoder().decode(base64Url), StandardCharsets.ISO_8859_1);
            var head = bytes.indexOf(DOC_TYPE) + DOC_TYPE.length();
            var isLong = bytes.charAt(head) == LENGTH_FOLLOWS;
            var from = isLong ? head + 2 : head + 1;
            var length = isLong ? bytes.charAt(head + 1) : bytes.charAt(head) - SHORT_TEXT;
            return head < DOC_TYPE.length() || length < 1
                    ? Optional.empty()
                    : Optional.of(bytes.substring(from, from + length));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static List<CredentialType> types(@Nullable Object value) {
        var all = value instanceof List<?> several ? several : value instanceof String one ? List.of(one) : List.of();
        return all.stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(name -> !name.isBlank())
                .map(CredentialType::new)
                .toList();
    }
}
