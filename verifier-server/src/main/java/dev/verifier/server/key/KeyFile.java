package dev.verifier.server.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;

/**
 * A private key in a file.
 *
 * @param path where
 */
record KeyFile(Path path) {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    /** Whether others on this machine may read it. */
    boolean exposed() throws IOException {
        return Files.getFileStore(path).supportsFileAttributeView("posix")
                && Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_READ);
    }

    /**
     * Makes a key, unless there is one already. Of several that try at once one wins, and all read the same key.
     *
     * @return whether this call made it
     */
    boolean generate(SecureRandom random) throws IOException, JOSEException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        var key = new ECKeyGenerator(Curve.P_256).secureRandom(random).generate();
        var fresh = Files.createTempFile(path.toAbsolutePath().getParent(), "signing-key", ".new");
        try {
            if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(fresh, OWNER_ONLY);
            }
            Files.writeString(fresh, key.toJSONString());
            Files.createLink(path, fresh);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } finally {
            Files.delete(fresh);
        }
    }
}
