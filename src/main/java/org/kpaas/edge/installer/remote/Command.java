package org.kpaas.edge.installer.remote;

import java.time.Duration;
import java.util.List;

/// What to run on a host, as a value: tests compare commands, the plan prints them, the log shows what ran.
///
/// @param argv  program and arguments, unquoted; never a secret, because command lines reach debug logs
/// @param stdin what the program reads; prints as `***`
/// @param limit wall-clock time after which the command is cancelled on the host as well
public record Command(List<String> argv, Secret stdin, Duration limit) {
    public Command {
        argv = List.copyOf(argv);
    }

    public static Command of(Duration limit, String... argv) {
        return new Command(List.of(argv), Secret.NONE, limit);
    }

    /// The line that the host's shell gets, every word quoted.
    public String line() {
        return Shell.line(argv);
    }
}
