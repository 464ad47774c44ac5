package org.kpaas.edge.installer.verify;

import org.kpaas.edge.installer.verify.Verification.Verdict;

import java.util.Optional;

/// One thing that should be so, and what is. Id and subject together are unique.
///
/// @param subject what it is about: a node, or an object as `namespace/name`
/// @param found   what is there, for people; empty when nothing is or it could not be read
/// @param wanted  what should be there, for instance `4 + 1`
/// @param reason  why it is not as it should be; empty when it is
public record Row(
        RowId id,
        String subject,
        Verdict verdict,
        String found,
        String wanted,
        Optional<Reason> reason) {

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
                        .map(
                                key ->
                                        new Reason(
                                                key,
                                                object,
                                                judgement.found(),
                                                judgement.wanted())));
    }
}
