package org.kpaas.edge.installer.plan;

import java.util.List;
import java.util.stream.Collectors;

/// What has to be true of the files that the platform's script generates before Ansible may start. The script has no
/// `set -e`: after a full disk or a root-owned file it goes on with yesterday's inventory, after an empty variable with
/// none, and ends with 0 (T07, T16, T18); and it fills the templates only once (T42).
///
/// @param hosts   exactly those that the inventory may hold
/// @param members exactly those that each of these groups may hold
/// @param fresh   files, below the checkout, that this very run has to have written
/// @param texts   what templates hold by then, and do not hold any more
/// @param keys    the only host keys that Ansible trusts in this run (T25); empty to leave that to the platform, which
///                trusts any
public record Guard(
        List<Machine> hosts,
        List<Member> members,
        List<String> fresh,
        List<Text> texts,
        List<Key> keys) {
    public static final Guard NONE =
            new Guard(List.of(), List.of(), List.of(), List.of(), List.of());

    public Guard {
        hosts = List.copyOf(hosts);
        members = List.copyOf(members);
        fresh = List.copyOf(fresh);
        texts = List.copyOf(texts);
        keys = List.copyOf(keys);
    }

    /// @param name    in the inventory
    /// @param address where Ansible connects to
    public record Machine(String name, String address) {}

    /// @param group as the plays name it
    public record Member(String group, String host) {}

    /// @param path below the checkout
    /// @param held what the script puts there
    /// @param gone the placeholder that it takes the place of
    public record Text(String path, String held, String gone) {}

    /// @param line type and base64, as in a `.pub` file
    public record Key(String address, String line) {}

    /// The hosts for people: `name (address), …`.
    public String inventory() {
        return hosts.stream()
                .map(it -> it.name() + " (" + it.address() + ")")
                .collect(Collectors.joining(", "));
    }

    /// The key of the text that says whom Ansible trusts.
    public String trust() {
        return keys.isEmpty() ? "plan.unpinned" : "plan.pinned";
    }

    /// One line for each condition, as `script/job-start.sh` reads them.
    public String lines() {
        var lines = new StringBuilder();
        hosts.forEach(it -> line(lines, "host", it.name(), it.address()));
        members.forEach(it -> line(lines, "member", it.group(), it.host()));
        fresh.forEach(it -> line(lines, "fresh", it));
        texts.forEach(
                it -> {
                    line(lines, "holds", it.path(), it.held());
                    line(lines, "lacks", it.path(), it.gone());
                });
        keys.forEach(it -> line(lines, "key", it.address(), it.line()));
        return lines.toString();
    }

    private static void line(StringBuilder lines, String... words) {
        lines.append(String.join(" ", words)).append('\n');
    }
}
