package dev.verifier.wallet;

import static dev.verifier.wallet.Witness.AT;
import static dev.verifier.wallet.Witness.ORGANIZATION;
import static dev.verifier.wallet.Witness.RANDOM;
import static dev.verifier.wallet.Witness.VERIFIER;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One honest login, and what each crime makes of its stages. */
final class Gallery {
    static final WalletKey MACHINE = WalletKey.generate(RANDOM);
    static final WalletKey ROGUE = WalletKey.generate(RANDOM);
    static final Seal SEAL = TestAuthority.create(AT, RANDOM).seal(ORGANIZATION, SealKey.P_256);
    static final MachineLogin HONEST = login(SEAL, LearVersion.M2);

    private Gallery() {}

    static MachineLogin login(Seal seal, LearVersion version) {
        return MachineLogin.builder(MACHINE, VERIFIER, AT, new StoppedDice())
                .seal(seal)
                .version(version)
                .rogue(ROGUE)
                .build();
    }

    static String inCredential(MachineLogin guilty) {
        return Difference.between(HONEST.credential(), guilty.credential(), SEAL.publicKey());
    }

    /** What differs in the presentation when both present the credential the guilty one has. */
    static String inPresentation(MachineLogin guilty) {
        var honest =
                HONEST.editPresentation(draft -> draft.with(Presentation.CREDENTIALS, List.of(guilty.credential())));
        return Difference.between(honest.presentation(), guilty.presentation(), MACHINE.publicKey());
    }

    /** What differs in the assertion when both carry the presentation the guilty one has. */
    static String inAssertion(MachineLogin guilty) {
        var honest =
                HONEST.editAssertion(draft -> draft.with(Assertion.VP_TOKEN, Assertion.base64(guilty.presentation())));
        return Difference.between(honest.assertion(), guilty.assertion(), MACHINE.publicKey());
    }

    /** A table of lines {@code NAME | what differs}. */
    static Map<String, String> table(String lines) {
        return Arrays.stream(lines.split("\n", -1))
                .filter(line -> !line.isBlank())
                .map(line -> line.split("\\|", 2))
                .collect(Collectors.toMap(row -> row[0].strip(), row -> row[1].strip()));
    }
}
