package dev.verifier.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * What a server says to one request (RFC 9112).
 *
 * @param status its status code
 * @param location where it sends the browser; empty if nowhere
 * @param cookie name and value of the cookie it sets; empty if none
 * @param body its body, a character for each byte
 */
record Answer(int status, String location, String cookie, String body) {

    private static final int LONGEST_QUOTATION = 300;

    /** One that is only its body. */
    Answer(int status, String body) {
        this(status, "", "", body);
    }

    /** What comes before the body. */
    record Head(int status, String location, String cookie, int length, boolean chunked) {

        static Head read(InputStream in) throws IOException {
            var status = Integer.parseInt(line(in).split(" ", 3)[1]);
            var location = "";
            var cookie = "";
            var length = 0;
            var chunked = false;
            for (var header = line(in); !header.isEmpty(); header = line(in)) {
                var colon = header.indexOf(':');
                var value = header.substring(colon + 1).strip();
                switch (header.substring(0, colon).toLowerCase(Locale.ROOT)) {
                    case "location" -> location = value;
                    case "set-cookie" -> cookie = value.split(";", 2)[0];
                    case "content-length" -> length = Integer.parseInt(value);
                    case "transfer-encoding" -> chunked = value.equalsIgnoreCase("chunked");
                    default -> {}
                }
            }
            return new Head(status, location, cookie, length, chunked);
        }
    }

    /** Reads one answer and not a byte of the next. */
    static Answer read(InputStream in) throws IOException {
        var head = Head.read(in);
        var body = new String(head.chunked() ? chunks(in) : octets(in, head.length()), ISO_8859_1);
        return new Answer(head.status(), head.location(), head.cookie(), body);
    }

    /** Itself, if it has this status. */
    Answer expect(int expected) throws UnexpectedAnswerException {
        if (status != expected) {
            throw new UnexpectedAnswerException(this);
        }
        return this;
    }

    /** In one line, for people. */
    @Override
    public String toString() {
        var line = body.replaceAll("\\s+", " ");
        return status + " " + line.substring(0, Math.min(line.length(), LONGEST_QUOTATION));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        for (var chunk = chunk(in); !chunk.isEmpty(); chunk = chunk(in)) {
            body.writeBytes(chunk.getBytes(ISO_8859_1));
        }
        return body.toByteArray();
    }

    /** The next chunk of a body that comes in chunks (§7.1); the last one is empty. */
    static String chunk(InputStream in) throws IOException {
        var octets = octets(in, Integer.parseInt(line(in), 16));
        line(in);
        return new String(octets, ISO_8859_1);
    }

    /** What has arrived of a body that ends with the connection (§6.3), and at least something; empty where it has ended. */
    static String arrived(InputStream in) throws IOException {
        var octets = new byte[LONGEST_QUOTATION];
        var length = in.read(octets);
        return length < 0 ? "" : new String(octets, 0, length, ISO_8859_1);
    }

    private static byte[] octets(InputStream in, int length) throws IOException {
        var octets = in.readNBytes(length);
        if (octets.length < length) {
            throw new EOFException("the answer ends early");
        }
        return octets;
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("the connection ends early");
            }
            if (octet != '\r') {
                line.append((char) octet);
            }
        }
        return line.toString();
    }
}
