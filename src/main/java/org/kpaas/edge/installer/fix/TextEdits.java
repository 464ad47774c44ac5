package org.kpaas.edge.installer.fix;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Edits of small files as pure functions: the text before gives the text after. Done twice they change nothing more.
final class TextEdits {
    private static final String MARK = "\uFEFF";
    private static final Pattern OURS =
            Pattern.compile("\\s*(find|bind_address|allow_anonymous)\\b.*");
    private static final String LOCAL = "127.0.1.1";

    private TextEdits() {}

    /// Unix line ends, no byte order mark, a line end at the end (T13).
    static String unix(String text) {
        String plain = text.startsWith(MARK) ? text.substring(MARK.length()) : text;
        String ends = plain.replace("\r\n", "\n").replace("\r", "\n");
        return ends.isEmpty() || ends.endsWith("\n") ? ends : ends + "\n";
    }

    /// The text with a line at its end, unless it has that line.
    static String withLine(String text, String line) {
        if (line.isBlank() || text.lines().anyMatch(it -> it.strip().equals(line.strip()))) {
            return text;
        }
        String start = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
        return start + line.strip() + "\n";
    }

    /// Mosquitto's configuration without the lines that the scripts append at every run (T71, T72): they write them again.
    static String withoutAppended(String text) {
        return withoutLines(text, line -> OURS.matcher(line).matches());
    }

    /// `/etc/hosts` with another name of this machine, so that sudo and others still find it.
    static String renamed(String text, String old, String now) {
        List<String> lines = text.lines().toList();
        Set<String> names = new HashSet<>();
        lines.forEach(line -> names.addAll(List.of(line.strip().split("\\s+"))));
        if (names.contains(now)) {
            return text;
        }
        if (lines.stream().noneMatch(line -> line.startsWith(LOCAL))) {
            return withLine(text, LOCAL + " " + now);
        }
        Pattern name = Pattern.compile("(?<=\\s)" + Pattern.quote(old) + "(?=\\s|$)");
        return lines.stream()
                .map(line -> line.startsWith(LOCAL) ? local(line, name, now) : line)
                .collect(Collectors.joining("\n", "", text.endsWith("\n") ? "\n" : ""));
    }

    private static String local(String line, Pattern name, String now) {
        String changed =
                name.matcher(line).replaceAll(java.util.regex.Matcher.quoteReplacement(now));
        return changed.equals(line) ? line + " " + now : changed;
    }

    private static String withoutLines(String text, java.util.function.Predicate<String> drop) {
        return text.lines()
                .filter(line -> !drop.test(line))
                .collect(Collectors.joining("\n", "", text.endsWith("\n") ? "\n" : ""));
    }
}
