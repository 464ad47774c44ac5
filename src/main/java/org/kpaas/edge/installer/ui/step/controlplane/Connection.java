package org.kpaas.edge.installer.ui.step.controlplane;

import org.kpaas.edge.installer.facts.SiteFacts;
import org.kpaas.edge.installer.site.Problem;

/// How the connection stands.
public sealed interface Connection {
    record None() implements Connection {}

    record Connecting(String host) implements Connection {}

    record Established(SiteFacts facts) implements Connection {}

    record Failed(String host, Problem problem) implements Connection {}
}
