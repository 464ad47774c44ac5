package org.kpaas.edge.installer.site;

import com.fasterxml.jackson.annotation.JsonProperty;

/// A result that the engineer goes on in spite of; the report keeps it.
///
/// @param check   the check's id, for instance `EDG-02`
/// @param subject the [Subject#id()] it was about
/// @param reason  in the engineer's words; not blank
/// @param state   how bad it was at the time; nothing worse is covered
public record AcceptedWarning(String check, String subject, String reason, State state) {
    public enum State {
        @JsonProperty("warned")
        WARNED,
        @JsonProperty("failed")
        FAILED
    }

    public AcceptedWarning {
        if (reason.isBlank()) {
            throw new BadValue("reason", reason);
        }
    }
}
