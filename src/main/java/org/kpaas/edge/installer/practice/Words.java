package org.kpaas.edge.installer.practice;

import java.util.ArrayList;
import java.util.List;

/// Splits a command line into words as a POSIX shell would, as far as quoting goes: no expansion of any kind.
final class Words {
    private final String line;
    private int at;

    private Words(String line) {
        this.line = line;
    }

    /// @throws IllegalArgumentException when a quote is not closed
    static List<String> of(String line) {
        return new Words(line).all();
    }

    private List<String> all() {
        var words = new ArrayList<String>();
        while (true) {
            while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
                at++;
            }
            if (at == line.length()) {
                return words;
            }
            words.add(word());
        }
    }

    private String word() {
        var word = new StringBuilder();
        while (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
            char next = line.charAt(at++);
            switch (next) {
                case '\'', '"' -> quoted(next, word);
                case '\\' -> word.append(required());
                default -> word.append(next);
            }
        }
        return word.toString();
    }

    private void quoted(char quote, StringBuilder word) {
        for (char next = required(); next != quote; next = required()) {
            word.append(next == '\\' && quote == '"' ? required() : next);
        }
    }

    private char required() {
        if (at == line.length()) {
            throw new IllegalArgumentException("unterminated quoted string");
        }
        return line.charAt(at++);
    }
}
