package dev.verifier.wallet.cli;

import dev.verifier.wallet.Tampering;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code verifier-wallet}: a machine's wallet, a person's, a test issuer, and a gallery of rogues. */
@Command(
        name = "verifier-wallet",
        description = {
            "A demo wallet for machines and people, a test issuer, and a gallery of rogues.",
            "It logs in to a verifier as a machine or a person would, or as a criminal would. Its keys are for demos and tests."
        },
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:refused by the verifier, or by the API called with its token",
            "2:a mistake in the command or in a file it names",
            "3:no answer from the verifier, or none that can be understood",
            "70:a bug in this wallet, which it shows"
        },
        footer = {
            "",
            "Example, from nothing to a token:",
            "  verifier-wallet world --out demo",
            "  (start the verifier as it says)",
            "  verifier-wallet token --verifier http://localhost:9000 --key demo/machine/key.pem \\",
            "      --credential demo/machine/credential.jwt",
            "",
            "verifier-wallet help COMMAND says more about a command."
        })
public final class WalletCli {
    /** EX_SOFTWARE of sysexits.h. */
    private static final int BUG = 70;

    /** Columns; room for the examples to be copied whole. */
    private static final int WIDTH = 110;

    private WalletCli() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
        System.exit(commandLine(InstantSource.system(), new SecureRandom()).execute(args));
    }

    /** The command line with this clock and these dice. */
    public static CommandLine commandLine(InstantSource clock, SecureRandom random) {
        var commandLine = new CommandLine(new WalletCli())
                .addSubcommand(new KeyCommand(random))
                .addSubcommand(new WorldCommand(clock, random))
                .addSubcommand(new IssueCommand(clock, random))
                .addSubcommand(new RevokeCommand())
                .addSubcommand(new IssueMdocCommand(clock, random))
                .addSubcommand(new AssertionCommand(clock, random))
                .addSubcommand(new TokenCommand(clock, random))
                .addSubcommand(new PresentCommand(clock, random))
                .addSubcommand(new PresentMdocCommand(clock, random))
                .addSubcommand(new SignInCommand(clock, random))
                .addSubcommand(new ServeCommand(clock, random))
                .addSubcommand(new KitCommand(clock, random))
                .addSubcommand(new CrimesCommand())
                .addSubcommand(new HelpCommand());
        helpful(commandLine);
        commandLine.getSubcommands().values().forEach(WalletCli::helpful);
        return commandLine
                .registerConverter(URI.class, reading(WebUrl::parse))
                .registerConverter(Tampering.class, reading(Tampering::named))
                .setUsageHelpWidth(WIDTH)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(WalletCli::report)
                .setExecutionExceptionHandler((thrown, command, _) -> report(thrown, command));
    }

    /** What every command has in common. */
    private static void helpful(CommandLine command) {
        if (command.getCommand() instanceof HelpCommand) {
            return;
        }
        command.getCommandSpec()
                .exitCodeOnExecutionException(BUG)
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Says this and exits.")
                        .build());
    }

    /** How to read an option, whose complaint is a sentence for the user. */
    private static <T> ITypeConverter<T> reading(Function<String, T> parse) {
        return text -> {
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        };
    }

    /** A mistake is a sentence and where to read more; who says nothing at all is told everything. */
    private static int report(ParameterException mistake, String[] words) {
        var command = mistake.getCommandLine();
        if (words.length == 0) {
            command.usage(command.getErr());
            return CommandFailure.MISTAKE;
        }
        boolean unknown = command.getParent() == null
                && mistake instanceof UnmatchedArgumentException unmatched
                && !unmatched.isUnknownOption();
        command.getErr().println(unknown ? "There is no command " + words[0] + "." : mistake.getMessage());
        command.getErr().println("See: " + command.getCommandSpec().qualifiedName() + " --help");
        return CommandFailure.MISTAKE;
    }

    /** A failure is a sentence; anything else is a bug, and shows where. */
    private static int report(Exception thrown, CommandLine command) throws Exception {
        if (thrown instanceof CommandFailure failure) {
            command.getErr().println(failure.getMessage());
            return failure.exitCode();
        }
        throw thrown;
    }
}
