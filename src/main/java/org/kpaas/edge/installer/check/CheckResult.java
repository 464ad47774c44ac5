package org.kpaas.edge.installer.check;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import org.kpaas.edge.installer.site.Subject;

/// What a check found. Values, not sentences: `{0}` in the texts is what was found, `{1}` what is wanted.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
    @JsonSubTypes.Type(value = CheckResult.Passed.class, name = "passed"),
    @JsonSubTypes.Type(value = CheckResult.Warned.class, name = "warned"),
    @JsonSubTypes.Type(value = CheckResult.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = CheckResult.NotAsked.class, name = "not-asked"),
    @JsonSubTypes.Type(value = CheckResult.Unknown.class, name = "unknown")
})
public sealed interface CheckResult {
    Subject on();

    record Passed(Subject on, String found) implements CheckResult {}

    /// The engineer may go on, after giving a reason.
    record Warned(Subject on, String found, String wanted) implements CheckResult {}

    /// The install would not work, or would do damage.
    record Failed(Subject on, String found, String wanted) implements CheckResult {}

    /// A needed check did not pass.
    record NotAsked(Subject on, CheckId unmet) implements CheckResult {}

    /// The fact could not be read.
    ///
    /// @param why a text key below `unknown.`, for instance `host-unread` or `tool-missing`
    record Unknown(Subject on, String why) implements CheckResult {}
}
