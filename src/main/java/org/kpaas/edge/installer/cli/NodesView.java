package org.kpaas.edge.installer.cli;

import org.kpaas.edge.installer.facts.NodeStanding;
import org.kpaas.edge.installer.text.Texts;
import org.kpaas.edge.installer.verify.NodeText;

import java.util.List;

/// How far each node has come, as a table.
final class NodesView {
    private NodesView() {}

    static void print(Output output, List<NodeStanding> nodes) {
        Texts texts = output.texts();
        var table =
                new Table(
                        texts.get("cli.column.node"),
                        texts.get("cli.column.address"),
                        texts.get("cli.column.state"),
                        texts.get("cli.column.lacks"),
                        texts.get("cli.column.next"));
        for (NodeStanding node : nodes) {
            table.row(
                    node.hostName(),
                    node.address().isEmpty() ? "-" : node.address(),
                    NodeText.state(node.state(), texts),
                    dash(NodeText.lacks(node, texts)),
                    dash(NodeText.next(node, texts)));
        }
        output.table(table);
        String retry = NodeText.retry(nodes, texts);
        if (!retry.isEmpty()) {
            output.say(retry);
        }
    }

    private static String dash(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
