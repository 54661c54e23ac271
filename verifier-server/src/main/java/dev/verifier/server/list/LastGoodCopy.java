package dev.verifier.server.list;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The copy of a list that survives a restart while its source is away.
 *
 * @param file where it is kept; null where it is not
 */
record LastGoodCopy(@Nullable Path file) {

    /**
     * Replaces the copy in one step: whoever reads sees the old one or the new one, never half of one. Answers what went wrong,
     * if anything did; a full disk is no reason to lose the list in use.
     */
    Optional<String> write(byte[] document) {
        if (file == null) {
            return Optional.empty();
        }
        try {
            Files.createDirectories(file.getParent());
            var fresh =
                    Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new");
            Files.write(fresh, document);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("cannot write " + file);
        }
    }

    Optional<byte[]> read() {
        try {
            return file != null && Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    Instant asOf() {
        try {
            return file == null
                    ? Instant.EPOCH
                    : Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }
}
