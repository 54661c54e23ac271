package dev.verifier.wallet.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** A small text in a file. What goes wrong with it is the user's to mend, so every failure says how. */
record TextFile(Path path) {
    /** Owner may read and write, nobody else may anything. */
    private static final FileAttribute<?> SECRET =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    String read() {
        try {
            return Files.readString(path);
        } catch (NoSuchFileException e) {
            throw CommandFailure.mistake("There is no file " + path + ".");
        } catch (CharacterCodingException e) {
            throw CommandFailure.mistake(path + " is no text file.");
        } catch (IOException e) {
            throw CommandFailure.mistake("Cannot read " + path + ": " + reason(e) + ".");
        }
    }

    /** This file, if it is not there yet. */
    TextFile vacant() {
        if (Files.exists(path)) {
            throw taken(path.toString());
        }
        return this;
    }

    /** Writes a file that is not there yet. */
    void write(String text) {
        create(text);
    }

    /** Writes a file, whatever was in it before. */
    void overwrite(String text) {
        try {
            Files.writeString(path, text);
        } catch (IOException e) {
            throw CommandFailure.mistake("Cannot write " + path + ": " + reason(e) + ".");
        }
    }

    /** Writes a file that is not there yet and that nobody else may ever read, not even for a moment. */
    void writeSecret(String text) {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        create(text, posix ? new FileAttribute<?>[] {SECRET} : new FileAttribute<?>[0]);
    }

    private void create(String text, FileAttribute<?>... attributes) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.createFile(path, attributes);
            Files.writeString(path, text);
        } catch (FileAlreadyExistsException e) {
            throw taken(e.getFile());
        } catch (IOException e) {
            throw CommandFailure.mistake("Cannot write " + path + ": " + reason(e) + ".");
        }
    }

    private static CommandFailure taken(String file) {
        return CommandFailure.mistake(file + " exists already; choose another place, or remove it first.");
    }

    private static @Nullable String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "permission denied";
            case FileSystemException onFile when onFile.getReason() == null -> "no place for a file";
            case FileSystemException onFile -> onFile.getReason();
            default -> e.getMessage();
        };
    }
}
