package dev.verifier.sample.office;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;

/**
 * The one secret of this app: a P-256 key. It signs in place of a password, and the did:key that names it is the client id.
 *
 * @param jwk private key, with the did:key as its name
 */
record ClientKey(ECKey jwk) {

    private static final String FILE = "key.jwk";

    /** The key in this folder, which is made if it is not there. */
    static ClientKey keptIn(Path folder) {
        var file = folder.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                write(file, generate());
            }
            return new ClientKey(ECKey.parse(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParseException e) {
            throw new IllegalStateException(file + " holds no key; remove it to have another one made", e);
        }
    }

    /** The client id. */
    String did() {
        return jwk.getKeyID();
    }

    private static ECKey generate() {
        try {
            var key = new ECKeyGenerator(Curve.P_256).generate();
            return new ECKey.Builder(key).keyID(DidKey.of(key)).build();
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    /** Nobody else may ever read it, not even for a moment. */
    private static void write(Path file, ECKey key) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var forOwner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Files.createFile(file, forOwner);
        Files.writeString(file, key.toJSONString());
    }
}
