package org.kpaas.edge.installer.verify;

import org.kpaas.edge.installer.facts.NodeStanding;
import org.kpaas.edge.installer.facts.NodeStanding.Lack;
import org.kpaas.edge.installer.facts.NodeState;
import org.kpaas.edge.installer.text.Texts;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// How far a node has come, in one language.
public final class NodeText {
    private NodeText() {}

    public static String state(NodeState state, Texts texts) {
        return texts.get("node.state." + word(state));
    }

    /// What keeps it from the next state; may be empty.
    public static String lacks(NodeStanding node, Texts texts) {
        return node.lacks().stream()
                .map(lack -> texts.get("node.lack." + word(lack)))
                .collect(Collectors.joining("; "));
    }

    /// The next legal action; empty when there is none to take.
    public static String next(NodeStanding node, Texts texts) {
        if (!node.inSite()) {
            return texts.get("node.next.stranger");
        }
        return switch (node.state()) {
            case UNKNOWN -> texts.get("node.next.read");
            case REMNANT -> texts.get("node.next.clean");
            case CLEAN, RUNTIME -> texts.get("node.next.join");
            case JOINED ->
                    texts.get(
                            node.lacks().contains(Lack.STOPPED)
                                    ? "node.next.start"
                                    : "node.next.configure");
            case CONFIGURED -> texts.get("node.next.mesh");
            case MESHED, HARDENED -> "";
        };
    }

    /// What a next run is for, and what has to be done before it; empty when every node of the site is joined.
    public static String retry(List<NodeStanding> nodes, Texts texts) {
        String join = names(nodes, node -> node.state().mayJoin());
        String clean = names(nodes, node -> node.state() == NodeState.REMNANT);
        String unread = names(nodes, node -> node.state() == NodeState.UNKNOWN);
        return List.of(
                        join.isEmpty() ? "" : texts.get("node.retry.join", join),
                        clean.isEmpty() ? "" : texts.get("node.retry.clean", clean),
                        unread.isEmpty() ? "" : texts.get("node.retry.read", unread))
                .stream()
                .filter(sentence -> !sentence.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String names(List<NodeStanding> nodes, Predicate<NodeStanding> which) {
        return nodes.stream()
                .filter(NodeStanding::inSite)
                .filter(which)
                .map(NodeStanding::hostName)
                .collect(Collectors.joining(", "));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
