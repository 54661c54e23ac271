package dev.verifier.bench;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Provider;
import java.security.Security;
import java.util.List;

/** The providers of elliptic curve signatures that a server may be using. */
final class Crypto {

    private Crypto() {}

    /** The one that a server uses which says whether it is accelerated, and then the JDK's if that is another. */
    static List<Provider> of(boolean accelerated) {
        var jdks = Security.getProvider("SunEC");
        return accelerated ? List.of(AmazonCorrettoCryptoProvider.INSTANCE, jdks) : List.of(jdks);
    }

    /** Signs requests with the fast provider too, where it loads: they are many. */
    static void hurry() {
        try {
            if (AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError() == null) {
                AmazonCorrettoCryptoProvider.install();
            }
        } catch (LinkageError e) {
            // Another platform; the JDK's provider does it in more time.
        }
    }
}
