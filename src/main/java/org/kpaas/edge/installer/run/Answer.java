package org.kpaas.edge.installer.run;

import org.kpaas.edge.installer.remote.Command;
import org.kpaas.edge.installer.remote.Host;
import org.kpaas.edge.installer.remote.Outcome;
import org.kpaas.edge.installer.remote.Redaction;
import org.kpaas.edge.installer.remote.Script;
import org.kpaas.edge.installer.remote.Secret;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// What one of our scripts said, as `key=value` lines.
record Answer(Map<String, String> values) {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    Answer {
        values = Map.copyOf(values);
    }

    /// @throws ProblemException `run.no-answer` when the script did not come to its end
    static Answer ask(Host host, String script, String... arguments)
            throws ProblemException, InterruptedException {
        return ask(host, LIMIT, script, arguments);
    }

    static Answer ask(Host host, Duration limit, String script, String... arguments)
            throws ProblemException, InterruptedException {
        return ask(host, script, Script.named(script).with(limit, arguments));
    }

    /// @param values what the script finds in variables of these names
    static Answer ask(
            Host host, String script, SortedMap<String, Secret> values, String... arguments)
            throws ProblemException, InterruptedException {
        return ask(host, script, Script.named(script).with(LIMIT, values, arguments));
    }

    private static Answer ask(Host host, String script, Command command)
            throws ProblemException, InterruptedException {
        Outcome outcome = host.run(command);
        Answer answer = read(outcome.out());
        if (!outcome.ok() || !answer.has("facts.end", "yes")) {
            String complaint =
                    Redaction.redact(outcome.err().strip()).lines().reduce("", (a, b) -> b);
            throw new ProblemException(
                    Problem.of(
                            "run.no-answer",
                            script,
                            Integer.toString(outcome.exit()),
                            complaint,
                            host.access().label()));
        }
        return answer;
    }

    static Answer read(String text) {
        var values = new HashMap<String, String>();
        for (String line : text.lines().toList()) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1).strip());
            }
        }
        return new Answer(values);
    }

    Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key)).filter(value -> !value.isEmpty());
    }

    String text(String key) {
        return values.getOrDefault(key, "");
    }

    boolean has(String key, String value) {
        return text(key).equals(value);
    }

    /// @return empty when there is no such number
    Optional<Long> number(String key) {
        return value(key).filter(text -> text.matches("-?\\d{1,18}")).map(Long::valueOf);
    }
}
