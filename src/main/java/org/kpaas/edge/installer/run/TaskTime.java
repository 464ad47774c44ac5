package org.kpaas.edge.installer.run;

/// How long one task took on all its hosts together.
///
/// @param play the number of the play, from 1
/// @param nth 1 for the first task of that name in the play, 2 for the next
public record TaskTime(int play, String role, String task, int nth, double seconds) {
    /// Whether another one is of the same task.
    boolean isSame(TaskTime other) {
        return play == other.play
                && nth == other.nth
                && role.equals(other.role)
                && task.equals(other.task);
    }
}
