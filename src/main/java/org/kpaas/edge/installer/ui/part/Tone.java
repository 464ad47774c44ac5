package org.kpaas.edge.installer.ui.part;

/// The colour and the icon of a state. A word always stands beside them.
public enum Tone {
    GOOD("mdal-check_circle"),
    ATTENTION("mdmz-warning"),
    BAD("mdal-error"),
    BUSY("mdal-autorenew"),
    WAITING("mdal-hourglass_empty"),
    NEUTRAL("mdmz-radio_button_unchecked"),
    LOCKED("mdal-lock");

    private final String icon;

    Tone(String icon) {
        this.icon = icon;
    }

    /// The ikonli literal.
    public String icon() {
        return icon;
    }

    /// The style class, for instance `tone-good`.
    public String styleClass() {
        return "tone-" + name().toLowerCase(java.util.Locale.ROOT);
    }
}
