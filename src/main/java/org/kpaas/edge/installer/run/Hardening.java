package org.kpaas.edge.installer.run;

import org.kpaas.edge.installer.remote.Host;
import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.ProblemException;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// What the platform's hardening program, which nobody can read, did to the hosts of a run (T56, T97).
///
/// @param changes  what is different from before; empty also when nobody looked before
/// @param lockOuts the days from which on a key login is refused too, because the password has expired
/// @param refused  the hosts that let nobody in any more, while the connection from before is still open
public record Hardening(List<Change> changes, List<LockOut> lockOuts, List<Refused> refused) {
    private static final String AGE = "age.";

    public Hardening {
        changes = List.copyOf(changes);
        lockOuts = List.copyOf(lockOuts);
        refused = List.copyOf(refused);
    }

    /// @param what   a key of `script/settings.sh`
    /// @param before empty when it was not there
    /// @param after  empty when it is not there any more
    public record Change(
            String host, String what, Optional<String> before, Optional<String> after) {}

    /// @param user whose password expires
    /// @param day  the first day without a login
    public record LockOut(String host, String user, LocalDate day) {}

    /// @param problem of the new login
    public record Refused(String host, Problem problem) {}

    /// What a host says about itself, over a connection that is open; see `script/settings.sh`.
    ///
    /// @throws ProblemException when it does not answer
    public static Map<String, String> settings(Host host)
            throws ProblemException, InterruptedException {
        return Answer.ask(host, "settings").values();
    }

    /// Whether there is anything to tell.
    public boolean isEmpty() {
        return changes.isEmpty() && lockOuts.isEmpty() && refused.isEmpty();
    }

    /// The differences of one host, in the order of the keys.
    static List<Change> changes(
            String host, Map<String, String> before, Map<String, String> after) {
        var keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        var changes = new ArrayList<Change>();
        for (String key : keys) {
            Optional<String> was = Optional.ofNullable(before.get(key));
            Optional<String> is = Optional.ofNullable(after.get(key));
            if (!was.equals(is)) {
                changes.add(new Change(host, key, was, is));
            }
        }
        return changes;
    }

    /// The passwords that expire.
    static List<LockOut> lockOuts(String host, Map<String, String> settings) {
        return settings.entrySet().stream()
                .filter(setting -> setting.getKey().startsWith(AGE))
                .filter(setting -> setting.getValue().matches("\\d{1,7}"))
                .map(
                        setting ->
                                new LockOut(
                                        host,
                                        setting.getKey().substring(AGE.length()),
                                        LocalDate.ofEpochDay(Long.parseLong(setting.getValue()))))
                .sorted(java.util.Comparator.comparing(LockOut::user))
                .toList();
    }
}
