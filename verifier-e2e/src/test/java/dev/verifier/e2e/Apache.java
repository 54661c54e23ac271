package dev.verifier.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The Apache of this machine with mod_auth_openidc, as a process of its own beside whatever else it may serve. */
final class Apache {

    private static final Path EXECUTABLE =
            Path.of(Objects.requireNonNullElse(System.getenv("VERIFIER_APACHE"), "/usr/sbin/apache2"));
    private static final Path MODULES =
            Path.of(Objects.requireNonNullElse(System.getenv("VERIFIER_APACHE_MODULES"), "/usr/lib/apache2/modules"));

    private Apache() {}

    static boolean isInstalled() {
        return Files.isExecutable(EXECUTABLE) && Files.exists(MODULES.resolve("mod_auth_openidc.so"));
    }

    /** Starts it with what {@code apache.conf} leaves open, and waits until it listens. */
    static Program start(Path folder, int port, Map<String, String> more) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var command = new ArrayList<>(List.of(EXECUTABLE.toString(), "-DFOREGROUND", "-f"));
        command.add(Path.of("clients/apache/apache.conf").toAbsolutePath().toString());
        define(command, "folder", folder.toString());
        define(command, "port", String.valueOf(port));
        define(command, "modules", MODULES.toString());
        more.forEach((name, value) -> define(command, name, value));
        return Program.command("verifier-e2e", folder.resolve("apache.out"), command.toArray(String[]::new))
                .listensAt(port);
    }

    private static void define(List<String> command, String name, String value) {
        command.addAll(List.of("-C", "Define " + name + " \"" + value + "\""));
    }
}
