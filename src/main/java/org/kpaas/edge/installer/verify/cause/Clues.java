package org.kpaas.edge.installer.verify.cause;

import org.kpaas.edge.installer.cluster.ClusterSnapshot;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.verify.cause.Clue.Kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Collects what was seen. The fields that rules can ask for, by kind:
///
/// - `log`: `from` (`job`, `guard`, `reset`, or the program: `edgecore`, `crio`, `mosquitto`, `cloudcore`, `edgemesh` …), and of
///   the job `role`, `task`, `state` (`failed`, `ignored`, `unreachable`, `doubt`)
/// - `event`: `reason`, `namespace`, `object` (`Pod/cloudcore-758-x`)
/// - `node`: `name`, `side` (`edge`, `cloud`), `ready` (`True`, `False`, `Unknown`), `version`, `pressures`, `taints`,
///   `young` (`yes`, `no`); the text is the reason why it is not Ready
/// - `pod`: `namespace`, `owner` (without its kind), `side`, `node-ready`, `status`, `ready` (`1/1`), `young`
/// - `service`: `namespace`, `name`, `type`, `address`
/// - `row`: `reason` (the text key below `verify.`); the text is what was found
/// - `fact`: `key`, `value`
/// - `result`: `code`; the text are its values
/// - `state`: `name`, see [States]
public final class Clues {
    private final List<Clue> clues = new ArrayList<>();

    public Evidence evidence() {
        return new Evidence(clues);
    }

    /// What a task of the job said on one host.
    public Clues task(String host, String role, String task, String state, String text) {
        return add(
                Kind.LOG,
                host,
                host + " · " + task,
                Map.of("from", "job", "role", role, "task", task, "state", state),
                text);
    }

    /// A line of a program.
    ///
    /// @param from the program, for instance `edgecore`
    /// @param host where it runs; empty when it is not about one host
    public Clues log(String from, String host, String text) {
        clues.add(line(from, host, text));
        return this;
    }

    /// The same as a clue of its own.
    public static Clue line(String from, String host, String text) {
        String about = host.isEmpty() ? from : host + " · " + from;
        return new Clue(Kind.LOG, host, about, Map.of("from", from), text);
    }

    /// Lines of a program; a line that begins with a blank goes on with the one before.
    public Clues lines(String from, String host, List<String> lines) {
        var joined = new ArrayList<String>();
        for (String line : lines) {
            if (!joined.isEmpty() && !line.isEmpty() && Character.isWhitespace(line.charAt(0))) {
                joined.set(joined.size() - 1, joined.getLast() + "\n" + line);
            } else {
                joined.add(line);
            }
        }
        joined.forEach(line -> log(from, host, line));
        return this;
    }

    public Clues event(String reason, String namespace, String object, String text) {
        return add(
                Kind.EVENT,
                "",
                object.contains("/") && !namespace.isEmpty()
                        ? namespace + object.substring(object.indexOf('/'))
                        : object,
                Map.of("reason", reason, "namespace", namespace, "object", object),
                text);
    }

    public Clues row(String host, String about, String reason, String found) {
        clues.add(rowOf(host, about, reason, found));
        return this;
    }

    /// A row of the verification as a clue of its own.
    ///
    /// @param host the node that it is about; empty when it is not about one
    public static Clue rowOf(String host, String about, String reason, String found) {
        return new Clue(Kind.ROW, host, about, Map.of("reason", reason), found);
    }

    public Clues fact(String host, String key, String value) {
        return add(
                Kind.FACT,
                host,
                host + " · " + key,
                Map.of("key", key, "value", value),
                key + "=" + value);
    }

    public Clues result(Problem problem) {
        return add(
                Kind.RESULT,
                "",
                problem.code(),
                Map.of("code", problem.code()),
                String.join("; ", problem.values()));
    }

    /// @param site says which nodes should be there, and CloudCore's address
    public Clues cluster(Site site, ClusterSnapshot cluster) {
        new ClusterClues(this, site, cluster).collect();
        return this;
    }

    public Clues plus(Evidence evidence) {
        clues.addAll(evidence.clues());
        return this;
    }

    Clues add(Kind kind, String host, String about, Map<String, String> fields, String text) {
        clues.add(new Clue(kind, host, about, fields, text));
        return this;
    }
}
