package org.kpaas.edge.installer.plan;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;

import java.util.List;
import java.util.Optional;

/// What a change makes of a file, as a unified diff.
public final class FileDiff {
    private static final int CONTEXT = 3;
    private static final String NOTHING = "/dev/null";

    private FileDiff() {}

    /// @param before the content now; empty for a file that is not there
    /// @return the lines of the diff with its two header lines; empty when nothing changes
    public static List<String> of(String path, Optional<String> before, String after) {
        List<String> old = before.map(text -> text.lines().toList()).orElse(List.of());
        List<String> now = after.lines().toList();
        return UnifiedDiffUtils.generateUnifiedDiff(
                before.isPresent() ? path : NOTHING, path, old, DiffUtils.diff(old, now), CONTEXT);
    }

    public static List<String> of(Change.WriteFile change) {
        return of(change.path(), change.before(), change.after());
    }

    public static List<String> of(Change.RestoreFile change) {
        return of(change.path(), Optional.of(change.before()), change.after());
    }
}
