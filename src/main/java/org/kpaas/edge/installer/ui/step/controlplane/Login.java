package org.kpaas.edge.installer.ui.step.controlplane;

/// How to log in; names the texts `step.control-plane.login.<id>`.
public enum Login {
    PASSWORD,
    KEY_FILE,
    AGENT;

    public String id() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
