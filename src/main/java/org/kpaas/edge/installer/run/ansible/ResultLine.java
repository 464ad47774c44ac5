package org.kpaas.edge.installer.run.ansible;

import org.jspecify.annotations.Nullable;
import org.kpaas.edge.installer.run.Event.TaskState;

/// One line that tells how a task went on a host, for instance `changed: [cp-edge-1 -> localhost] => (item=a)`.
///
/// @param host   the host of the play, not the one it was delegated to
/// @param item   whether it tells of one item of a loop
/// @param detail what a failure says, as Ansible wrote it; empty otherwise
record ResultLine(String host, TaskState state, boolean item, String detail) {
    private static final int LONGEST_WORD = "unreachable".length();

    /// @return nothing when the line is none
    static @Nullable ResultLine read(String line) {
        int bracket = line.indexOf(": [", 0, Math.min(line.length(), LONGEST_WORD + 3));
        if (bracket < 0) {
            return null;
        }
        String word = line.substring(0, bracket);
        return switch (word) {
            case "ok" -> read(line, bracket, TaskState.OK);
            case "changed" -> read(line, bracket, TaskState.CHANGED);
            case "skipping" -> read(line, bracket, TaskState.SKIPPED);
            case "failed", "fatal" -> read(line, bracket, TaskState.FAILED);
            case "unreachable" -> read(line, bracket, TaskState.UNREACHABLE);
            default -> null;
        };
    }

    private static @Nullable ResultLine read(String line, int bracket, TaskState state) {
        int close = line.indexOf(']', bracket);
        if (close < 0) {
            return null;
        }
        String host = line.substring(bracket + 3, close);
        int delegated = host.indexOf(" -> ");
        String rest = line.substring(close + 1);
        return new ResultLine(
                delegated < 0 ? host : host.substring(0, delegated),
                rest.startsWith(": UNREACHABLE!") ? TaskState.UNREACHABLE : state,
                rest.startsWith(" (item=") || rest.startsWith(" => (item="),
                state == TaskState.FAILED || state == TaskState.UNREACHABLE ? after(rest) : "");
    }

    private static String after(String rest) {
        int arrow = rest.startsWith(" => (item=") ? rest.indexOf("=> ", 4) : rest.indexOf("=> ");
        return arrow < 0 ? "" : rest.substring(arrow + 3);
    }

    boolean failure() {
        return state == TaskState.FAILED || state == TaskState.UNREACHABLE;
    }
}
