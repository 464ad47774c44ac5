package org.kpaas.edge.installer.fix;

import org.kpaas.edge.installer.remote.Host;
import org.kpaas.edge.installer.remote.Outcome;
import org.kpaas.edge.installer.remote.Redaction;
import org.kpaas.edge.installer.remote.Remote;
import org.kpaas.edge.installer.remote.Script;
import org.kpaas.edge.installer.remote.Secret;
import org.kpaas.edge.installer.remote.Secrets;
import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// Runs our scripts on hosts, as the login user or as root. A password for sudo is asked for when sudo wants one, kept
/// in memory until closed, and travels inside the script on standard input only.
final class HostScripts implements AutoCloseable {
    /// Longer than the script waits for apt's lock and downloads together.
    static final Duration LONGEST = Duration.ofMinutes(12);

    private static final int ATTEMPTS = 3;

    private final Remote remote;
    private final Secrets secrets;
    private final Map<String, Secret> passwords = new ConcurrentHashMap<>();

    HostScripts(Remote remote, Secrets secrets) {
        this.remote = remote;
        this.secrets = secrets;
    }

    /// What to run.
    ///
    /// @param what for messages: the file or the command
    record Call(
            String script,
            List<String> arguments,
            SortedMap<String, Secret> values,
            boolean root,
            String what) {
        static Call user(String script, String what, String... arguments) {
            return new Call(script, List.of(arguments), new TreeMap<>(), false, what);
        }

        static Call of(RepairJournal.Undo undo, String what) {
            return new Call(undo.script(), undo.arguments(), new TreeMap<>(), undo.root(), what);
        }
    }

    /// @return what the script said, by key
    /// @throws ProblemException `fix.<refusal>` when the script did nothing, `fix.no-answer` when it did not come to its
    ///                          end
    Map<String, String> run(Access access, Call call)
            throws ProblemException, InterruptedException {
        Host host = remote.host(access);
        for (int attempt = 1; ; attempt++) {
            Outcome outcome = host.run(command(access, call));
            Map<String, String> said = said(outcome.out());
            Optional<Refusal> refusal = Refusal.of(said.getOrDefault("facts.refused", ""));
            if (refusal.isEmpty()) {
                ensureWhole(access, call, outcome, said);
                return said;
            }
            boolean password =
                    refusal.get() == Refusal.PASSWORD_WANTED
                            || refusal.get() == Refusal.PASSWORD_WRONG;
            if (!password || attempt > ATTEMPTS || !asked(access, attempt)) {
                throw new ProblemException(refusal.get().problem(access.label(), call.what()));
            }
        }
    }

    private org.kpaas.edge.installer.remote.Command command(Access access, Call call) {
        Script script = Script.named(call.script());
        String[] arguments = call.arguments().toArray(String[]::new);
        if (!call.root()) {
            return script.with(LONGEST, call.values(), arguments);
        }
        var values = new TreeMap<String, Secret>();
        Secret program = script.given(call.values());
        values.put("PROGRAM", program);
        Secret password = passwords.get(access.label());
        if (password != null) {
            values.put("PASSWORD", password);
        }
        var command = Script.named("fix-root").with(LONGEST, values, arguments);
        program.close();
        return command;
    }

    private boolean asked(Access access, int attempt) throws InterruptedException {
        Optional<Secret> answer = secrets.ask(Secrets.Kind.PASSWORD, access, attempt);
        answer.ifPresent(
                secret -> {
                    Secret before = passwords.put(access.label(), secret);
                    if (before != null) {
                        before.close();
                    }
                });
        return answer.isPresent();
    }

    private static void ensureWhole(
            Access access, Call call, Outcome outcome, Map<String, String> said)
            throws ProblemException {
        if (!outcome.ok() || !"yes".equals(said.get("facts.end"))) {
            String complaint =
                    Redaction.redact(outcome.err().strip()).lines().reduce("", (a, b) -> b);
            throw new ProblemException(
                    Problem.of(
                            "fix.no-answer",
                            access.label(),
                            call.what(),
                            Integer.toString(outcome.exit()),
                            said.getOrDefault("facts.refused", complaint)));
        }
    }

    private static Map<String, String> said(String output) {
        var values = new HashMap<String, String>();
        for (String line : output.lines().toList()) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1).strip());
            }
        }
        return values;
    }

    /// Wipes the passwords.
    @Override
    public void close() {
        passwords.values().forEach(Secret::close);
        passwords.clear();
    }
}
