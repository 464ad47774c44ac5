package org.kpaas.edge.installer.ui.theme;

/// What the engineer may choose; `SYSTEM` follows the desktop.
public enum Theme {
    LIGHT,
    DARK,
    SYSTEM;

    /// Names the texts, for instance `frame.theme.light`.
    public String id() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
