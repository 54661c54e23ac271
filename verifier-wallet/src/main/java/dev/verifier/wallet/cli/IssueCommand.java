package dev.verifier.wallet.cli;

import dev.verifier.wallet.Holder;
import dev.verifier.wallet.LearVersion;
import dev.verifier.wallet.SdJwtIssuer;
import dev.verifier.wallet.SdJwtType;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Issues one more credential in a world. */
@Command(
        name = "issue",
        description =
                "Issues a credential under a world's seal, valid for a year from now, and prints it or puts it in a file.",
        footer = {
            "",
            "Examples:",
            "  verifier-wallet issue machine --world demo --version M1 --holder wallet/key.pem --out wallet/credential.jwt",
            "  verifier-wallet issue employee --world demo --version E4 --holder did:key:zDnae...",
            "  verifier-wallet issue employee --world demo --format dc+sd-jwt --holder demo/employee/key.pem \\",
            "      --out demo/employee/sd.jwt"
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields in
final class IssueCommand implements Runnable {
    /** Whom a credential can be for. */
    enum Kind {
        MACHINE,
        EMPLOYEE,
        /** Who gets personal identification data, which there is as SD-JWT VC only. */
        PERSON
    }

    private final InstantSource clock;
    private final SecureRandom random;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "machine|employee|person",
            description = "Whom the credential is for; a person gets personal identification data.")
    private Kind kind;

    @Option(names = "--world", paramLabel = "DIR", required = true, description = "The world whose issuer issues it.")
    private Path world;

    @Option(
            names = "--version",
            paramLabel = "VERSION",
            description = "E1 to E4 for an employee, M1 to M3 for a machine; E3 or M2 if not told.")
    private @Nullable LearVersion version;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "jwt_vc_json or dc+sd-jwt; the former if not told and it is no person's.")
    private @Nullable String format;

    @Option(
            names = "--holder",
            paramLabel = "FILE|DID",
            required = true,
            description = "The holder's private key, or just its did:key.")
    private String holder;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where the credential goes; to the console if not told.")
    private @Nullable Path out;

    @Option(
            names = "--status-list",
            paramLabel = "URL",
            description =
                    "Where its status can be read, so that it can be revoked: /status/1 of a wallet that is served.")
    private @Nullable URI statusList;

    @Option(
            names = "--first-name",
            paramLabel = "NAME",
            defaultValue = "Ann",
            description = "An employee's; ${DEFAULT-VALUE} if not told.")
    private String firstName;

    @Option(
            names = "--last-name",
            paramLabel = "NAME",
            defaultValue = "Lee",
            description = "An employee's; ${DEFAULT-VALUE} if not told.")
    private String lastName;

    @Option(
            names = "--email",
            paramLabel = "ADDRESS",
            defaultValue = "ann@acme.example",
            description = "An employee's; ${DEFAULT-VALUE} if not told.")
    private String email;

    @Option(
            names = "--domain",
            paramLabel = "NAME",
            defaultValue = "api.acme.example",
            description = "A machine's; ${DEFAULT-VALUE} if not told.")
    private String domain;

    @Option(
            names = "--ip-address",
            paramLabel = "ADDRESS",
            defaultValue = "192.0.2.4",
            description = "A machine's; ${DEFAULT-VALUE} if not told.")
    private String ipAddress;

    IssueCommand(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public void run() {
        var at = clock.instant();
        var credential = credential(at);
        if (out == null) {
            spec.commandLine().getOut().println(credential);
            return;
        }
        new TextFile(out).writeSecret(credential + "\n");
    }

    private Map<String, Object> status(URI address, Instant at) {
        var home = new World(world);
        int place = home.statuses().reserve();
        spec.commandLine().getErr().println("Its status is at place " + place + " of " + address + ".");
        return home.publication(address, at, random).status(place);
    }

    private String credential(Instant at) {
        var issuer = new World(world).issuer(at, random);
        if (!isSdJwt()) {
            var draft = issuer.draft(fittingVersion(), holder(), at);
            return issuer.sign(statusList == null ? draft : draft.with("status", status(statusList, at)));
        }
        var type = switch (kind) {
            case MACHINE -> SdJwtType.SM;
            case EMPLOYEE -> SdJwtType.SE;
            case PERSON -> SdJwtType.PID;
        };
        var sdJwts = new SdJwtIssuer(issuer.seal(), random);
        var draft = sdJwts.draft(type, holder(), at);
        return sdJwts.sign(statusList == null ? draft : draft.with("status", status(statusList, at)))
                .toString();
    }

    private boolean isSdJwt() {
        var told = format == null ? (kind == Kind.PERSON ? "dc+sd-jwt" : "jwt_vc_json") : format;
        return switch (told) {
            case "dc+sd-jwt" -> {
                if (version != null) {
                    throw CommandFailure.mistake("--version " + version + " is not of --format dc+sd-jwt.");
                }
                yield true;
            }
            case "jwt_vc_json" -> {
                if (kind == Kind.PERSON) {
                    throw CommandFailure.mistake("A person's credential is --format dc+sd-jwt.");
                }
                yield false;
            }
            default -> throw CommandFailure.mistake("--format " + told + " is none; say jwt_vc_json or dc+sd-jwt.");
        };
    }

    private LearVersion fittingVersion() {
        boolean machine = kind == Kind.MACHINE;
        if (version == null) {
            return machine ? LearVersion.M2 : LearVersion.E3;
        }
        if (version.machine() != machine) {
            throw CommandFailure.mistake("--version " + version + " is not for "
                    + (machine ? "a machine; say M1, M2 or M3." : "an employee; say E1, E2, E3 or E4."));
        }
        return version;
    }

    private Holder holder() {
        boolean named = holder.toLowerCase(Locale.ROOT).startsWith("did:");
        var did = named ? holder : KeyFile.read(Path.of(holder)).did();
        try {
            return switch (kind) {
                case MACHINE -> Holder.machine(did, domain, ipAddress);
                case EMPLOYEE, PERSON -> Holder.employee(did, firstName, lastName, email);
            };
        } catch (IllegalArgumentException e) {
            throw CommandFailure.mistake("--holder: " + e.getMessage() + "; a credential can only be bound to one.");
        }
    }
}
