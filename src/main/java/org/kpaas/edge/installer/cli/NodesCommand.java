package org.kpaas.edge.installer.cli;

import org.kpaas.edge.installer.facts.NodeStanding;
import org.kpaas.edge.installer.facts.NodeState;
import org.kpaas.edge.installer.flow.Session;

import picocli.CommandLine.Command;

import java.util.List;

/// `nodes`: how far each edge node has come, read from the machines now; changes nothing.
@Command(name = "nodes", mixinStandardHelpOptions = true)
final class NodesCommand extends SiteCommand {
    NodesCommand(CommandLineMain.Environment environment) {
        super(environment);
    }

    @Override
    int work(Session session, Terminal terminal, Output output) throws InterruptedException {
        List<NodeStanding> nodes = session.standings();
        NodesView.print(output, nodes);
        if (output.json()) {
            output.value(nodes);
        }
        boolean open =
                nodes.stream()
                        .map(NodeStanding::state)
                        .anyMatch(it -> it == NodeState.UNKNOWN || it == NodeState.REMNANT);
        return open ? ExitCode.FINDINGS : ExitCode.OK;
    }
}
