package dev.verifier.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A server that does nothing but answer, as a process of its own on the server's cores: what is seen of it is how even this machine, its network
 * and whoever asks are by themselves. A thread for each connection, and always the same bytes.
 */
final class Bare implements AutoCloseable {

    private static final String READY = "ready";
    private static final int BODY = 1000;
    private static final Pattern EXPECTED = Pattern.compile("^\\{\"nothing\":");

    private final Process process;
    private final URI address;

    private Bare(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** Starts it and waits until it listens. */
    static Bare start(Optional<Cores> cores) throws IOException {
        var port = Nodes.freePort();
        var command = new ArrayList<String>();
        cores.ifPresent(divided -> command.addAll(List.of("taskset", "-c", divided.server())));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Bare.class.getName(),
                String.valueOf(port)));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var bare = new Bare(process, URI.create("http://localhost:" + port));
        if (!READY.equals(process.inputReader(US_ASCII).readLine())) {
            bare.close();
            throw new IOException("a server that does nothing does not start");
        }
        return bare;
    }

    /** What is asked of it. */
    Errand errand() {
        var request = new Requests(address).get("/", "application/json", "");
        return new Errand("a server that does nothing", "answers", _ -> request, EXPECTED);
    }

    InetSocketAddress server() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** The process: listens at the port that it is told, until it is ended. */
    public static void main(String[] arguments) throws IOException {
        try (var server = new ServerSocket(Integer.parseInt(arguments[0]), 0, InetAddress.getLoopbackAddress())) {
            System.out.println(READY);
            while (true) {
                var socket = server.accept();
                Thread.ofPlatform().daemon().start(() -> answer(socket));
            }
        }
    }

    /** Answers one request after the other; none of them has a body. */
    private static void answer(Socket socket) {
        var body = "{\"nothing\":\"" + "0".repeat(BODY) + "\"}";
        var answer = "HTTP/1.1 200\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(body.length(), body)
                .getBytes(US_ASCII);
        var octets = new byte[8192];
        try (socket) {
            socket.setTcpNoDelay(true);
            var in = socket.getInputStream();
            var out = socket.getOutputStream();
            var ends = 0;
            for (var count = in.read(octets); count >= 0; count = in.read(octets)) {
                for (var i = 0; i < count; i++) {
                    // A line that is empty ends the request.
                    ends = octets[i] == '\n' ? ends + 1 : octets[i] == '\r' ? ends : 0;
                    if (ends == 2) {
                        out.write(answer);
                        ends = 0;
                    }
                }
            }
        } catch (IOException e) {
            // Whoever asked has gone.
            return;
        }
    }
}
