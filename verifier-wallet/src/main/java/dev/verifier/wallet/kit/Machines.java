package dev.verifier.wallet.kit;

import dev.verifier.wallet.kit.Cast.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Machines as a client under test finds itself: a key and a credential in files, and an entry in the list.
 *
 * @param folder where the files are
 */
record Machines(Path folder, Clients clients) {
    /**
     * Writes the files of a machine and registers it.
     *
     * @param audience the APIs it calls
     * @return where everything is
     */
    Map<String, String> add(String id, Role role, List<String> audience) {
        var key = secret(id, "key.pem", role.key().toPem());
        var credential = secret(id, "credential.jwt", role.credential() + "\n");
        var did = role.key().did();
        clients.register(JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "clientId",
                        did,
                        "url",
                        "https://machine.acme.example",
                        "clientAuthenticationMethods",
                        List.of("private_key_jwt"),
                        "authorizationGrantTypes",
                        List.of("client_credentials"),
                        "tokenEndpointAuthenticationSigningAlgorithm",
                        "ES256",
                        "audience",
                        audience)));
        return Map.of("id", id, "clientId", did, "key", key.toString(), "credential", credential.toString());
    }

    /** A file that nobody else may read. */
    private Path secret(String id, String name, String text) {
        try {
            var file = Files.createDirectories(folder.resolve(id)).resolve(name);
            var posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
            var attributes = posix
                    ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                    }
                    : new FileAttribute<?>[0];
            return Files.writeString(Files.createFile(file, attributes), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
