package org.kpaas.edge.installer.fix;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// The kernel's command line in a Raspberry Pi's boot file: one line, of which only the first is read (T60).
final class BootLine {
    static final List<String> MEMORY_CGROUP = List.of("cgroup_enable=memory", "cgroup_memory=1");

    private BootLine() {}

    /// The same line with the words that switch the memory cgroup on (T59), each once. Words that somebody put on lines
    /// below, where nobody reads them, move up; a file that is right already stays as it is, byte for byte.
    static String withMemoryCgroup(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        if (lines.isEmpty()) {
            return text;
        }
        String first = withoutRepeats(lines.getFirst());
        var more = new ArrayList<String>();
        for (String line : lines.subList(1, lines.size())) {
            more.addAll(words(line));
        }
        more.addAll(MEMORY_CGROUP);
        List<String> have = words(first);
        var missing = new LinkedHashSet<>(more);
        missing.removeAll(have);
        var whole = new StringBuilder(missing.isEmpty() ? first : first.stripTrailing());
        missing.forEach(word -> whole.append(' ').append(word));
        return lines.size() == 1 && whole.toString().equals(lines.getFirst())
                ? text
                : whole + (text.endsWith("\n") ? "\n" : "");
    }

    private static String withoutRepeats(String line) {
        String rest = line;
        for (String word : MEMORY_CGROUP) {
            List<String> words = words(rest);
            if (words.stream().filter(word::equals).count() > 1) {
                rest = String.join(" ", once(words, word));
            }
        }
        return rest;
    }

    private static List<String> once(List<String> words, String word) {
        var kept = new ArrayList<String>();
        for (String each : words) {
            if (!each.equals(word) || !kept.contains(word)) {
                kept.add(each);
            }
        }
        return kept;
    }

    private static List<String> words(String line) {
        return List.of(line.strip().split("\\s+"));
    }
}
