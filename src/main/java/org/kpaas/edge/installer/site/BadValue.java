package org.kpaas.edge.installer.site;

/// A value that its type refuses. The texts `bad.<code>` say what is accepted; `{0}` is what was found.
public final class BadValue extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private final String code;
    private final String found;

    /// @param code  stable key of the text, for instance `ipv4`
    /// @param found what was given; never a secret. Kept as people can compare it, at most 80 characters of it
    public BadValue(String code, String found) {
        super(code + ": " + FreeText.visible(found));
        this.code = code;
        this.found = FreeText.visible(found);
    }

    public String code() {
        return code;
    }

    public String found() {
        return found;
    }
}
