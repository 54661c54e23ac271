package dev.verifier.credential;

import java.util.List;
import java.util.Optional;

/**
 * The issuer of a credential: an organisation, an https URL, or the subject of a certificate beneath its anchor. The ecosystem
 * writes the same organisation as {@code did:elsi:VATES-A12345678} and as {@code VATES-A12345678} (ETSI EN 319 412-1 §5.1.4); here
 * both are the same. A label in front of nothing, or of another DID, names nobody.
 *
 * @param value the identifier without the {@code did:elsi:} label
 */
public record IssuerId(String value) {

    private static final String ELSI = "did:elsi:";

    /** What is no organisation says what it is. */
    private static final List<String> OTHER_KINDS = List.of("did:", "https:", "x509:");

    public IssuerId {
        if (!isName(value)) {
            throw new IllegalArgumentException("an issuer has a name");
        }
        value = unlabelled(value);
    }

    /** The issuer that a stranger's text names; empty where it names none. */
    public static Optional<IssuerId> parse(String text) {
        return isName(text) ? Optional.of(new IssuerId(text)) : Optional.empty();
    }

    private static boolean isName(String text) {
        var name = unlabelled(text);
        return !name.isBlank() && (name.equals(text) || !name.startsWith("did:"));
    }

    private static String unlabelled(String text) {
        return text.startsWith(ELSI) ? text.substring(ELSI.length()) : text;
    }

    /** The identifier as a registry is asked for it. */
    public String did() {
        return OTHER_KINDS.stream().anyMatch(value::startsWith) ? value : ELSI + value;
    }

    @Override
    public String toString() {
        return value;
    }
}
