package dev.verifier.server.list;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A list in files: one file, or several and folders of certificates, read one after the other.
 *
 * @param paths files or folders
 * @param maxBytes the largest size altogether
 */
public record FileSource(List<Path> paths, long maxBytes) implements ListSource {

    private static final Set<String> CERTIFICATE_FILES = Set.of("pem", "crt", "cer");

    public FileSource {
        paths = List.copyOf(paths);
    }

    /** {@code file:/a}, {@code file:///a}, {@code file:a} and {@code a} all name a path. */
    public static Path path(String location) {
        var path = location.startsWith("file:") ? location.substring("file:".length()) : location;
        return Path.of(path.startsWith("///") ? path.substring(2) : path);
    }

    @Override
    public Fetched fetch(String knownVersion) {
        try {
            var bytes = new ByteArrayOutputStream();
            for (var file : files()) {
                if (bytes.size() + Files.size(file) > maxBytes) {
                    return new Fetched.Unavailable("larger than " + maxBytes + " bytes");
                }
                bytes.writeBytes(Files.readAllBytes(file));
                bytes.write('\n');
            }
            var version = HexFormat.of().formatHex(Sha256.of(bytes.toByteArray()));
            return version.equals(knownVersion)
                    ? new Fetched.Unchanged()
                    : new Fetched.Document(bytes.toByteArray(), version);
        } catch (IOException e) {
            return new Fetched.Unavailable("cannot read " + e.getMessage());
        }
    }

    private List<Path> files() throws IOException {
        var files = new ArrayList<Path>();
        for (var path : paths) {
            if (Files.isDirectory(path)) {
                try (var entries = Files.list(path)) {
                    entries.filter(FileSource::holdsCertificates).sorted().forEach(files::add);
                }
            } else {
                files.add(path);
            }
        }
        return files;
    }

    private static boolean holdsCertificates(Path file) {
        var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return CERTIFICATE_FILES.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    @Override
    public String location() {
        return String.join(",", paths.stream().map(Path::toString).toList());
    }

    @Override
    public boolean local() {
        return true;
    }
}
