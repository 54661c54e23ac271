package dev.verifier.client;

import com.nimbusds.jose.jwk.ECKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A configured value that says where the key is, in the words that Verifier itself has for its own: {@code pkcs12:}, {@code pkcs11:}, a
 * file, or the key; or {@code generated:}, a file that is made where there is none. What cannot be used fails with the mend, and the value is not repeated.
 *
 * @param properties the configuration
 */
record KeyReference(ClientProperties properties) {

    private static final String KEY = ClientProperties.PREFIX + ".key";
    private static final Pattern STORE = Pattern.compile("(generated|pkcs12|pkcs11):([^?]*)(?:\\?(.*))?");
    private static final String MAKE_ONE = "Make one with: openssl genpkey -algorithm EC -pkeyopt"
            + " ec_paramgen_curve:P-256 -out client.pem && chmod 600 client.pem, and set " + KEY + " to client.pem.";

    ECKey read() {
        var value = properties.key();
        if (value == null || value.isBlank()) {
            throw new MisconfiguredException(KEY, "it is missing", MAKE_ONE);
        }
        var store = STORE.matcher(value.strip());
        try {
            return store.matches()
                    ? stored(store.group(1), store.group(2), options(store.group(3)))
                    : KeyText.privateKey(KeyText.isKey(value) ? value : Files.readString(path(value.strip())));
        } catch (IOException e) {
            throw new MisconfiguredException(
                    KEY, "no file of that name can be read, and it is itself neither PEM nor JWK", MAKE_ONE);
        } catch (IllegalArgumentException e) {
            throw new MisconfiguredException(
                    KEY,
                    String.valueOf(e.getMessage()),
                    mend(store.matches() && !store.group(1).equals("generated")));
        }
    }

    private static String mend(boolean stored) {
        return stored
                ? "Write pkcs12:FILE?alias=NAME or pkcs11:LIBRARY?alias=NAME&slot=NUMBER, with the password or PIN in "
                        + ClientProperties.PREFIX + ".key-password or .key-password-file."
                : MAKE_ONE;
    }

    private ECKey stored(String kind, String place, Map<String, String> options) {
        var alias = options.get("alias");
        return switch (kind) {
            case "generated" -> GeneratedKey.keptIn(path(place));
            case "pkcs12" -> KeyStores.pkcs12(path(place), alias, password());
            default -> KeyStores.pkcs11(place, options.get("slot"), options.get("slot-index"), alias, password());
        };
    }

    private static Map<String, String> options(String text) {
        var options = new HashMap<String, String>();
        for (var option : text == null || text.isEmpty() ? new String[0] : text.split("&", -1)) {
            var parts = option.split("=", 2);
            if (parts.length < 2 || !List.of("alias", "slot", "slot-index").contains(parts[0])) {
                throw new IllegalArgumentException("after ? there may be alias=, slot=, slot-index=");
            }
            options.put(parts[0], parts[1]);
        }
        return options;
    }

    private String password() {
        var file = properties.keyPasswordFile();
        try {
            return file == null
                    ? Objects.requireNonNullElse(properties.keyPassword(), "")
                    : Files.readString(file).strip();
        } catch (IOException e) {
            throw new MisconfiguredException(
                    ClientProperties.PREFIX + ".key-password-file",
                    "it cannot be read",
                    "Name a file that this application may read.");
        }
    }

    private static Path path(String value) {
        return Path.of(value.startsWith("file:") ? value.substring("file:".length()) : value);
    }
}
