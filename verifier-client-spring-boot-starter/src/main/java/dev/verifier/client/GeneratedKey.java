package dev.verifier.client;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A key that is made at the first start, as a JWK in a file, for whoever tries something out. */
final class GeneratedKey {

    private GeneratedKey() {}

    /** The key in this file, which is made if it is not there; nobody else may ever read it. */
    static ECKey keptIn(Path file) {
        try {
            if (!Files.exists(file)) {
                keep(file, new ECKeyGenerator(Curve.P_256).generate());
            }
            return KeyText.privateKey(Files.readString(file));
        } catch (IOException e) {
            throw new IllegalArgumentException("no key can be kept in a file of that name", e);
        } catch (JOSEException e) {
            throw new IllegalArgumentException("this JDK makes no key on P-256", e);
        }
    }

    /** Of several that start at once one wins, and all read the same key. */
    private static void keep(Path file, ECKey key) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        var fresh = Files.createTempFile(folder, "key", ".new");
        try {
            if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
            }
            Files.writeString(fresh, key.toJSONString());
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException e) {
            // Another start was faster.
        } finally {
            Files.delete(fresh);
        }
    }
}
