package org.kpaas.edge.installer.verify;

import org.kpaas.edge.installer.verify.Verification.Verdict;
import org.kpaas.edge.installer.verify.cause.Cause;

import java.util.Objects;
import java.util.Optional;

/// One thing that should be so, and what is. Id and subject together are unique.
///
/// @param subject what it is about: a node, or an object as `namespace/name`
/// @param found   what is there, for people; empty when nothing is or it could not be read
/// @param wanted  what should be there, for instance `4 + 1`
/// @param reason  why it is not as it should be; empty when it is
/// @param cause   the id of the cause that it comes from, of [Verification#explanation]; empty when none explains it
public record Row(
        RowId id,
        String subject,
        Verdict verdict,
        String found,
        String wanted,
        Optional<Reason> reason,
        Optional<String> cause) {
    /// Reports of earlier versions have no causes.
    public Row {
        cause = Objects.requireNonNullElse(cause, Optional.empty());
    }

    /// @param key    a text key below `verify.`; `{0}` found, `{1}` wanted
    /// @param object the pod that is meant, where it is one of several; may be empty
    public record Reason(String key, String object, String found, String wanted) {}

    static Row of(RowId id, String subject, Judgement judgement) {
        return of(id, subject, "", judgement.found(), judgement.wanted(), judgement);
    }

    static Row of(
            RowId id,
            String subject,
            String object,
            String found,
            String wanted,
            Judgement judgement) {
        return new Row(
                id,
                subject,
                judgement.verdict(),
                found,
                wanted,
                judgement
                        .reason()
                        .map(key -> new Reason(key, object, judgement.found(), judgement.wanted())),
                Optional.empty());
    }

    Row with(Optional<Cause> behind) {
        return new Row(id, subject, verdict, found, wanted, reason, behind.map(Cause::id));
    }
}
