package dev.verifier.server.key;

import com.nimbusds.jose.jwk.ECKey;
import dev.verifier.server.configuration.VerifierProperties;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.security.ProviderException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A configured value that says where a key is: {@code pkcs12:}, {@code pkcs11:}, {@code vault:}, a file, or the key itself. What cannot be
 * used fails with the reason, and the value is not repeated.
 *
 * @param property the name of the value
 * @param value as it is configured
 * @param properties the rest of the configuration
 * @param line to keys that are elsewhere
 */
record KeyReference(String property, String value, VerifierProperties properties, KeyLine line) {

    private static final Pattern STORE = Pattern.compile("(pkcs12|pkcs11|vault):([^?]*)(?:\\?(.*))?");
    private static final Pattern VAULT_NAME = Pattern.compile("[A-Za-z0-9_.-]{1,128}");

    /** Where a key is that is not in PEM or JWK. */
    private record Store(String kind, String place, String options) {}

    /**
     * Whatever signs by it.
     *
     * @param others that sign where they are asked for
     * @param also public keys that are published too
     */
    KeyRing ring(List<SigningKey> others, List<ECKey> also) {
        var store = store().filter(elsewhere -> elsewhere.kind().equals("vault"));
        if (store.isPresent()) {
            return usable(() -> new VaultKeys(vault(store.get()), KeyTimes.of(properties), also));
        }
        var keys = new SigningKeys(key(), others, also);
        return _ -> keys;
    }

    /** Whatever signs by it, and nothing else. */
    KeyRing ring() {
        return ring(List.of(), List.of());
    }

    /** The key, if it is more than a public one. */
    Optional<SigningKey> signing() {
        return store().isPresent()
                        || KeySource.read(property, value, KeyText::anyKey).isPrivate()
                ? Optional.of(key())
                : Optional.empty();
    }

    /** The key as it is published. */
    ECKey published() {
        return store().isPresent()
                ? key().published()
                : SigningKey.named(KeySource.read(property, value, KeyText::publicKey));
    }

    /** Whether it is a file in PEM or JWK. */
    boolean isFile() {
        return store().isEmpty() && !KeyText.isKey(value);
    }

    private Optional<Store> store() {
        return Optional.of(STORE.matcher(value))
                .filter(store -> store.matches())
                .map(store ->
                        new Store(store.group(1), store.group(2), Objects.requireNonNullElse(store.group(3), "")));
    }

    private SigningKey key() {
        var store = store();
        return usable(() -> SigningKey.of(
                store.isPresent()
                        ? kept(store.get())
                        : LocalKey.of(KeySource.read(property, value, KeyText::privateKey))));
    }

    private Signer kept(Store store) {
        return switch (store.kind()) {
            case "pkcs12" -> {
                var options = options(store, "alias");
                yield KeyStores.pkcs12(KeySource.path(store.place()), options.get("alias"), password());
            }
            case "pkcs11" -> {
                var options = options(store, "alias", "slot", "slot-index");
                yield KeyStores.pkcs11(
                        KeyStores.module(store.place(), options.get("slot"), options.get("slot-index")),
                        options.get("alias"),
                        password());
            }
            default -> throw new IllegalArgumentException("a key in Vault may only be the one that signs");
        };
    }

    private VaultTransit vault(Store store) {
        var options = options(store, "key");
        var name = options.getOrDefault("key", "");
        var engine = URI.create(store.place().replaceFirst("/$", ""));
        if (!VAULT_NAME.matcher(name).matches() || engine.getHost() == null) {
            throw new IllegalArgumentException("it needs the address of the engine, and ?key= with the key's name");
        }
        return new VaultTransit(engine, name, this::password, line.http());
    }

    private static Map<String, String> options(Store store, String... known) {
        var options = new HashMap<String, String>();
        for (var option :
                store.options().isEmpty() ? new String[0] : store.options().split("&", -1)) {
            var parts = option.split("=", 2);
            if (parts.length < 2 || !Arrays.asList(known).contains(parts[0])) {
                throw new IllegalArgumentException("after ? there may be " + String.join("=, ", known) + "=");
            }
            options.put(parts[0], parts[1]);
        }
        return options;
    }

    /** Empty where there is none; some stores need none. */
    private String password() {
        var keys = properties.keys();
        if (keys.passwordFile() == null) {
            return Objects.requireNonNullElse(keys.password(), "");
        }
        try {
            return Files.readString(keys.passwordFile()).strip();
        } catch (IOException e) {
            throw new ProviderException("verifier.keys.password-file cannot be read", e);
        }
    }

    private <T> T usable(Supplier<T> reader) {
        try {
            return reader.get();
        } catch (IllegalArgumentException | ProviderException e) {
            throw KeySource.invalid(property, "the key cannot be used: " + e.getMessage());
        }
    }
}
