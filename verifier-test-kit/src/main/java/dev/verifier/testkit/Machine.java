package dev.verifier.testkit;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a client under test needs that is a machine: a key and a LEARCredentialMachine in files, and an entry in the trusted services list.
 * What is said with {@code with…} makes another machine. Thread-safe.
 */
public final class Machine extends Holder {
    Machine(Control control, Map<String, Object> wanted) {
        super(control, "machines", wanted);
    }

    /** A machine whose mandate has this power, too. */
    public Machine with(String function, String... action) {
        return new Machine(control(), wantingPower(function, action));
    }

    /** A machine whose tokens are for these APIs. */
    public Machine calling(String... audience) {
        return new Machine(control(), wanting(Map.of("audience", List.of(audience))));
    }

    /** Under which it is registered: the did:key of its key. */
    public String clientId() {
        return issued("clientId");
    }

    /** A file with its private key, PKCS#8 in PEM. */
    public Path key() {
        return Path.of(issued("key"));
    }

    /** A file with its credential, as {@code jwt_vc_json}. */
    public Path credential() {
        return Path.of(issued("credential"));
    }
}
