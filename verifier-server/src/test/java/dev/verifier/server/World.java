package dev.verifier.server;

import dev.verifier.wallet.Asked;
import dev.verifier.wallet.CredentialTampering;
import dev.verifier.wallet.LearVersion;
import dev.verifier.wallet.MachineLogin;
import dev.verifier.wallet.MachineLoginBuilder;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.TestAuthority;
import dev.verifier.wallet.TestIssuer;
import dev.verifier.wallet.WalletKey;
import dev.verifier.wallet.WalletLogin;
import dev.verifier.wallet.WalletLoginBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.test.context.DynamicPropertyRegistry;

/** Companies, their machines and the lists about them, on disk where a server reads them. */
public final class World {

    public static final URI ISSUER = URI.create("http://localhost:9000");
    public static final String ORGANIZATION = "VATES-A12345678";

    private final SecureRandom random = new SecureRandom();
    public final URI issuer;
    public final Path folder;
    public final TestAuthority authority;
    public final WalletKey person;
    public final WalletKey otherPerson;
    public final WalletKey machine;
    public final WalletKey otherMachine;
    public final WalletKey notAMachine;
    public final WalletKey tenantMachine;

    public World() {
        this(ISSUER);
    }

    /** The world around an issuer at another address. */
    public World(URI issuer) {
        this.issuer = issuer;
        this.person = WalletKey.generate(random);
        this.otherPerson = WalletKey.generate(random);
        this.machine = WalletKey.generate(random);
        this.otherMachine = WalletKey.generate(random);
        this.notAMachine = WalletKey.generate(random);
        this.tenantMachine = WalletKey.generate(random);
        try {
            this.folder = Files.createTempDirectory(Path.of("target"), "world").toAbsolutePath();
            this.authority = TestAuthority.create(Instant.now().minus(Duration.ofDays(30)), random);
            Files.writeString(folder.resolve("anchors.pem"), authority.anchorPem());
            Files.writeString(folder.resolve("issuers.yaml"), issuers());
            Files.writeString(folder.resolve("nobody.yaml"), "participants: []\n");
            Files.writeString(folder.resolve("participants.yaml"), "participants: [\"" + ORGANIZATION + "\"]\n");
            Files.writeString(
                    folder.resolve("revoked.yaml"),
                    "revoked_credentials:\n  - \"" + CredentialTampering.REVOKED + "\"\n");
            Files.writeString(folder.resolve("clients.yaml"), clients());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private World(World same, URI issuer) {
        this.issuer = issuer;
        this.folder = same.folder;
        this.authority = same.authority;
        this.person = same.person;
        this.otherPerson = same.otherPerson;
        this.machine = same.machine;
        this.otherMachine = same.otherMachine;
        this.notAMachine = same.notAMachine;
        this.tenantMachine = same.tenantMachine;
    }

    /** The very same companies, people, machines and lists around another issuer. */
    World at(URI other) {
        return new World(this, other);
    }

    /** What a tenant must be told to live in this world. */
    String tenant() {
        return """
                verifier:
                  issuer: %s
                  clients:
                    location: file:%2$s/clients.yaml
                  trust:
                    anchors: %2$s/anchors.pem
                    issuers:
                      list: file:%2$s/issuers.yaml
                    participants: file:%2$s/participants.yaml
                    revoked-credentials: file:%2$s/revoked.yaml
                """.formatted(issuer, folder);
    }

    /** Tells a client of the list where it hears of logouts. */
    public void tellOfLogouts(String clientId, String uri) {
        register(clientId, "backchannelLogoutUri: \"" + uri + "\"");
    }

    /** Has the list say one thing more about a client. */
    public void register(String clientId, String field) {
        try {
            var list = folder.resolve("clients.yaml");
            var entry = "  - clientId: \"" + clientId + "\"\n";
            Files.writeString(list, Files.readString(list).replace(entry, entry + "    " + field + "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a server must be told to live in this world. */
    public void describe(DynamicPropertyRegistry registry) {
        registry.add("verifier.data-directory", () -> folder.resolve("data").toString());
        Engine.ofThisRun().properties(folder.resolve("data")).forEach((name, value) -> registry.add(name, () -> value));
        registry.add("verifier.clients.location", () -> "file:" + folder.resolve("clients.yaml"));
        registry.add(
                "verifier.trust.anchors", () -> folder.resolve("anchors.pem").toString());
        registry.add("verifier.trust.issuers.list", () -> "file:" + folder.resolve("issuers.yaml"));
        registry.add("verifier.trust.participants", () -> "file:" + folder.resolve("participants.yaml"));
        registry.add("verifier.trust.revoked-credentials", () -> "file:" + folder.resolve("revoked.yaml"));
        registry.add("verifier.outbound.allow-private-addresses", () -> "true");
        registry.add("management.server.port", () -> "0");
    }

    /** The same for a server that is strict, and so wants a key of the operator's own. */
    public void describeStrictly(DynamicPropertyRegistry registry) {
        describe(registry);
        try {
            var file = Files.writeString(
                    folder.resolve("key.pem"), WalletKey.generate(random).toPem());
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            registry.add("verifier.keys.signing", file::toString);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        registry.add("verifier.compatibility.profile", () -> "strict");
    }

    /** The same for a server that a test starts itself, and more. */
    public String[] arguments(String... more) {
        var own = Stream.of(
                "--verifier.clients.location=file:" + folder.resolve("clients.yaml"),
                "--verifier.trust.anchors=" + folder.resolve("anchors.pem"),
                "--verifier.trust.issuers.list=file:" + folder.resolve("issuers.yaml"),
                "--verifier.trust.participants=file:" + folder.resolve("participants.yaml"),
                "--verifier.trust.revoked-credentials=file:" + folder.resolve("revoked.yaml"),
                "--verifier.outbound.allow-private-addresses=true");
        return Stream.concat(own, Stream.of(more)).toArray(String[]::new);
    }

    public MachineLoginBuilder login(WalletKey key) {
        return MachineLogin.builder(key, issuer, Instant.now(), random)
                .seal(authority.seal(ORGANIZATION, SealKey.P_256))
                .version(LearVersion.M2)
                .rogue(otherMachine);
    }

    /** A login that is as it should be. */
    public MachineLogin login() {
        return login(machine).build();
    }

    /** Who issues what is believed here. */
    TestIssuer credentialIssuer() {
        return new TestIssuer(authority.seal(ORGANIZATION, SealKey.P_256));
    }

    /** A person's answer to a question that is as it should be. */
    public WalletLoginBuilder answer(WalletKey key, Asked asked) {
        return WalletLogin.builder(key, asked, Instant.now(), random)
                .seal(authority.seal(ORGANIZATION, SealKey.P_256))
                .rogue(otherPerson);
    }

    private static String issuers() {
        return "trustedIssuers:\n  \"" + ORGANIZATION + "\":\n"
                + Arrays.stream(LearVersion.values())
                        .map(LearVersion::type)
                        .distinct()
                        .map(type -> "    - credentialsType: \"" + type + "\"\n")
                        .collect(Collectors.joining());
    }

    private String clients() {
        return "clients:\n"
                + client(machine, "jwkSetUrl: \"/oidc/did/\"\n    audience: \"https://api.example\"")
                + client(otherMachine, "jwkSetUrl:")
                + client(
                        tenantMachine,
                        "tenant: acme\n    jwkSetUrl: \"https://v.example/oidc/did/" + tenantMachine.did() + "\"")
                + """
                  - clientId: "%s"
                    url: "https://portal.example"
                    redirectUris: ["https://portal.example/callback"]
                    scopes: ["openid_learcredential"]
                    clientAuthenticationMethods: ["client_secret_jwt"]
                    authorizationGrantTypes: ["authorization_code"]
                    postLogoutRedirectUris: []
                    requireAuthorizationConsent: false
                    requireProofKey: false
                    tokenEndpointAuthenticationSigningAlgorithm: "ES256"
                  - clientId: "browser-app"
                    url: "https://app.example/"
                    redirectUris: ["https://app.example/callback", "https://app.example/other"]
                    postLogoutRedirectUris: ["https://app.example/bye", "https://app.example/bye?now=1"]
                    scopes: ["openid_learcredential"]
                    clientAuthenticationMethods: ["none"]
                    authorizationGrantTypes: ["authorization_code"]
                    requireProofKey: true
                  - clientId: "other-app"
                    redirectUris: ["https://other.example/callback"]
                    scopes: ["openid_learcredential"]
                    clientAuthenticationMethods: ["none"]
                    authorizationGrantTypes: ["authorization_code", "refresh_token"]
                    requireProofKey: true
                  - clientId: "careful-app"
                    redirectUris: ["https://careful.example/callback"]
                    scopes: ["openid_learcredential"]
                    clientAuthenticationMethods: ["none"]
                    authorizationGrantTypes: ["authorization_code"]
                    requireAuthorizationConsent: true
                    requireProofKey: true
                """.formatted(notAMachine.did()).indent(0);
    }

    private static String client(WalletKey key, String more) {
        return """
                  - clientId: "%s"
                    redirectUris: []
                    scopes: []
                    clientAuthenticationMethods: ["client_secret_jwt"]
                    authorizationGrantTypes: ["client_credentials"]
                    postLogoutRedirectUris: []
                    requireAuthorizationConsent: false
                    requireProofKey: false
                    %s
                    tokenEndpointAuthenticationSigningAlgorithm: "ES256"
                """.formatted(key.did(), more).indent(0);
    }
}
