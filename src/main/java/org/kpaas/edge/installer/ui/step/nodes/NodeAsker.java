package org.kpaas.edge.installer.ui.step.nodes;

import org.kpaas.edge.installer.facts.HostFacts;
import org.kpaas.edge.installer.site.EdgeNode;
import org.kpaas.edge.installer.site.ProblemException;

/// Asks one edge node what it is. Blocks; interrupt means cancel.
public interface NodeAsker {
    HostFacts ask(EdgeNode node) throws ProblemException, InterruptedException;
}
