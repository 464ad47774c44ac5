package org.kpaas.edge.installer.site;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.regex.Pattern;

/// A result that the engineer goes on in spite of; the report keeps it.
///
/// @param check   the check's id, for instance `EDG-02`
/// @param subject the [Subject#id()] it was about
/// @param reason  in the engineer's words, one line of at most 500 characters; not blank
/// @param state   how bad it was at the time; nothing worse is covered
public record AcceptedWarning(String check, String subject, String reason, State state) {
    private static final Pattern CHECK = Pattern.compile("[A-Z0-9]{3,4}-[0-9]{2,5}(-[0-9]{2,5})?");
    private static final Pattern SUBJECT = Pattern.compile("[a-z][A-Za-z0-9./-]{0,299}");

    public enum State {
        @JsonProperty("warned")
        WARNED,
        @JsonProperty("failed")
        FAILED
    }

    public AcceptedWarning {
        if (!CHECK.matcher(check).matches()) {
            throw new BadValue("check", check);
        }
        if (!SUBJECT.matcher(subject).matches()) {
            throw new BadValue("subject", subject);
        }
        checkReason(reason);
    }

    /// @throws BadValue `reason`, for what the report could not keep as one
    public static String checkReason(String reason) {
        if (FreeText.checked("reason", reason, FreeText.LONGEST).isBlank()) {
            throw new BadValue("reason", reason);
        }
        return reason;
    }
}
