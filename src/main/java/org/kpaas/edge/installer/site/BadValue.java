package org.kpaas.edge.installer.site;

/// A value that its type refuses. The texts `bad.<code>` say what is accepted; `{0}` is what was found.
public final class BadValue extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private final String code;
    private final String found;

    /// @param code  stable key of the text, for instance `ipv4`
    /// @param found what was given, as typed; never a secret
    public BadValue(String code, String found) {
        super(code + ": " + shortened(found));
        this.code = code;
        this.found = shortened(found);
    }

    public String code() {
        return code;
    }

    public String found() {
        return found;
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 77) + "…";
    }
}
