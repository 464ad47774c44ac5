package org.kpaas.edge.installer.plan;

import org.kpaas.edge.installer.site.Problem;
import org.kpaas.edge.installer.site.Site;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Everything that one reset takes away, in order, before it does: the edge nodes first, CloudCore last (T85).
///
/// @param id        a random id that the job's files carry, 12 hexadecimal digits
/// @param releaseId of the checkout; empty when it could not be told, and then no file of it is touched
/// @param edges     the nodes that are reset, in order: of the site, of the ledger, of the cluster (T84)
/// @param debts     nodes that are given up without an attempt, and what would be left of them is written down (T92)
/// @param leftOut   nodes that are not touched, and why
/// @param blocked   why the reset may not start; empty when it may
/// @param keys      host keys that the laptop has seen; only these are accepted (T25)
public record ResetPlan(
        String id,
        Site site,
        String releaseId,
        Scope scope,
        List<Target> edges,
        List<Target> debts,
        List<Problem> leftOut,
        List<Problem> blocked,
        List<Phase> phases,
        List<Key> keys) {
    public ResetPlan {
        edges = List.copyOf(edges);
        debts = List.copyOf(debts);
        leftOut = List.copyOf(leftOut);
        blocked = List.copyOf(blocked);
        phases = List.copyOf(phases);
        keys = List.copyOf(keys);
    }

    /// How much is reset. The texts are `reset.scope.<key>`.
    public enum Scope {
        /// every edge node, then CloudCore, then what is left in the cluster and in the checkout
        WHOLE("whole"),
        /// some edge nodes; the others and CloudCore go on
        NODE("node"),
        /// CloudCore, where the edge nodes are gone for good
        CLOUD("cloud"),
        /// only what was found to be left
        RESIDUE("residue");

        private final String key;

        Scope(String key) {
            this.key = key;
        }

        public String key() {
            return key;
        }
    }

    /// What the engineer chose.
    ///
    /// @param nodes    host names, for [Scope#NODE] only
    /// @param affinity whether the rule that keeps daemon sets off edge nodes goes too, which restarts them
    /// @param without  items, as [Work#items] has them, that are to stay; `host:item` for one host only
    public record Choice(Scope scope, Set<String> nodes, boolean affinity, Set<String> without) {
        public Choice {
            nodes = Set.copyOf(nodes);
            without = Set.copyOf(without);
        }

        /// Whether an item is to stay on a host.
        boolean leaves(Target on, String item) {
            return without.contains(item) || without.contains(Work.key(on.name(), item));
        }

        public static Choice of(Scope scope) {
            return new Choice(scope, Set.of(), false, Set.of());
        }

        public static Choice node(String... names) {
            return new Choice(Scope.NODE, Set.of(names), false, Set.of());
        }
    }

    /// A host as the control plane reaches it.
    public record Target(String name, String address, int port, String user) {}

    /// @param line type and base64, as in a `.pub` file
    public record Key(String address, int port, String line) {}

    public enum Place {
        /// on the control plane, as root
        HERE,
        /// on the control plane, as the login user
        CHECKOUT,
        EDGE,
        CLOUD_NODE,
        /// nothing is done, the node is written down as a debt
        DEBT
    }

    /// What is taken away at one place.
    ///
    /// @param items words of `script/clear.sh`: `kubeedge`, `node=cp-edge-1` … ; the texts are `reset.item.<word before =>`
    public record Work(Place place, Target on, List<String> items) {
        public Work {
            items = List.copyOf(items);
        }

        /// One item on one host, as [Choice#without] has it.
        public static String key(String host, String item) {
            return host + ":" + item;
        }
    }

    /// @param id its texts are `phase.<id>.title` and `.explanation`
    public record Phase(String id, List<Work> works) {
        public Phase {
            works = List.copyOf(works);
        }
    }

    public boolean mayStart() {
        return blocked.isEmpty();
    }

    /// The names of all nodes that it is for.
    public List<String> names() {
        var names = new ArrayList<String>();
        edges.forEach(it -> names.add(it.name()));
        debts.forEach(it -> names.add(it.name()));
        return names;
    }

    /// As `script/reset-job.sh` reads it. Every word has been checked before: host names, addresses, item words.
    public String lines() {
        var lines = new StringBuilder();
        keys.forEach(key -> line(lines, "key " + key.address() + " " + key.port(), key.line()));
        for (Phase phase : phases) {
            line(lines, "phase", phase.id());
            phase.works().forEach(work -> line(lines, head(work), String.join(" ", work.items())));
        }
        return lines.toString();
    }

    private static String head(Work work) {
        Target on = work.on();
        return switch (work.place()) {
            case HERE -> "here root";
            case CHECKOUT -> "here user";
            case EDGE -> "edge " + words(on);
            case CLOUD_NODE -> "cloud-node " + words(on);
            case DEBT -> "debt " + on.name() + " " + on.address();
        };
    }

    private static String words(Target on) {
        return on.name() + " " + on.address() + " " + on.port() + " " + on.user();
    }

    private static void line(StringBuilder lines, String head, String rest) {
        lines.append((head + " " + rest).stripTrailing()).append('\n');
    }
}
