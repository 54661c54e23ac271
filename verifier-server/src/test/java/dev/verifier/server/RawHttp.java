package dev.verifier.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
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

    /** The first event that a waiting browser is told. */
    static String firstEvent(int port, String path, String cookie) {
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(15_000);
            var head = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nCookie: " + cookie + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            var told = new StringBuilder();
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (var line = lines.readLine(); line != null && !line.startsWith("data:"); line = lines.readLine()) {
                told.append(line).append('\n');
                if (line.startsWith("event:")) {
                    told.append(lines.readLine());
                    break;
                }
            }
            return told.toString();
        } catch (IOException e) {
            return "";
        }
    }

    static int status(String answer) {
        return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
    }
}
