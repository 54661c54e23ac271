package dev.verifier.credential;

/**
 * The issuer of a credential. The ecosystem writes the same organisation as {@code did:elsi:VATES-A12345678} and as
 * {@code VATES-A12345678} (ETSI EN 319 412-1 §5.1.4); here both are the same.
 *
 * @param value the identifier without the {@code did:elsi:} label
 */
public record IssuerId(String value) {

    private static final String ELSI = "did:elsi:";

    public IssuerId {
        value = value.startsWith(ELSI) ? value.substring(ELSI.length()) : value;
        if (value.isBlank()) {
            throw new IllegalArgumentException("an issuer has a name");
        }
    }

    /** The identifier as a registry is asked for it. */
    public String did() {
        return value.startsWith("did:") ? value : ELSI + value;
    }

    @Override
    public String toString() {
        return value;
    }
}
