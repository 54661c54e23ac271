package dev.verifier.server.key;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A secret key in a file.
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
     * Keeps a new key, unless there is one already. Of several that try at once one wins, and all read the same key.
     *
     * @param key as text
     * @return whether it is this one that is kept
     */
    boolean keep(String key) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        var fresh = Files.createTempFile(path.toAbsolutePath().getParent(), "key", ".new");
        try {
            if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(fresh, OWNER_ONLY);
            }
            Files.writeString(fresh, key);
            Files.createLink(path, fresh);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } finally {
            Files.delete(fresh);
        }
    }
}
