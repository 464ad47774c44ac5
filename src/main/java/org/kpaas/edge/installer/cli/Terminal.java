package org.kpaas.edge.installer.cli;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.remote.HostKeys;
import org.kpaas.edge.installer.remote.Secret;
import org.kpaas.edge.installer.remote.Secrets;
import org.kpaas.edge.installer.site.Access;

import java.io.Console;
import java.util.Optional;
import java.util.Set;

/// The engineer at a terminal, or a script that brought its answers.
final class Terminal implements Secrets, HostKeys {
    private final Output output;
    private final @Nullable Console console;
    private final @Nullable Secret given;
    private final Set<String> acceptedKeys;

    /// @param console      absent when standard input is not a terminal
    /// @param given        the answer to every question for a password or passphrase (`--password-stdin`)
    /// @param acceptedKeys fingerprints given with `--accept-host-key`
    Terminal(
            Output output,
            @Nullable Console console,
            @Nullable Secret given,
            Set<String> acceptedKeys) {
        this.output = output;
        this.console = console;
        this.given = given;
        this.acceptedKeys = acceptedKeys;
    }

    @Override
    public synchronized Optional<Secret> ask(Kind kind, Access access, int attempt) {
        if (given != null) {
            return attempt > 1 ? Optional.empty() : Optional.of(new Secret(given.copy()));
        }
        if (console == null) {
            return Optional.empty();
        }
        String question =
                output.texts()
                        .get(
                                kind == Kind.PASSWORD ? "cli.ask.password" : "cli.ask.passphrase",
                                access.label());
        char[] answer = console.readPassword("%s ", question);
        return answer == null || answer.length == 0
                ? Optional.empty()
                : Optional.of(new Secret(answer));
    }

    @Override
    public synchronized boolean accept(String host, String algorithm, String fingerprint) {
        if (acceptedKeys.contains(fingerprint)) {
            return true;
        }
        output.err().println(output.texts().get("cli.host-key", host, algorithm, fingerprint));
        return agrees(output.texts().get("cli.ask.host-key"));
    }

    /// Asks for the name of what is about to be taken apart; without a terminal nothing is typed.
    String types(String name) {
        if (console == null) {
            return "";
        }
        String answer = console.readLine("%s ", output.texts().get("cli.ask.reset", name));
        return answer == null ? "" : answer.strip();
    }

    /// Asks for consent to a change; without a terminal the answer is no.
    boolean agrees(String question) {
        if (console == null) {
            return false;
        }
        String answer = console.readLine("%s ", question);
        return answer != null && output.texts().get("cli.yes").equalsIgnoreCase(answer.strip());
    }
}
