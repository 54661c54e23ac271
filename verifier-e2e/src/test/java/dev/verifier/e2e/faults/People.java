package dev.verifier.e2e.faults;

import dev.verifier.wallet.MachineLogin;
import dev.verifier.wallet.WalletKey;
import dev.verifier.wallet.WalletLogin;
import dev.verifier.wallet.WalletResponse;
import dev.verifier.wallet.openid4vp.AuthorizationRequest;
import dev.verifier.wallet.openid4vp.RequestLink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;

/**
 * The employee and the machine of a world, with what is in their wallets.
 *
 * @param world where their keys are
 * @param employee the employee's key
 * @param mandate the employee's credential
 * @param login one of the machine, of which each other one is made
 * @param random dice
 */
record People(Path world, WalletKey employee, String mandate, MachineLogin login, SecureRandom random) {

    static People of(Path world, URI verifier, SecureRandom random) {
        var machine = WalletKey.read(read(world.resolve("machine/key.pem")));
        return new People(
                world,
                WalletKey.read(read(world.resolve("employee/key.pem"))),
                read(world.resolve("employee/credential.jwt")),
                MachineLogin.builder(machine, verifier, Instant.now(), random)
                        .credential(read(world.resolve("machine/credential.jwt")))
                        .build(),
                random);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the employee's wallet answers to a request that it fetched. */
    WalletResponse answer(String link, String request) {
        var at = Instant.now();
        var asked =
                AuthorizationRequest.read(RequestLink.parse(link), request, at).asked();
        return WalletLogin.builder(employee, asked, at, random)
                .credential(mandate)
                .rogue(employee)
                .build()
                .response();
    }

    /** The form with which the machine asks for a token, good once. */
    Map<String, String> machineLogin() {
        return login.anew(Instant.now()).form();
    }
}
