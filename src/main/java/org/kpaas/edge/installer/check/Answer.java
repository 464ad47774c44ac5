package org.kpaas.edge.installer.check;

import com.fasterxml.jackson.annotation.JsonIgnore;

/// A check's id with one of its results.
public record Answer(CheckId id, CheckResult result) {
    /// Worst first: failed, warned, unknown, not asked, passed.
    @JsonIgnore
    public int rank() {
        return switch (result) {
            case CheckResult.Failed f -> 0;
            case CheckResult.Warned w -> 1;
            case CheckResult.Unknown u -> 2;
            case CheckResult.NotAsked n -> 3;
            case CheckResult.Passed p -> 4;
        };
    }
}
