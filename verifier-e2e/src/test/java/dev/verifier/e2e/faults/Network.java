package dev.verifier.e2e.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A network made for one test: everybody of this machine on one side, a node on the other, each in a namespace of its own, and a router
 * between them that drops what it is told to, without a word. Its addresses are of those for trials (RFC 2544), which nobody has.
 */
final class Network implements AutoCloseable {

    private static final Pattern PORTS = Pattern.compile(":(\\d+)\\s+\\S+:(\\d+)\\s");
    private static final int BLOCKS = 1 << 13;

    private final String name;
    private final String router;
    private final String far;
    private final int first;
    private final List<String> dropped = new ArrayList<>();

    Network() {
        var block = new SecureRandom().nextInt(BLOCKS);
        first = block * 16;
        name = "verifier" + block;
        router = name + "r";
        far = name + "f";
        try {
            make();
        } catch (UncheckedIOException e) {
            close();
            throw e;
        }
    }

    /** Whether such a network can be made here. */
    static boolean isPermitted() {
        try (var _ = new Network()) {
            return true;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private void make() {
        ip("netns add " + router);
        ip("netns add " + far);
        ip("link add " + name + " type veth peer name near netns " + router);
        ip("-n " + router + " link add away type veth peer name near netns " + far);
        for (var one : List.of(callers(), database(), stranger())) {
            ip("address add " + one + "/29 dev " + name);
        }
        ip("link set " + name + " up");
        ip("-n " + router + " address add " + address(6) + "/29 dev near");
        ip("-n " + router + " address add " + address(9) + "/29 dev away");
        for (var one : List.of("lo", "near", "away")) {
            ip("-n " + router + " link set " + one + " up");
        }
        run(List.of("ip", "netns", "exec", router, "sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward"));
        ip("-n " + far + " address add " + node() + "/29 dev near");
        ip("-n " + far + " link set lo up");
        ip("-n " + far + " link set near up");
        ip("-n " + far + " route add default via " + address(9));
        ip("route add " + address(8) + "/29 via " + address(6));
    }

    private String address(int number) {
        var whole = first + number;
        return "198." + (18 + (whole >> 16)) + "." + (whole >> 8 & 255) + "." + (whole & 255);
    }

    /** Where we ask from. */
    String callers() {
        return address(1);
    }

    /** Where a database is. */
    String database() {
        return address(2);
    }

    /** Where somebody else is. */
    String stranger() {
        return address(3);
    }

    /** Where the node is. */
    String node() {
        return address(10);
    }

    /** What starts a program at the far end. */
    List<String> inside() {
        return List.of("ip", "netns", "exec", far);
    }

    /** From now on nothing gets to that address and nothing from it. */
    void cut(String address) {
        drop("to " + address);
        drop("from " + address);
    }

    /** From now on everything gets to that address and nothing from it. */
    void silence(String address) {
        drop("from " + address);
    }

    /** What was begun with that address so far is forgotten, as by a firewall that was started again: its packets are dropped for ever. */
    void forget(String address) {
        for (var connection : sockets(address)) {
            var ports = PORTS.matcher(connection);
            if (ports.find()) {
                var ours = ports.group(1);
                var theirs = ports.group(2);
                drop("to " + address + " ipproto tcp sport " + ours + " dport " + theirs);
                drop("from " + address + " ipproto tcp sport " + theirs + " dport " + ours);
            }
        }
    }

    private void drop(String what) {
        ip("-n " + router + " rule add " + what + " blackhole");
        dropped.add(what);
    }

    /** Everything gets everywhere again. */
    void mend() {
        for (var what : dropped) {
            ip("-n " + router + " rule del " + what + " blackhole");
        }
        dropped.clear();
    }

    /** How many connections with that address a program at the far end holds. */
    int connections(String address) {
        return sockets(address).size();
    }

    private List<String> sockets(String address) {
        var all = new ArrayList<>(inside());
        all.addAll(List.of("ss", "--no-header", "--tcp", "--numeric", "--processes", "dst", address));
        return run(all).lines().filter(line -> line.contains("users:")).toList();
    }

    private static void ip(String command) {
        var all = new ArrayList<>(List.of("ip"));
        all.addAll(List.of(command.split(" ", -1)));
        run(all);
    }

    /** What it printed. */
    private static String run(List<String> command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new UncheckedIOException(new IOException(String.join(" ", command) + ": " + printed));
            }
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        for (var one : List.of("link del " + name, "netns del " + far, "netns del " + router)) {
            try {
                ip(one);
            } catch (UncheckedIOException e) {
                // It was not made, or has gone with another.
            }
        }
    }
}
