package org.kpaas.edge.installer.practice;

import java.util.Map;

/// What one host's line of the recap counts.
final class Tally {
    private int ok;
    private int changed;
    private int unreachable;
    private int failed;
    private int skipped;
    private int ignored;

    void skip() {
        skipped++;
    }

    void count(TaskOutcome outcome) {
        switch (outcome) {
            case TaskOutcome.Ok() -> ok++;
            case TaskOutcome.Changed() -> {
                ok++;
                changed++;
            }
            case TaskOutcome.Failed(String json, boolean isIgnored) when isIgnored -> {
                ok++;
                ignored++;
            }
            case TaskOutcome.Failed(String json, boolean isIgnored) -> failed++;
            case TaskOutcome.Unreachable(String json) -> unreachable++;
        }
    }

    /// As the callback plugin counts.
    Map<String, Integer> counts() {
        return Map.of(
                "ok", ok,
                "changed", changed,
                "unreachable", unreachable,
                "failed", failed,
                "skipped", skipped,
                "ignored", ignored);
    }

    String line() {
        return "ok=%-4d changed=%-4d unreachable=%-4d failed=%-4d skipped=%-4d rescued=%-4d ignored=%-4d"
                .formatted(ok, changed, unreachable, failed, skipped, 0, ignored);
    }
}
