package dev.verifier.bench;

import dev.verifier.wallet.WalletKey;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Another server in the same run and on the same cores, which is asked for a machine's token as far as it knows what that is: a client
 * that authenticates with {@code private_key_jwt} and ES256, and a token that is a JWT signed with ES256. It looks at no presentation, and
 * keeps what was used once in its own memory.
 */
final class Peer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** Keycloak takes none that lives longer than a minute. */
    private static final Duration LIFE = Duration.ofSeconds(59);

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final String CLIENT = "machine";
    private static final String TYPE = "urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer";
    private static final JsonMapper JSON = new JsonMapper();

    private final String name;
    private final URI issuer;
    private final String tokenPath;
    private final WalletKey key;
    private final SecureRandom random;
    private final Process process;
    private @Nullable Allocation allocation;

    private Peer(String name, URI issuer, String tokenPath, WalletKey key, SecureRandom random, Process process) {
        this.name = name;
        this.issuer = issuer;
        this.tokenPath = tokenPath;
        this.key = key;
        this.random = random;
        this.process = process;
    }

    /**
     * Keycloak, with everything in its memory and the settings that it has when nobody tells it otherwise.
     *
     * @param home where it was unpacked; what it keeps is made there anew
     * @param realm the realm, with {@code ${client}} and {@code ${jwks}} in it
     */
    static Peer keycloak(Path home, Path realm, Path log, Optional<Cores> cores, SecureRandom random)
            throws IOException, InterruptedException {
        var kc = home.resolve("bin/kc.sh").toAbsolutePath().toString();
        if (!Files.exists(home.resolve("built"))) {
            run(List.of(kc, "build", "--db=dev-mem"), log);
            Files.createFile(home.resolve("built"));
        }
        var key = WalletKey.generate(random);
        var imports = Files.createDirectories(home.resolve("data/import"));
        var jwks = JSON.writeValueAsString(jwks(key));
        Files.writeString(
                imports.resolve("machines.json"),
                Files.readString(realm)
                        .replace("${client}", CLIENT)
                        .replace("\"${jwks}\"", JSON.writeValueAsString(jwks)));
        var issuer = URI.create("http://localhost:" + Nodes.freePort() + "/realms/machines");
        var process = start(
                List.of(
                        kc,
                        "start",
                        "--optimized",
                        "--import-realm",
                        "--cache=local",
                        "--http-enabled=true",
                        "--http-host=127.0.0.1",
                        "--http-port=" + issuer.getPort(),
                        "--hostname=" + issuer.resolve("/")),
                Map.of(),
                log,
                cores);
        return new Peer("Keycloak", issuer, "/protocol/openid-connect/token", key, random, process).ready(log);
    }

    /**
     * The provider for Node.js, one process of it.
     *
     * @param script what starts it, beside what it needs
     */
    static Peer node(Path script, Path log, Optional<Cores> cores, SecureRandom random)
            throws IOException, InterruptedException {
        var key = WalletKey.generate(random);
        var issuer = URI.create("http://localhost:" + Nodes.freePort());
        var signing = Map.of("use", "sig", "alg", "ES256", "kid", "provider");
        var secret = JSON.readValue(WalletKey.generate(random).toJwk(), Map.class);
        var jwk = new LinkedHashMap<Object, Object>(secret);
        jwk.putAll(signing);
        var process = start(
                List.of("node", script.toAbsolutePath().toString()),
                Map.of(
                        "NODE_ENV", "production",
                        "ISSUER", issuer.toString(),
                        "CLIENT", CLIENT,
                        "CLIENT_JWKS", JSON.writeValueAsString(jwks(key)),
                        "SIGNING_JWK", JSON.writeValueAsString(jwk)),
                log,
                cores);
        return new Peer("node oidc-provider", issuer, "/token", key, random, process).ready(log);
    }

    private static Map<String, Object> jwks(WalletKey key) {
        var jwk = new LinkedHashMap<String, Object>(key.publicJwk());
        jwk.putAll(Map.of("use", "sig", "alg", "ES256", "kid", CLIENT));
        return Map.of("keys", List.of(jwk));
    }

    private static void run(List<String> command, Path log) throws IOException, InterruptedException {
        var process = start(command, Map.of(), log, Optional.empty());
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " fails:\n" + Files.readString(log));
        }
    }

    private static Process start(List<String> command, Map<String, String> environment, Path log, Optional<Cores> cores)
            throws IOException {
        var kept = new ArrayList<String>();
        cores.ifPresent(divided -> kept.addAll(List.of("taskset", "-c", divided.server())));
        kept.addAll(command);
        var builder = new ProcessBuilder(kept).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private Peer ready(Path log) throws IOException, InterruptedException {
        var configuration = URI.create(issuer + "/.well-known/openid-configuration");
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!answers(configuration)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                close();
                throw new IOException(name + " does not start:\n" + Files.readString(log));
            }
            Thread.sleep(100);
        }
        allocation = parts().filter(Peer::isJava)
                .findFirst()
                .map(part -> new Allocation(part.pid()))
                .orElse(null);
        return this;
    }

    private static boolean answers(URI configuration) {
        try {
            return ((HttpURLConnection) configuration.toURL().openConnection()).getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Its tokens, after one was got. */
    Variant variant(int connections, List<Provider> providers, Instant at)
            throws IOException, GeneralSecurityException {
        var load = new Load(
                List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), issuer.getPort())),
                connections,
                Plan.LONGEST_ROUND);
        var errand = new Errand(name, "tokens", this::request, Errand.TOKEN);
        var token = Errand.tokenIn(load.ask(request(at)));
        var floors = new ArrayList<Floor>();
        for (var provider : providers) {
            floors.add(Floor.of(key, List.of(assertion(at)), List.of(token), provider));
        }
        return new Variant(errand, floors, new Variant.Target(load, this::usage));
    }

    private byte[] request(Instant at) {
        var server = URI.create("http://localhost:" + issuer.getPort());
        var form = "grant_type=client_credentials&client_id=" + CLIENT + "&client_assertion_type=" + TYPE
                + "&client_assertion=" + assertion(at);
        return new Requests(server).post(issuer.getPath() + tokenPath, form);
    }

    private String assertion(Instant at) {
        return key.sign(
                Map.of("typ", "JWT", "kid", CLIENT),
                Map.of(
                        "iss",
                        CLIENT,
                        "sub",
                        CLIENT,
                        "aud",
                        issuer.toString(),
                        "jti",
                        Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong()),
                        "iat",
                        at.getEpochSecond(),
                        "exp",
                        at.plus(LIFE).getEpochSecond()));
    }

    private Usage usage() {
        var cpu =
                parts().flatMap(part -> part.info().totalCpuDuration().stream()).reduce(Duration.ZERO, Duration::plus);
        return Usage.NOTHING.with(cpu, allocated());
    }

    /** By its virtual machine, if it has one; nothing otherwise. */
    private long allocated() {
        return allocation == null ? 0 : allocation.bytesOrNothing();
    }

    private static boolean isJava(ProcessHandle part) {
        return part.info()
                .command()
                .filter(command -> command.endsWith("/java"))
                .isPresent();
    }

    /** It, and what it started. */
    private Stream<ProcessHandle> parts() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }

    /** Bytes of its memory that are in RAM, with that of what it started. */
    long resident() throws IOException {
        var bytes = 0L;
        for (var part : parts().toList()) {
            bytes += Server.resident(Files.readString(Path.of("/proc", String.valueOf(part.pid()), "status")));
        }
        return bytes;
    }

    String name() {
        return name;
    }

    @Override
    public void close() {
        if (allocation != null) {
            allocation.close();
        }
        var all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        try {
            if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                all.forEach(ProcessHandle::destroyForcibly);
            }
        } catch (InterruptedException e) {
            all.forEach(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
        }
    }
}
