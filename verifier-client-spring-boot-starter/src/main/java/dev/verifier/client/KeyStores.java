package dev.verifier.client;

import com.nimbusds.jose.jwk.ECKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keys in PKCS#12 files and in modules with PKCS#11, by the JDK's own means. Stateless but for the modules. */
final class KeyStores {

    /** The JDK knows a provider by its configuration; a second one of the same would be a second login. */
    private static final Map<String, Provider> MODULES = new ConcurrentHashMap<>();

    private KeyStores() {}

    /** @param alias of the key; null where there is one only */
    static ECKey pkcs12(Path file, @Nullable String alias, String password) {
        try (var content = Files.newInputStream(file)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(content, password.toCharArray());
            return key(store, alias, password);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("no PKCS#12 file of that name opens with the password", e);
        }
    }

    /**
     * A key that stays where it is.
     *
     * @param place the module's library, or a configuration as the JDK has them
     * @param slot its number
     * @param index of its place among all slots, where there is no number: 0 if it is not said
     * @param alias of the key; null where there is one only
     */
    static ECKey pkcs11(
            String place, @Nullable String slot, @Nullable String index, @Nullable String alias, String pin) {
        try {
            var provider = MODULES.computeIfAbsent(module(place, slot, index), KeyStores::provider);
            var store = KeyStore.getInstance("PKCS11", provider);
            store.load(null, pin.toCharArray());
            return key(store, alias, pin);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("the module does not open with the password as PIN", e);
        } catch (InvalidParameterException | ProviderException e) {
            throw new IllegalArgumentException("there is no such module, or no such slot", e);
        }
    }

    private static String module(String place, @Nullable String slot, @Nullable String index) {
        var isLibrary = place.endsWith(".so") || place.endsWith(".dll") || place.endsWith(".dylib");
        if (!isLibrary) {
            return place;
        }
        var which = slot != null ? "slot = " + slot : "slotListIndex = " + (index == null ? "0" : index);
        return "--name = verifier-client\nlibrary = " + place + "\n" + which;
    }

    private static Provider provider(String module) {
        var provider = Security.getProvider("SunPKCS11");
        if (provider == null) {
            throw new IllegalArgumentException("this JDK has no SunPKCS11 (module jdk.crypto.cryptoki)");
        }
        var configured = provider.configure(module);
        // Only providers that are registered are asked whether a key is theirs.
        Security.addProvider(configured);
        return configured;
    }

    private static ECKey key(KeyStore store, @Nullable String alias, String password) throws GeneralSecurityException {
        var name = alias == null ? only(store) : alias;
        var certificate = store.getCertificate(name);
        if (certificate == null || !(store.getKey(name, password.toCharArray()) instanceof PrivateKey key)) {
            throw new IllegalArgumentException(
                    "there is no private key with a certificate under this alias in it, but " + names(store));
        }
        return KeyText.jwk(certificate.getPublicKey()).privateKey(key).build();
    }

    private static String only(KeyStore store) throws GeneralSecurityException {
        var names = names(store);
        if (names.size() != 1) {
            throw new IllegalArgumentException("which key is meant must be said by ?alias=, one of " + names);
        }
        return names.first();
    }

    private static SortedSet<String> names(KeyStore store) throws GeneralSecurityException {
        var names = new TreeSet<String>();
        for (var name : Collections.list(store.aliases())) {
            if (store.isKeyEntry(name)) {
                names.add(name);
            }
        }
        return names;
    }
}
