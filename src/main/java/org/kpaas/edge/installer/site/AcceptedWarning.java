package org.kpaas.edge.installer.site;

/// A warning that the engineer accepted; the report keeps it.
///
/// @param check   the check's id, for instance `EDG-02`
/// @param subject the [Subject#id()] it was about
/// @param reason  in the engineer's words; not blank
public record AcceptedWarning(String check, String subject, String reason) {
    public AcceptedWarning {
        if (reason.isBlank()) {
            throw new BadValue("reason", reason);
        }
    }
}
