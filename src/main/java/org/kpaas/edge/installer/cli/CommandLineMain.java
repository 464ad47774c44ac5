package org.kpaas.edge.installer.cli;

import org.kpaas.edge.installer.fix.Refusal;
import org.kpaas.edge.installer.flow.Installer;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.text.Texts;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// The command line. Exit codes: 0 well, 1 findings, 2 wrong arguments or site file, 3 unreachable, 4 the run failed,
/// 130 cancelled.
@Command(
        name = CommandLineMain.NAME,
        mixinStandardHelpOptions = true,
        versionProvider = CommandLineMain.Version.class,
        subcommands = {
            CheckCommand.class,
            FactsCommand.class,
            AcceptCommand.class,
            FirewallCommand.class,
            PlanCommand.class,
            FixCommand.class,
            DeployCommand.class,
            StopCommand.class,
            NodesCommand.class,
            ResidueCommand.class,
            ResetCommand.class,
            VerifyCommand.class,
            ReportCommand.class,
            CompareCommand.class,
            NamesCommand.class,
            LogsCommand.class,
            PracticeCommand.class,
            CommandLine.HelpCommand.class
        })
public final class CommandLineMain {
    static final String NAME = "kpaas-edge-installer";

    private final Function<Path, Installer> installers;
    private final PrintStream out;
    private final PrintStream err;

    /// @param installers makes the engine for a home folder
    public CommandLineMain(Function<Path, Installer> installers, PrintStream out, PrintStream err) {
        this.installers = installers;
        this.out = out;
        this.err = err;
    }

    /// @return the exit code
    public int run(String... arguments) {
        Texts texts = Texts.of(language(List.of(arguments)));
        var commandLine = new CommandLine(this, new Commands());
        commandLine.setResourceBundle(new BundleView(texts));
        commandLine.setOut(new java.io.PrintWriter(out, true));
        commandLine.setErr(new java.io.PrintWriter(err, true));
        commandLine.setExecutionExceptionHandler(
                (exception, command, result) -> {
                    throw exception;
                });
        if (arguments.length == 0) {
            commandLine.usage(out);
            return ExitCode.BAD_INPUT;
        }
        return commandLine.execute(arguments);
    }

    /// The language has to be known before picocli prints its help, so it is looked up before parsing.
    private static Locale language(List<String> arguments) {
        int option = arguments.indexOf("--lang");
        if (option >= 0 && option + 1 < arguments.size()) {
            return Locale.forLanguageTag(arguments.get(option + 1));
        }
        return arguments.stream()
                .filter(argument -> argument.startsWith("--lang="))
                .map(argument -> Locale.forLanguageTag(argument.substring("--lang=".length())))
                .findFirst()
                .orElseGet(Locale::getDefault);
    }

    /// Subcommands get the engine by constructor.
    private final class Commands implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            if (SiteCommand.class.isAssignableFrom(type) || type == PracticeCommand.class) {
                return type.getDeclaredConstructor(Environment.class)
                        .newInstance(new Environment(installers, out, err));
            }
            return CommandLine.defaultFactory().create(type);
        }
    }

    /// What commands need of the outside.
    record Environment(Function<Path, Installer> installers, PrintStream out, PrintStream err) {
        Output output(CommonOptions options) {
            Locale locale =
                    options.language.isEmpty()
                            ? Locale.getDefault()
                            : Locale.forLanguageTag(options.language);
            return new Output(out, err, Texts.of(locale), options.json);
        }
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = CommandLineMain.class.getPackage().getImplementationVersion();
            return new String[] {NAME + " " + (version == null ? "(development)" : version)};
        }
    }

    /// The exit code for a problem: what is wrong with the input is told apart from what is wrong with the network.
    static int exitCode(Problem problem) {
        boolean unreachable =
                Arrays.asList("remote.", "cluster.", "facts.", "reset.control-plane-unread")
                        .stream()
                        .anyMatch(problem.code()::startsWith);
        return unreachable && !problem.code().startsWith("facts.file-")
                ? ExitCode.UNREACHABLE
                : failed(problem.code()) ? ExitCode.RUN_FAILED : ExitCode.BAD_INPUT;
    }

    /// A run, or the undoing of a repair, that did not succeed; a wrong entry or site file is bad input.
    private static boolean failed(String code) {
        return code.startsWith("run.") || Refusal.has(code) || code.equals("fix.no-answer");
    }
}
