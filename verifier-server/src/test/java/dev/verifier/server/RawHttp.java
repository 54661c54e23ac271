package dev.verifier.server;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A caller who writes bytes, and says when the answer is not what HTTP clients would let through. */
final class RawHttp {

    private RawHttp() {}

    /** The head and body of the answer; empty where the server closed the connection without one. */
    static String send(int port, String... parts) {
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(15_000);
            var out = socket.getOutputStream();
            try {
                for (var part : parts) {
                    out.write(part.getBytes(StandardCharsets.ISO_8859_1));
                    out.flush();
                }
            } catch (IOException e) {
                // The server may answer before it has read everything, and close.
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    static int status(String answer) {
        return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
    }
}
