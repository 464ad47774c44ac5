package org.kpaas.edge.installer.ui.step.review;

import java.util.ArrayList;
import java.util.List;

/// What differs between two texts, line by line.
///
/// @param kind whether the line stays, goes or comes
public record LineDiff(Kind kind, String text) {
    /// How a line changes; `SKIPPED` stands for unchanged lines that are not shown.
    public enum Kind {
        SAME(" "),
        REMOVED("-"),
        ADDED("+"),
        SKIPPED("@");

        private final String mark;

        Kind(String mark) {
            this.mark = mark;
        }

        /// As `diff -u` marks it.
        public String mark() {
            return mark;
        }
    }

    /// The whole difference.
    public static List<LineDiff> between(String before, String after) {
        List<String> old = before.lines().toList();
        List<String> now = after.lines().toList();
        int[][] common = commonLengths(old, now);
        var lines = new ArrayList<LineDiff>();
        int i = 0;
        int j = 0;
        while (i < old.size() || j < now.size()) {
            if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
                lines.add(new LineDiff(Kind.SAME, old.get(i++)));
                j++;
            } else if (j >= now.size()
                    || (i < old.size() && common[i + 1][j] >= common[i][j + 1])) {
                lines.add(new LineDiff(Kind.REMOVED, old.get(i++)));
            } else {
                lines.add(new LineDiff(Kind.ADDED, now.get(j++)));
            }
        }
        return List.copyOf(lines);
    }

    /// The difference with only a few unchanged lines around each change. The text of a [Kind#SKIPPED] line is the
    /// number of lines left out.
    ///
    /// @param around unchanged lines to keep on either side of a change
    public static List<LineDiff> folded(List<LineDiff> lines, int around) {
        var folded = new ArrayList<LineDiff>();
        int skipped = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (isNear(lines, i, around)) {
                addSkipped(folded, skipped);
                skipped = 0;
                folded.add(lines.get(i));
            } else {
                skipped++;
            }
        }
        addSkipped(folded, skipped);
        return List.copyOf(folded);
    }

    private static void addSkipped(List<LineDiff> folded, int skipped) {
        if (skipped > 0) {
            folded.add(new LineDiff(Kind.SKIPPED, Integer.toString(skipped)));
        }
    }

    private static boolean isNear(List<LineDiff> lines, int index, int around) {
        int from = Math.max(0, index - around);
        int to = Math.min(lines.size(), index + around + 1);
        return lines.subList(from, to).stream().anyMatch(line -> line.kind() != Kind.SAME);
    }

    /// `[i][j]` is the length of the longest common part of the old lines from `i` and the new ones from `j`.
    private static int[][] commonLengths(List<String> old, List<String> now) {
        int[][] common = new int[old.size() + 1][now.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                common[i][j] =
                        old.get(i).equals(now.get(j))
                                ? common[i + 1][j + 1] + 1
                                : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }
}
