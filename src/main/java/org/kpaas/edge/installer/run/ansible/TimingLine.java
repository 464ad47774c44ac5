package org.kpaas.edge.installer.run.ansible;

/// The line that `profile_tasks` prints when a task starts: a date in the language of the host,
/// then `(0:00:00.118) 0:00:00.273 ******* `, the duration of the task before and the total. A
/// third of all lines are looked at for it, so this reads from their end by hand.
final class TimingLine {
    private static final String TIME = "0:00:00.000";

    private TimingLine() {}

    static boolean is(String text) {
        int stars = beforeBlanks(text, text.length());
        int end = stars;
        while (end > 0 && text.charAt(end - 1) == '*') {
            end--;
        }
        if (end == stars || end < 1 || !isBlank(text.charAt(end - 1))) {
            return false;
        }
        int total = end - 1;
        if (!isTime(text, total)) {
            return false;
        }
        int close = bracket(text, total);
        return close >= 0
                && text.charAt(close) == ')'
                && isBlank(text.charAt(close + 1))
                && isTime(text, close)
                && opens(text, close);
    }

    private static boolean opens(String text, int close) {
        int open = bracket(text, close);
        return open >= 0 && text.charAt(open) == '(';
    }

    /// The last bracket of either kind before a place; negative without one.
    private static int bracket(String text, int before) {
        int i = before - 1;
        while (i >= 0 && text.charAt(i) != '(' && text.charAt(i) != ')') {
            i--;
        }
        return i;
    }

    /// Whether a time ends there; its hours may have more digits.
    private static boolean isTime(String text, int end) {
        int from = end - TIME.length();
        for (int i = 0; from >= 0 && i < TIME.length(); i++) {
            char wanted = TIME.charAt(i);
            char found = text.charAt(from + i);
            if (wanted == '0' ? found < '0' || found > '9' : found != wanted) {
                return false;
            }
        }
        return from >= 0;
    }

    private static int beforeBlanks(String text, int from) {
        int end = from;
        while (end > 0 && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
