package dev.verifier.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The image of {@code ./dev image} on a base of what this machine has, taken apart again. What runs it is {@code src/test/image/run}, which
 * needs root and does what programs that run images do.
 *
 * @param digest of its manifest
 * @param configuration how it says that it is to be run
 * @param root its layers over one another
 */
record Image(String digest, JsonNode configuration, Path root) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Path TOOLS = Path.of("src/test/image").toAbsolutePath();

    /** Whether namespaces can be made here. */
    static boolean isPermitted() {
        try {
            var process = new ProcessBuilder(
                            "unshare", "--mount", "--pid", "--fork", "setpriv", "--no-new-privs", "true")
                    .redirectErrorStream(true)
                    .start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Makes it in a folder. */
    static Image make(Path folder) throws IOException, InterruptedException {
        var base = Files.createDirectories(folder).resolve("base.tar");
        var tar = folder.resolve("image.tar");
        var installed = Installed.folder();
        run(
                ".",
                folder,
                TOOLS.resolve("base").toString(),
                installed.resolve("java").toString(),
                base.toString());
        run(
                "deploy/image",
                folder,
                "./build",
                "-Dimage.base=tar://" + base,
                "-Dimage.folder=" + installed,
                "-Dimage.tar=" + tar);
        var layout = Files.createDirectories(folder.resolve("layout"));
        run(".", folder, "tar", "--extract", "--file=" + tar, "--directory=" + layout);
        var digest =
                read(layout.resolve("index.json")).at("/manifests/0/digest").asString();
        var manifest = read(blob(layout, digest));
        var root = Files.createDirectories(folder.resolve("root"));
        for (var layer : manifest.get("layers")) {
            var file = blob(layout, layer.get("digest").asString());
            run(
                    ".",
                    folder,
                    "tar",
                    "--extract",
                    "--gzip",
                    "--same-owner",
                    "--same-permissions",
                    "--file=" + file,
                    "--directory=" + root);
        }
        return new Image(digest, read(blob(layout, manifest.at("/config/digest").asString())), root);
    }

    private static Path blob(Path layout, String digest) {
        return layout.resolve("blobs").resolve(digest.replace(':', '/'));
    }

    private static JsonNode read(Path file) throws IOException {
        return JSON.readTree(Files.readString(file, StandardCharsets.UTF_8));
    }

    private static void run(String directory, Path folder, String... command) throws InterruptedException {
        try (var program = Program.command(directory, folder.resolve("make.out"), command)) {
            if (program.exitCode() != 0) {
                throw new AssertionError(String.join(" ", command) + ": " + program.printed());
            }
        }
    }

    /**
     * Starts it as it says, on a root that nobody can write to.
     *
     * @param volume what is mounted where the server keeps what it keeps
     * @param configuration what is at {@code /etc/verifier}
     * @param secrets what is at {@code /run/secrets/verifier}
     * @param more of the environment
     */
    Program start(Path output, Path volume, Path configuration, Path secrets, String... more) throws IOException {
        var user = text("User");
        var ids = user.split(":", -1);
        Files.setAttribute(volume, "unix:uid", Integer.valueOf(ids[0]));
        Files.setAttribute(volume, "unix:gid", Integer.valueOf(ids[1]));
        var command = new ArrayList<>(List.of("unshare", "--mount", "--pid", "--fork", "--kill-child=KILL"));
        command.addAll(List.of(TOOLS.resolve("run").toString(), root.toString(), user));
        List.of(volume, configuration, secrets).forEach(mounted -> command.add(mounted.toString()));
        command.addAll(texts("Env"));
        command.addAll(List.of(more));
        command.add("--");
        command.addAll(texts("Entrypoint"));
        return Program.command(".", output, command.toArray(String[]::new));
    }

    /** Tells it to stop, as whoever runs it does, and waits for its end. */
    static int stop(Program program) throws InterruptedException {
        var first = program.process().children().findFirst().orElseThrow();
        first.destroy();
        return program.exitCode();
    }

    String text(String member) {
        return configuration.get("config").path(member).asString("");
    }

    List<String> texts(String member) {
        return configuration
                .get("config")
                .path(member)
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }
}
