package dev.verifier.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A virtual machine of its own that allocates as many megabytes as each line says, in a virtual thread that ends with them. */
final class Allocating {

    static volatile byte[] last = {};

    private Allocating() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var megabytes = Integer.parseInt(line);
            Thread.ofVirtual().start(() -> allocate(megabytes)).join();
            System.out.println(line);
        }
    }

    private static void allocate(int megabytes) {
        for (var i = 0; i < megabytes; i++) {
            last = new byte[1 << 20];
        }
    }
}
